package io.weft.node.rpc.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.Map;

/** What Solidity wrote into revert data, for the message beside the raw bytes. */
final class RevertReason {
  /** {@code Error(string)}. */
  private static final Bytes ERROR = Bytes.fromHex("08c379a0");

  /** {@code Panic(uint256)}. */
  private static final Bytes PANIC = Bytes.fromHex("4e487b71");

  private static final Map<Long, String> PANICS =
      Map.of(
          0x00L, "generic panic",
          0x01L, "assert(false)",
          0x11L, "arithmetic underflow or overflow",
          0x12L, "division or modulo by zero",
          0x21L, "enum overflow",
          0x22L, "invalid encoded storage byte array accessed",
          0x31L, "out-of-bounds array access; popping on an empty array",
          0x32L, "out-of-bounds access of an array or bytesN",
          0x41L, "out of memory",
          0x51L, "uninitialized function");

  private RevertReason() {}

  /** {@code execution reverted}, with the reason where there is one to be read. */
  static String message(Bytes output) {
    String reason = reason(output);
    return reason.isEmpty() ? "execution reverted" : "execution reverted: " + reason;
  }

  private static String reason(Bytes output) {
    if (output.size() < 36) {
      return "";
    }
    Bytes selector = output.slice(0, 4);
    if (selector.equals(PANIC)) {
      U256 code = U256.fromBytes(output.unsafeArray(), 4, 32);
      String known = code.isLong() ? PANICS.get(code.toLong()) : null;
      return known == null ? "unknown panic code: " + code.toHex() : known;
    }
    if (!selector.equals(ERROR) || output.size() < 68) {
      return "";
    }
    U256 offset = U256.fromBytes(output.unsafeArray(), 4, 32);
    U256 length = U256.fromBytes(output.unsafeArray(), 36, 32);
    if (!offset.equals(U256.of(32)) || length.toLongSaturated() > output.size() - 68) {
      return "";
    }
    return new String(output.unsafeArray(), 68, (int) length.toLong(), UTF_8);
  }
}
