package io.weft.execution.evm;

/**
 * The arithmetic of 256-bit words on the limbs of a stack (Yellow Paper appendix H, "Stop and
 * Arithmetic Operations"). Each operation takes the index of its topmost operand, reads the others
 * below it and leaves the result where the lowest operand was.
 *
 * <p>Division is Knuth's algorithm D (The Art of Computer Programming, 4.3.1) in base 2^64, with
 * the quotient digits found by multiplication with a reciprocal (Möller and Granlund, "Improved
 * division by invariant integers", 2011). The instance holds its scratch space and belongs to one
 * thread.
 */
final class Arithmetic {
  private final long[] dividend = new long[9];
  private final long[] divisor = new long[4];
  private final long[] quotient = new long[9];

  // The running power and square of EXP, which needs room for two words.
  private final long[] work = new long[8];

  static void multiply(long[] s, int a) {
    int b = a - 4;
    long a0 = s[a];
    long a1 = s[a + 1];
    long a2 = s[a + 2];
    long a3 = s[a + 3];
    long b0 = s[b];
    long b1 = s[b + 1];
    long b2 = s[b + 2];
    long b3 = s[b + 3];
    if ((a1 | a2 | a3 | b1 | b2 | b3) == 0) {
      s[b] = a0 * b0;
      s[b + 1] = Math.unsignedMultiplyHigh(a0, b0);
      return;
    }
    long r1 = Math.unsignedMultiplyHigh(a0, b0);
    long p = a0 * b1;
    r1 += p;
    long r2 = Math.unsignedMultiplyHigh(a0, b1) + (Long.compareUnsigned(r1, p) < 0 ? 1 : 0);
    p = a1 * b0;
    r1 += p;
    long carry = Math.unsignedMultiplyHigh(a1, b0) + (Long.compareUnsigned(r1, p) < 0 ? 1 : 0);
    r2 += carry;
    long r3 = Long.compareUnsigned(r2, carry) < 0 ? 1 : 0;
    p = a0 * b2;
    r2 += p;
    r3 += Long.compareUnsigned(r2, p) < 0 ? 1 : 0;
    p = a1 * b1;
    r2 += p;
    r3 += Long.compareUnsigned(r2, p) < 0 ? 1 : 0;
    p = a2 * b0;
    r2 += p;
    r3 += Long.compareUnsigned(r2, p) < 0 ? 1 : 0;
    r3 +=
        Math.unsignedMultiplyHigh(a0, b2)
            + Math.unsignedMultiplyHigh(a1, b1)
            + Math.unsignedMultiplyHigh(a2, b0)
            + a0 * b3
            + a1 * b2
            + a2 * b1
            + a3 * b0;
    s[b] = a0 * b0;
    s[b + 1] = r1;
    s[b + 2] = r2;
    s[b + 3] = r3;
  }

  void divide(long[] s, int a) {
    int b = a - 4;
    if (fitsOneLimb(s, a) && fitsOneLimb(s, b)) {
      s[b] = s[b] == 0 ? 0 : Long.divideUnsigned(s[a], s[b]);
      return;
    }
    if (isZero(s, b)) {
      return;
    }
    divideWords(s, a, b);
    System.arraycopy(quotient, 0, s, b, 4);
  }

  void modulo(long[] s, int a) {
    int b = a - 4;
    if (fitsOneLimb(s, a) && fitsOneLimb(s, b)) {
      s[b] = s[b] == 0 ? 0 : Long.remainderUnsigned(s[a], s[b]);
      return;
    }
    if (isZero(s, b)) {
      return;
    }
    divideWords(s, a, b);
    System.arraycopy(dividend, 0, s, b, 4);
  }

  void signedDivide(long[] s, int a) {
    int b = a - 4;
    boolean negative = (s[a + 3] ^ s[b + 3]) < 0;
    makePositive(s, a);
    makePositive(s, b);
    divide(s, a);
    if (negative) {
      negate(s, b);
    }
  }

  void signedModulo(long[] s, int a) {
    int b = a - 4;
    boolean negative = s[a + 3] < 0;
    makePositive(s, a);
    makePositive(s, b);
    modulo(s, a);
    if (negative) {
      negate(s, b);
    }
  }

  /** The sum has 257 bits. */
  void addModulo(long[] s, int a) {
    int b = a - 4;
    int m = a - 8;
    if (isZero(s, m)) {
      return;
    }
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long x = s[a + i];
      long y = s[b + i];
      long sum = x + y + carry;
      carry = ((x & y) | ((x | y) & ~sum)) >>> 63;
      dividend[i] = sum;
    }
    dividend[4] = carry;
    reduce(5, s, m);
    System.arraycopy(dividend, 0, s, m, 4);
  }

  /** The product has 512 bits. */
  void multiplyModulo(long[] s, int a) {
    int b = a - 4;
    int m = a - 8;
    if (isZero(s, m)) {
      return;
    }
    multiplyFull(s, a, s, b, dividend);
    reduce(8, s, m);
    System.arraycopy(dividend, 0, s, m, 4);
  }

  private static void multiplyFull(long[] x, int xAt, long[] y, int yAt, long[] product) {
    for (int i = 0; i < 8; i++) {
      product[i] = 0;
    }
    for (int i = 0; i < 4; i++) {
      long carry = 0;
      long xi = x[xAt + i];
      for (int j = 0; j < 4; j++) {
        long yj = y[yAt + j];
        long low = xi * yj;
        long high = Math.unsignedMultiplyHigh(xi, yj);
        low += carry;
        high += Long.compareUnsigned(low, carry) < 0 ? 1 : 0;
        long sum = product[i + j] + low;
        high += Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        product[i + j] = sum;
        carry = high;
      }
      product[i + 4] = carry;
    }
  }

  /** Square and multiply, from the exponent's highest bit down. */
  void exponentiate(long[] s, int a) {
    int e = a - 4;
    long[] power = work;
    power[0] = 1;
    power[1] = 0;
    power[2] = 0;
    power[3] = 0;
    for (int bit = bitLength(s, e) - 1; bit >= 0; bit--) {
      System.arraycopy(power, 0, power, 4, 4);
      multiply(power, 4);
      if ((s[e + (bit >>> 6)] >>> bit & 1) != 0) {
        System.arraycopy(s, a, power, 4, 4);
        multiply(power, 4);
      }
    }
    System.arraycopy(power, 0, s, e, 4);
  }

  static void signExtend(long[] s, int a) {
    int x = a - 4;
    long index = s[a];
    if ((s[a + 1] | s[a + 2] | s[a + 3]) != 0 || index < 0 || index > 30) {
      return;
    }
    int limb = (int) index >>> 3;
    int shift = 56 - 8 * ((int) index & 7);
    long extended = s[x + limb] << shift >> shift;
    s[x + limb] = extended;
    for (int i = limb + 1; i < 4; i++) {
      s[x + i] = extended >> 63;
    }
  }

  static void shiftLeft(long[] s, int a) {
    int x = a - 4;
    if ((s[a + 1] | s[a + 2] | s[a + 3]) != 0 || (s[a] & ~255L) != 0) {
      s[x] = 0;
      s[x + 1] = 0;
      s[x + 2] = 0;
      s[x + 3] = 0;
      return;
    }
    int shift = (int) s[a];
    long x0 = s[x];
    long x1 = s[x + 1];
    long x2 = s[x + 2];
    long x3 = s[x + 3];
    switch (shift >>> 6) {
      case 1 -> {
        x3 = x2;
        x2 = x1;
        x1 = x0;
        x0 = 0;
      }
      case 2 -> {
        x3 = x1;
        x2 = x0;
        x1 = 0;
        x0 = 0;
      }
      case 3 -> {
        x3 = x0;
        x2 = 0;
        x1 = 0;
        x0 = 0;
      }
      default -> {}
    }
    int bits = shift & 63;
    // Two steps, because Java takes a distance of 64 as 0.
    int rest = 63 - bits;
    s[x] = x0 << bits;
    s[x + 1] = x1 << bits | x0 >>> 1 >>> rest;
    s[x + 2] = x2 << bits | x1 >>> 1 >>> rest;
    s[x + 3] = x3 << bits | x2 >>> 1 >>> rest;
  }

  static void shiftRight(long[] s, int a) {
    shiftRight(s, a, 0);
  }

  static void shiftRightSigned(long[] s, int a) {
    shiftRight(s, a, s[a - 1] >> 63);
  }

  /** {@code fill} is what comes in from the left: all zeros or all ones. */
  private static void shiftRight(long[] s, int a, long fill) {
    int x = a - 4;
    if ((s[a + 1] | s[a + 2] | s[a + 3]) != 0 || (s[a] & ~255L) != 0) {
      s[x] = fill;
      s[x + 1] = fill;
      s[x + 2] = fill;
      s[x + 3] = fill;
      return;
    }
    int shift = (int) s[a];
    long x0 = s[x];
    long x1 = s[x + 1];
    long x2 = s[x + 2];
    long x3 = s[x + 3];
    switch (shift >>> 6) {
      case 1 -> {
        x0 = x1;
        x1 = x2;
        x2 = x3;
        x3 = fill;
      }
      case 2 -> {
        x0 = x2;
        x1 = x3;
        x2 = fill;
        x3 = fill;
      }
      case 3 -> {
        x0 = x3;
        x1 = fill;
        x2 = fill;
        x3 = fill;
      }
      default -> {}
    }
    int bits = shift & 63;
    int rest = 63 - bits;
    s[x] = x0 >>> bits | x1 << 1 << rest;
    s[x + 1] = x1 >>> bits | x2 << 1 << rest;
    s[x + 2] = x2 >>> bits | x3 << 1 << rest;
    s[x + 3] = x3 >>> bits | fill << 1 << rest;
  }

  /** BYTE counts from the most significant byte. */
  static void selectByte(long[] s, int a) {
    int x = a - 4;
    long selected = 0;
    if ((s[a + 1] | s[a + 2] | s[a + 3]) == 0 && (s[a] & ~31L) == 0) {
      int index = (int) s[a];
      selected = s[x + 3 - (index >>> 3)] >>> (56 - 8 * (index & 7)) & 0xFF;
    }
    s[x] = selected;
    s[x + 1] = 0;
    s[x + 2] = 0;
    s[x + 3] = 0;
  }

  static int bitLength(long[] s, int at) {
    for (int i = 3; i >= 0; i--) {
      if (s[at + i] != 0) {
        return 64 * (i + 1) - Long.numberOfLeadingZeros(s[at + i]);
      }
    }
    return 0;
  }

  /** Whether the word at {@code a} is less than the one at {@code b}: whether a - b borrows. */
  static boolean isLess(long[] s, int a, int b) {
    return borrow(s[a + 3], s[b + 3], lowBorrow(s, a, b)) != 0;
  }

  private static long lowBorrow(long[] s, int a, int b) {
    long borrow = Long.compareUnsigned(s[a], s[b]) < 0 ? 1 : 0;
    borrow = borrow(s[a + 1], s[b + 1], borrow);
    return borrow(s[a + 2], s[b + 2], borrow);
  }

  private static long borrow(long x, long y, long borrow) {
    long difference = x - y - borrow;
    return ((~x & y) | ((~x | y) & difference)) >>> 63;
  }

  static boolean isLessSigned(long[] s, int a, int b) {
    // With their signs flipped, signed numbers order as unsigned ones do.
    long x = s[a + 3] ^ Long.MIN_VALUE;
    long y = s[b + 3] ^ Long.MIN_VALUE;
    return borrow(x, y, lowBorrow(s, a, b)) != 0;
  }

  // ---- division

  private void divideWords(long[] s, int a, int b) {
    System.arraycopy(s, a, dividend, 0, 4);
    reduce(4, s, b);
  }

  /**
   * Divides the first {@code length} limbs of {@link #dividend} by a word that is not zero; leaves
   * the remainder in the dividend's low limbs and the quotient in {@link #quotient}.
   */
  private void reduce(int length, long[] s, int b) {
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

  private static boolean fitsOneLimb(long[] s, int at) {
    return (s[at + 1] | s[at + 2] | s[at + 3]) == 0;
  }

  private static boolean isZero(long[] s, int at) {
    return (s[at] | s[at + 1] | s[at + 2] | s[at + 3]) == 0;
  }

  private static void makePositive(long[] s, int at) {
    if (s[at + 3] < 0) {
      negate(s, at);
    }
  }

  private static void negate(long[] s, int at) {
    long carry = 1;
    for (int i = 0; i < 4; i++) {
      long limb = ~s[at + i] + carry;
      carry = limb == 0 ? carry : 0;
      s[at + i] = limb;
    }
  }
}
