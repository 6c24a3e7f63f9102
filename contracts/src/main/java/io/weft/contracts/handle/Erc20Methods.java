package io.weft.contracts.handle;

import io.weft.execution.primitives.U256;

/** The functions of {@link Erc20}, which are the same in each contract that has them. */
final class Erc20Methods {
  static final Definition TOKEN = Definition.of("Token");

  static final Method<String> NAME = TOKEN.method("name", values -> values.text(0));
  static final Method<String> SYMBOL = TOKEN.method("symbol", values -> values.text(0));
  static final Method<U256> DECIMALS = TOKEN.method("decimals", values -> values.number(0));
  static final Method<U256> TOTAL_SUPPLY = TOKEN.method("totalSupply", values -> values.number(0));
  static final Method<U256> BALANCE_OF = TOKEN.method("balanceOf", values -> values.number(0));
  static final Method<U256> ALLOWANCE = TOKEN.method("allowance", values -> values.number(0));
  static final Method<Boolean> TRANSFER = TOKEN.method("transfer", values -> values.flag(0));
  static final Method<Boolean> APPROVE = TOKEN.method("approve", values -> values.flag(0));
  static final Method<Boolean> TRANSFER_FROM =
      TOKEN.method("transferFrom", values -> values.flag(0));

  private Erc20Methods() {}
}
