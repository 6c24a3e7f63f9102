package io.weft.execution.evm;

/**
 * Division of up to 512 bits by up to 256: Knuth's algorithm D (The Art of Computer Programming,
 * 4.3.1) in base 2^64, with the quotient digits found by multiplication with a reciprocal (Möller
 * and Granlund, "Improved division by invariant integers", 2011).
 *
 * <p>Limbs stand least significant first. An instance is its own scratch space and belongs to one
 * thread.
 */
final class Division {
  /** Filled by the caller; afterwards its first four limbs are the remainder. */
  final long[] dividend = new long[9];

  /** The first four limbs of the quotient; all of it where the dividend has no more. */
  final long[] quotient = new long[9];

  private final long[] divisor = new long[4];

  /**
   * Divides the first {@code length} limbs of {@link #dividend} by a word that is not zero; leaves
   * the remainder in the dividend's low limbs and the quotient in {@link #quotient}.
   */
  void divide(int length, long[] s, int b) {
    int m = length;
    while (m > 0 && dividend[m - 1] == 0) {
      m--;
    }
    int n = 4;
    while (s[b + n - 1] == 0) {
      n--;
    }
    for (int i = 0; i < 4; i++) {
      quotient[i] = 0;
    }
    if (m < n) {
      clearAbove(m);
      return;
    }
    int shift = Long.numberOfLeadingZeros(s[b + n - 1]);
    int rest = 63 - shift;
    for (int i = n - 1; i > 0; i--) {
      divisor[i] = s[b + i] << shift | s[b + i - 1] >>> 1 >>> rest;
    }
    divisor[0] = s[b] << shift;
    dividend[m] = dividend[m - 1] >>> 1 >>> rest;
    for (int i = m - 1; i > 0; i--) {
      dividend[i] = dividend[i] << shift | dividend[i - 1] >>> 1 >>> rest;
    }
    dividend[0] <<= shift;
    long reciprocal = reciprocal(divisor[n - 1]);
    if (n == 1) {
      divideByLimb(m, divisor[0], reciprocal);
    } else {
      divideByLimbs(m, n, reciprocal);
    }
    for (int i = 0; i < n - 1; i++) {
      dividend[i] = dividend[i] >>> shift | dividend[i + 1] << 1 << rest;
    }
    dividend[n - 1] >>>= shift;
    clearAbove(n);
  }

  private void clearAbove(int limbs) {
    for (int i = limbs; i < 4; i++) {
      dividend[i] = 0;
    }
  }

  /** floor((2^128 - 1) / d) - 2^64 for a normalised d, by two steps in base 2^32. */
  private static long reciprocal(long d) {
    long high = d >>> 32;
    long low = d & 0xFFFFFFFFL;
    // (~d, 2^64-1) divided by d; the first two digits of 32 bits of the dividend's low half are
    // ones.
    long digit1 = Long.divideUnsigned(~d, high);
    long remainder = ~d - digit1 * high;
    while (digit1 >>> 32 != 0
        || Long.compareUnsigned(digit1 * low, remainder << 32 | 0xFFFFFFFFL) > 0) {
      digit1--;
      remainder += high;
      if (remainder >>> 32 != 0) {
        break;
      }
    }
    long middle = (~d << 32 | 0xFFFFFFFFL) - digit1 * d;
    long digit0 = Long.divideUnsigned(middle, high);
    remainder = middle - digit0 * high;
    while (digit0 >>> 32 != 0
        || Long.compareUnsigned(digit0 * low, remainder << 32 | 0xFFFFFFFFL) > 0) {
      digit0--;
      remainder += high;
      if (remainder >>> 32 != 0) {
        break;
      }
    }
    return (digit1 << 32) + digit0;
  }

  private void divideByLimb(int m, long d, long reciprocal) {
    long remainder = dividend[m];
    for (int i = m - 1; i >= 0; i--) {
      long u0 = dividend[i];
      long q0 = reciprocal * remainder;
      long q1 = Math.unsignedMultiplyHigh(reciprocal, remainder);
      q0 += u0;
      q1 += remainder + 1 + (Long.compareUnsigned(q0, u0) < 0 ? 1 : 0);
      long r = u0 - q1 * d;
      if (Long.compareUnsigned(r, q0) > 0) {
        q1--;
        r += d;
      }
      if (Long.compareUnsigned(r, d) >= 0) {
        q1++;
        r -= d;
      }
      remainder = r;
      quotient[i] = q1;
    }
    dividend[0] = remainder;
  }

  private void divideByLimbs(int m, int n, long reciprocal) {
    long d1 = divisor[n - 1];
    long d0 = divisor[n - 2];
    for (int j = m - n; j >= 0; j--) {
      long u2 = dividend[j + n];
      long u1 = dividend[j + n - 1];
      long digit;
      if (u2 == d1) {
        digit = -1; // the estimate would not fit; it is at most two too large
      } else {
        digit = estimate(u2, u1, dividend[j + n - 2], d1, d0, reciprocal);
      }
      long borrow = subtractMultiple(j, n, digit);
      long top = dividend[j + n];
      dividend[j + n] = top - borrow;
      if (Long.compareUnsigned(top, borrow) < 0) {
        long carry;
        do {
          digit--;
          carry = addBack(j, n);
          dividend[j + n] += carry;
        } while (carry == 0);
      }
      quotient[j] = digit;
    }
  }

  /** A quotient digit from the top two limbs, corrected by the third: at most one too large. */
  private static long estimate(long u2, long u1, long u0, long d1, long d0, long reciprocal) {
    long q0 = reciprocal * u2;
    long q1 = Math.unsignedMultiplyHigh(reciprocal, u2);
    q0 += u1;
    q1 += u2 + 1 + (Long.compareUnsigned(q0, u1) < 0 ? 1 : 0);
    long r = u1 - q1 * d1;
    if (Long.compareUnsigned(r, q0) > 0) {
      q1--;
      r += d1;
    }
    if (Long.compareUnsigned(r, d1) >= 0) {
      q1++;
      r -= d1;
    }
    long low = q1 * d0;
    long high = Math.unsignedMultiplyHigh(q1, d0);
    while (Long.compareUnsigned(high, r) > 0 || (high == r && Long.compareUnsigned(low, u0) > 0)) {
      q1--;
      high -= Long.compareUnsigned(low, d0) < 0 ? 1 : 0;
      low -= d0;
      r += d1;
      if (Long.compareUnsigned(r, d1) < 0) {
        break;
      }
    }
    return q1;
  }

  private long subtractMultiple(int j, int n, long digit) {
    long borrow = 0;
    for (int i = 0; i < n; i++) {
      long low = digit * divisor[i];
      long high = Math.unsignedMultiplyHigh(digit, divisor[i]);
      low += borrow;
      high += Long.compareUnsigned(low, borrow) < 0 ? 1 : 0;
      long u = dividend[j + i];
      dividend[j + i] = u - low;
      borrow = high + (Long.compareUnsigned(u, low) < 0 ? 1 : 0);
    }
    return borrow;
  }

  private long addBack(int j, int n) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long x = dividend[j + i];
      long y = divisor[i];
      long sum = x + y + carry;
      carry = ((x & y) | ((x | y) & ~sum)) >>> 63;
      dividend[j + i] = sum;
    }
    return carry;
  }
}
