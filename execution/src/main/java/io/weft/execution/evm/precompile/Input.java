package io.weft.execution.evm.precompile;

import java.util.Arrays;

/** Reading call data that counts as followed by zeros without end. */
final class Input {
  private Input() {}

  /** Copies {@code size} bytes from {@code at} of the input, zeros past its end. */
  static byte[] padded(byte[] input, int offset, int length, long at, int size) {
    byte[] copy = new byte[size];
    if (at < length) {
      System.arraycopy(input, offset + (int) at, copy, 0, (int) Math.min(size, length - at));
    }
    return copy;
  }

  static byte[] copy(byte[] input, int offset, int length) {
    return Arrays.copyOfRange(input, offset, offset + length);
  }

  static boolean isZero(byte[] input, int from, int to) {
    int bits = 0;
    for (int i = from; i < to; i++) {
      bits |= input[i];
    }
    return bits == 0;
  }

  /** {@code base} plus {@code perWord} for each started 32 bytes of {@code length}. */
  static long gasPerWord(long base, long perWord, int length) {
    return base + perWord * ((length + 31L) >>> 5);
  }
}
