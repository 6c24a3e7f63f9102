package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;

/** The ERC-20 token. */
public record Token(Address address) implements Erc20 {
  private static final Definition DEFINITION = Definition.of("Token");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  private static final Method<?> PERMIT = DEFINITION.command("permit");
  private static final Method<U256> NONCES =
      DEFINITION.method("nonces", values -> values.number(0));
  private static final Method<Hash32> DOMAIN_SEPARATOR =
      DEFINITION.method("DOMAIN_SEPARATOR", values -> values.word(0));

  /** What a deployment sends. */
  public static Bytes creation(String name, String symbol, U256 initialSupply) {
    return DEFINITION.creation(name, symbol, initialSupply);
  }

  public Call<?> permit(
      Address owner, Address spender, U256 value, U256 deadline, int v, Hash32 r, Hash32 s) {
    return PERMIT.of(address, owner, spender, value, deadline, v, r.toBytes(), s.toBytes());
  }

  public Call<U256> nonces(Address owner) {
    return NONCES.of(address, owner);
  }

  public Call<Hash32> domainSeparator() {
    return DOMAIN_SEPARATOR.of(address);
  }
}
