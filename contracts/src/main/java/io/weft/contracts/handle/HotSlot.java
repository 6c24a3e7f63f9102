package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/** The workload in which every call conflicts with every other. */
public record HotSlot(Address address) {
  private static final Definition DEFINITION = Definition.of("HotSlot");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  private static final Method<?> TOUCH = DEFINITION.command("touch");
  private static final Method<U256> VALUE = DEFINITION.method("value", values -> values.number(0));

  /** What a deployment sends. */
  public static Bytes creation() {
    return DEFINITION.creation();
  }

  public Call<?> touch(U256 rounds) {
    return TOUCH.of(address, rounds);
  }

  public Call<U256> value() {
    return VALUE.of(address);
  }
}
