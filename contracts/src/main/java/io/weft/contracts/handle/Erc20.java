package io.weft.contracts.handle;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;

/** What every fungible token has (ERC-20): the token itself, and the shares of a pair. */
public sealed interface Erc20 permits Token, Pair {
  record Transfer(Address from, Address to, U256 value) {}

  record Approval(Address owner, Address spender, U256 value) {}

  Event<Transfer> TRANSFER =
      Erc20Methods.TOKEN.event(
          "Transfer",
          values -> new Transfer(values.address(0), values.address(1), values.number(2)));

  Event<Approval> APPROVAL =
      Erc20Methods.TOKEN.event(
          "Approval",
          values -> new Approval(values.address(0), values.address(1), values.number(2)));

  Address address();

  default Call<String> name() {
    return Erc20Methods.NAME.of(address());
  }

  default Call<String> symbol() {
    return Erc20Methods.SYMBOL.of(address());
  }

  default Call<U256> decimals() {
    return Erc20Methods.DECIMALS.of(address());
  }

  default Call<U256> totalSupply() {
    return Erc20Methods.TOTAL_SUPPLY.of(address());
  }

  default Call<U256> balanceOf(Address holder) {
    return Erc20Methods.BALANCE_OF.of(address(), holder);
  }

  default Call<U256> allowance(Address owner, Address spender) {
    return Erc20Methods.ALLOWANCE.of(address(), owner, spender);
  }

  default Call<Boolean> transfer(Address to, U256 value) {
    return Erc20Methods.TRANSFER.of(address(), to, value);
  }

  default Call<Boolean> approve(Address spender, U256 value) {
    return Erc20Methods.APPROVE.of(address(), spender, value);
  }

  default Call<Boolean> transferFrom(Address from, Address to, U256 value) {
    return Erc20Methods.TRANSFER_FROM.of(address(), from, to, value);
  }
}
