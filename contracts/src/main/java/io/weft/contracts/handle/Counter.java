package io.weft.contracts.handle;

import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/** A number that anybody may change. */
public record Counter(Address address) {
  private static final Definition DEFINITION = Definition.of("Counter");

  /** Its functions, events and errors. */
  public static final ContractAbi ABI = DEFINITION.abi();

  public record NumberChanged(Address by, U256 number) {}

  public static final Event<NumberChanged> NUMBER_CHANGED =
      DEFINITION.event(
          "NumberChanged", values -> new NumberChanged(values.address(0), values.number(1)));

  private static final Method<U256> NUMBER =
      DEFINITION.method("number", values -> values.number(0));
  private static final Method<?> INCREMENT = DEFINITION.command("increment");
  private static final Method<?> SET_NUMBER = DEFINITION.command("setNumber");

  /** What a deployment sends. */
  public static Bytes creation() {
    return DEFINITION.creation();
  }

  public Call<U256> number() {
    return NUMBER.of(address);
  }

  public Call<?> increment() {
    return INCREMENT.of(address);
  }

  public Call<?> setNumber(U256 newNumber) {
    return SET_NUMBER.of(address, newNumber);
  }
}
