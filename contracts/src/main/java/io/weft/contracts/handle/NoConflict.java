package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/** The workload in which calls of different senders never conflict. */
public record NoConflict(Address address) {
  private static final Definition DEFINITION = Definition.of("NoConflict");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  private static final Method<?> TOUCH = DEFINITION.command("touch");
  private static final Method<U256> VALUE_OF =
      DEFINITION.method("valueOf", values -> values.number(0));

  /** What a deployment sends. */
  public static Bytes creation() {
    return DEFINITION.creation();
  }

  public Call<?> touch(U256 rounds) {
    return TOUCH.of(address, rounds);
  }

  public Call<U256> valueOf(Address owner) {
    return VALUE_OF.of(address, owner);
  }
}
