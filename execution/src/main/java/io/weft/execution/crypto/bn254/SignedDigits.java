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
    long[] words = words(number);
    byte[] digits = new byte[number.bitLength() + 1];
    int size = 0;
    int carry = 0;
    for (int at = 0; at < digits.length; ) {
      int window = window(words, at, width);
      if ((window & 1) == carry) {
        at++; // what is left is even
      } else {
        // What is taken too much for a negative digit is one of the next window.
        window += carry;
        carry = window >> (width - 1);
        digits[at] = (byte) (window - (carry << width));
        size = at + 1;
        at += width;
      }
    }
    return Arrays.copyOf(digits, size);
  }

  /** In two's complement, with a word of the sign alone at the end. */
  private static long[] words(BigInteger number) {
    long[] words = new long[number.bitLength() / 64 + 2];
    for (int i = 0; i < words.length; i++) {
      words[i] = number.shiftRight(64 * i).longValue();
    }
    return words;
  }

  private static int window(long[] words, int at, int width) {
    int word = at >>> 6;
    long bits = words[word] >>> at; // the shift is one modulo 64
    if ((at & 63) > 64 - width) {
      bits |= words[word + 1] << -at;
    }
    return (int) bits & ((1 << width) - 1);
  }
}
