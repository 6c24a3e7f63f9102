package io.weft.contracts;

import io.weft.execution.primitives.Bytes;
import java.util.Arrays;

/**
 * The metadata that the Solidity compiler writes after code: a map in CBOR, and its length in two
 * bytes ("Contract Metadata" in Solidity's manual).
 */
final class CodeMetadata {
  /** The key "ipfs" and the head of its value: 34 bytes, of which 0x1220 names the hash. */
  private static final byte[] HASH = Bytes.fromHex("0x646970667358221220").unsafeArray();

  private static final int HASH_SIZE = 32;

  /** The key "solc" and the head of its value: three bytes. */
  private static final byte[] COMPILER = Bytes.fromHex("0x64736f6c6343").unsafeArray();

  private static final int COMPILER_SIZE = 3;

  private CodeMetadata() {}

  /** The code without what is appended, and with zeros for the hashes that stand further inside. */
  static byte[] without(byte[] code) {
    byte[] body = Arrays.copyOf(code, code.length - appended(code));
    for (int i = 0; i < body.length; i++) {
      if (startsWith(body, i, HASH)) {
        clear(body, i + HASH.length, HASH_SIZE);
      } else if (startsWith(body, i, COMPILER)) {
        clear(body, i + COMPILER.length, COMPILER_SIZE);
      }
    }
    return body;
  }

  // A map of one to four entries that fills what the last two bytes say.
  private static int appended(byte[] code) {
    if (code.length < 2) {
      return 0;
    }
    int high = code[code.length - 2] & 0xFF;
    int low = code[code.length - 1] & 0xFF;
    int size = 2 + (high << 8) + low;
    if (size < 4 || size > code.length) {
      return 0;
    }
    int head = code[code.length - size] & 0xFF;
    return head >= 0xA1 && head <= 0xA4 ? size : 0;
  }

  private static boolean startsWith(byte[] code, int offset, byte[] mark) {
    return offset + mark.length <= code.length
        && Arrays.equals(code, offset, offset + mark.length, mark, 0, mark.length);
  }

  private static void clear(byte[] code, int offset, int size) {
    Arrays.fill(
        code, Math.min(offset, code.length), Math.min(offset + size, code.length), (byte) 0);
  }
}
