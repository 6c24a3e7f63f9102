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
  private final Division division = new Division();

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
    System.arraycopy(s, a, division.dividend, 0, 4);
    division.divide(4, s, b);
    System.arraycopy(division.quotient, 0, s, b, 4);
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
    System.arraycopy(s, a, division.dividend, 0, 4);
    division.divide(4, s, b);
    System.arraycopy(division.dividend, 0, s, b, 4);
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
    long[] dividend = division.dividend;
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long x = s[a + i];
      long y = s[b + i];
      long sum = x + y + carry;
      carry = ((x & y) | ((x | y) & ~sum)) >>> 63;
      dividend[i] = sum;
    }
    dividend[4] = carry;
    division.divide(5, s, m);
    System.arraycopy(dividend, 0, s, m, 4);
  }

  /** The product has 512 bits. */
  void multiplyModulo(long[] s, int a) {
    int b = a - 4;
    int m = a - 8;
    if (isZero(s, m)) {
      return;
    }
    multiplyFull(s, a, b, division.dividend);
    division.divide(8, s, m);
    System.arraycopy(division.dividend, 0, s, m, 4);
  }

  private static void multiplyFull(long[] s, int a, int b, long[] product) {
    for (int i = 0; i < 8; i++) {
      product[i] = 0;
    }
    for (int i = 0; i < 4; i++) {
      long carry = 0;
      long x = s[a + i];
      for (int j = 0; j < 4; j++) {
        long y = s[b + j];
        long low = x * y;
        long high = Math.unsignedMultiplyHigh(x, y);
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
