package io.weft.execution.state;

import io.weft.execution.primitives.U256;

/** 256-bit numbers as four limbs of an array, least significant first. */
public final class Limbs {
  private Limbs() {}

  public static U256 get(long[] limbs, int at) {
    return new U256(limbs[at + 3], limbs[at + 2], limbs[at + 1], limbs[at]);
  }

  public static void put(U256 value, long[] limbs, int at) {
    limbs[at] = value.l0();
    limbs[at + 1] = value.l1();
    limbs[at + 2] = value.l2();
    limbs[at + 3] = value.l3();
  }

  /** Whether the number there is zero. */
  public static boolean isZero(long[] limbs, int at) {
    return (limbs[at] | limbs[at + 1] | limbs[at + 2] | limbs[at + 3]) == 0;
  }

  static boolean equal(long[] limbs, int at, U256 value) {
    return limbs[at] == value.l0()
        && limbs[at + 1] == value.l1()
        && limbs[at + 2] == value.l2()
        && limbs[at + 3] == value.l3();
  }

  static boolean equal(long[] a, int at, long[] b, int from) {
    return a[at] == b[from]
        && a[at + 1] == b[from + 1]
        && a[at + 2] == b[from + 2]
        && a[at + 3] == b[from + 3];
  }

  /** Compares as unsigned numbers. */
  public static int compare(long[] a, int at, long[] b, int from) {
    for (int i = 3; i >= 0; i--) {
      if (a[at + i] != b[from + i]) {
        return Long.compareUnsigned(a[at + i], b[from + i]);
      }
    }
    return 0;
  }

  /**
   * Adds {@code value[from]} to {@code target[at]}.
   *
   * @return what is carried out of 256 bits
   */
  public static long add(long[] target, int at, long[] value, int from) {
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long a = target[at + i];
      long b = value[from + i];
      long sum = a + b + carry;
      carry = ((a & b) | ((a | b) & ~sum)) >>> 63;
      target[at + i] = sum;
    }
    return carry;
  }

  /**
   * Multiplies {@code target[at]} by an unsigned number.
   *
   * @return what is carried out of 256 bits
   */
  public static long multiply(long[] target, int at, long by) {
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long a = target[at + i];
      long low = a * by + carry;
      carry = Math.unsignedMultiplyHigh(a, by) + (Long.compareUnsigned(low, carry) < 0 ? 1 : 0);
      target[at + i] = low;
    }
    return carry;
  }

  /** Subtracts {@code value[from]} from {@code target[at]}. */
  static void subtract(long[] target, int at, long[] value, int from) {
    long borrow = 0;
    for (int i = 0; i < 4; i++) {
      long a = target[at + i];
      long b = value[from + i];
      long difference = a - b - borrow;
      borrow = ((~a & b) | ((~a | b) & difference)) >>> 63;
      target[at + i] = difference;
    }
  }

  /** Subtracts {@code value} from {@code target[at]}. */
  public static void subtract(long[] target, int at, U256 value) {
    long borrow = 0;
    for (int i = 0; i < 4; i++) {
      long a = target[at + i];
      long b = i == 0 ? value.l0() : i == 1 ? value.l1() : i == 2 ? value.l2() : value.l3();
      long difference = a - b - borrow;
      borrow = ((~a & b) | ((~a | b) & difference)) >>> 63;
      target[at + i] = difference;
    }
  }
}
