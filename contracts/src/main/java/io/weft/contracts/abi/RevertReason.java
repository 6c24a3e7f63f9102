package io.weft.contracts.abi;

import io.weft.execution.primitives.Bytes;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * Revert data in words: Solidity's {@code Error(string)} and {@code Panic(uint256)}, the errors
 * that a contract declares, and hexadecimal for everything else.
 */
public final class RevertReason {
  private static final AbiError ERROR = AbiError.parse("Error(string reason)");
  private static final AbiError PANIC = AbiError.parse("Panic(uint256 code)");

  /** The codes of "Error handling: Assert, Require, Revert and Exceptions" in Solidity's manual. */
  private static final Map<Integer, String> PANICS =
      Map.of(
          0x00, "generic panic of the compiler",
          0x01, "assertion failed",
          0x11, "arithmetic overflow or underflow",
          0x12, "division by zero",
          0x21, "invalid enum value",
          0x22, "storage byte array wrongly encoded",
          0x31, "pop from an empty array",
          0x32, "array index out of bounds",
          0x41, "too much memory asked for",
          0x51, "call of an uninitialised internal function");

  private RevertReason() {}

  /** Describes {@code revertData}; {@code abi} tells the contract's own errors. */
  public static String describe(Bytes revertData, ContractAbi abi) {
    if (revertData.isEmpty()) {
      return "reverted without a reason";
    }
    try {
      if (ERROR.matches(revertData)) {
        return "reverted: " + ERROR.decode(revertData).getFirst();
      }
      if (PANIC.matches(revertData)) {
        BigInteger code = (BigInteger) PANIC.decode(revertData).getFirst();
        String meaning =
            code.bitLength() < 31 ? PANICS.getOrDefault(code.intValue(), "unknown") : "unknown";
        return "panicked: " + meaning + " (code 0x" + code.toString(16) + ")";
      }
      AbiError error = abi.errorOf(revertData).orElse(null);
      if (error != null) {
        return "reverted: " + named(error, error.decode(revertData));
      }
    } catch (AbiException e) {
      // data that only looks like one of these is shown as it is
    }
    return "reverted with data " + revertData;
  }

  private static String named(AbiError error, List<Object> values) {
    StringBuilder out = new StringBuilder(error.name()).append('(');
    for (int i = 0; i < values.size(); i++) {
      AbiParameter input = error.inputs().get(i);
      out.append(i == 0 ? "" : ", ")
          .append(input.name().isEmpty() ? "" : input.name() + ": ")
          .append(AbiText.format(input.type(), values.get(i)));
    }
    return out.append(')').toString();
  }
}
