package io.weft.contracts.abi;

import io.weft.execution.primitives.Bytes;
import java.util.List;

/** An error that a contract reverts with. */
public record AbiError(String name, List<AbiParameter> inputs) {
  public AbiError {
    inputs = List.copyOf(inputs);
  }

  /** Parses {@code InsufficientBalance(address holder, uint256 balance)}. */
  public static AbiError parse(String signature) {
    return Signatures.error(signature);
  }

  public String signature() {
    return AbiFunction.signature(name, inputs);
  }

  public Bytes selector() {
    return Selectors.selector(signature());
  }

  /** Whether revert data is of this error. */
  public boolean matches(Bytes revertData) {
    return Selectors.startsWith(revertData, selector());
  }

  public List<Object> decode(Bytes revertData) {
    Selectors.requireSelector(selector(), revertData, signature());
    return AbiDecoder.decode(inputs, revertData.slice(Selectors.SIZE));
  }

  @Override
  public String toString() {
    return "error " + name + AbiFunction.list(inputs);
  }
}
