package io.weft.contracts.abi;

import io.weft.execution.primitives.Bytes;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A function of a contract.
 *
 * @param mutability as the compiler says it
 */
public record AbiFunction(
    String name, List<AbiParameter> inputs, List<AbiParameter> outputs, Mutability mutability) {

  /** What a function may do to the chain's state. */
  public enum Mutability {
    PURE,
    VIEW,
    NONPAYABLE,
    PAYABLE;

    static Mutability parse(String text) {
      for (Mutability mutability : values()) {
        if (mutability.label().equals(text)) {
          return mutability;
        }
      }
      throw new AbiException(
          "unknown stateMutability: expected pure, view, nonpayable or payable, got '"
              + text
              + "'");
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether calling it needs no transaction. */
    public boolean isReadOnly() {
      return this == PURE || this == VIEW;
    }
  }

  public AbiFunction {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Parses {@code transfer(address to, uint256 value) returns (bool)}; see {@link Signatures}. */
  public static AbiFunction parse(String signature) {
    return Signatures.function(signature);
  }

  /** Name and types of the arguments, of which the selector is made. */
  public String signature() {
    return signature(name, inputs);
  }

  /** The first four bytes of call data. */
  public Bytes selector() {
    return Selectors.selector(signature());
  }

  /** Encodes a call. */
  public Bytes encodeCall(Object... arguments) {
    return encodeCall(List.of(arguments));
  }

  /**
   * Encodes a call.
   *
   * @throws AbiException if an argument does not fit its parameter
   */
  public Bytes encodeCall(List<?> arguments) {
    return selector().concat(AbiEncoder.encode(inputs, arguments));
  }

  /**
   * Decodes call data of this function.
   *
   * @throws AbiException if it is of another function or malformed
   */
  public List<Object> decodeCall(Bytes callData) {
    Selectors.requireSelector(selector(), callData, signature());
    return AbiDecoder.decode(inputs, callData.slice(4));
  }

  /**
   * Decodes what a call returned.
   *
   * @throws AbiException if it is malformed
   */
  public List<Object> decodeResult(Bytes returned) {
    return AbiDecoder.decode(outputs, returned);
  }

  static String signature(String name, List<AbiParameter> inputs) {
    return inputs.stream()
        .map(input -> input.type().toString())
        .collect(Collectors.joining(",", name + "(", ")"));
  }

  static String list(List<AbiParameter> parameters) {
    return parameters.stream()
        .map(AbiParameter::toString)
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** As a person would write it, with names. */
  @Override
  public String toString() {
    return "function "
        + name
        + list(inputs)
        + (mutability == Mutability.NONPAYABLE ? "" : " " + mutability.label())
        + (outputs.isEmpty() ? "" : " returns " + list(outputs));
  }
}
