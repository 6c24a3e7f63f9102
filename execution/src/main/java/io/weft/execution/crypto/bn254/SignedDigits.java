package io.weft.execution.crypto.bn254;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A number in signed binary digits, the least significant first: each is zero or odd, of less than
 * half of 2^width, and among {@code width} neighbours at most one is not zero.
 */
final class SignedDigits {
  private SignedDigits() {}

  static byte[] of(BigInteger number, int width) {
    byte[] digits = new byte[number.bitLength() + 1];
    BigInteger left = number;
    int size = 0;
    for (int i = 0; left.signum() != 0; i++) {
      if (left.testBit(0)) {
        int digit = left.intValue() & ((1 << width) - 1);
        if (digit >= 1 << (width - 1)) {
          digit -= 1 << width;
        }
        digits[i] = (byte) digit;
        left = left.subtract(BigInteger.valueOf(digit));
        size = i + 1;
      }
      left = left.shiftRight(1);
    }
    return Arrays.copyOf(digits, size);
  }
}
