package io.weft.contracts.abi;

import io.weft.execution.primitives.Bytes;
import java.util.List;

/** What a contract takes when it is created. */
public record AbiConstructor(List<AbiParameter> inputs, boolean isPayable) {
  /** That of a contract which declares none. */
  static final AbiConstructor EMPTY = new AbiConstructor(List.of(), false);

  public AbiConstructor {
    inputs = List.copyOf(inputs);
  }

  /** What follows the creation code. */
  public Bytes encode(List<?> arguments) {
    return AbiEncoder.encode(inputs, arguments);
  }

  @Override
  public String toString() {
    return "constructor" + AbiFunction.list(inputs) + (isPayable ? " payable" : "");
  }
}
