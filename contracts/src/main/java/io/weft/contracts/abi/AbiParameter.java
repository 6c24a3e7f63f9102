package io.weft.contracts.abi;

import java.util.List;

/**
 * An argument, a result or a member of a struct.
 *
 * @param name may be empty
 * @param indexed of an event's argument: it stands in a topic, not in the data
 */
public record AbiParameter(String name, AbiType type, boolean indexed) {
  public AbiParameter(String name, AbiType type) {
    this(name, type, false);
  }

  static List<AbiType> types(List<AbiParameter> parameters) {
    return parameters.stream().map(AbiParameter::type).toList();
  }

  /** How messages name it: argument 2 'amount' (uint256). */
  String describe(int index) {
    return "argument "
        + (index + 1)
        + (name.isEmpty() ? "" : " '" + name + "'")
        + " ("
        + type
        + ")";
  }

  @Override
  public String toString() {
    return type + (indexed ? " indexed" : "") + (name.isEmpty() ? "" : " " + name);
  }
}
