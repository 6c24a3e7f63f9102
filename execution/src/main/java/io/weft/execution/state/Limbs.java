package io.weft.execution.state;

import io.weft.execution.primitives.U256;

/** 256-bit numbers as four limbs of an array, least significant first. */
final class Limbs {
  private Limbs() {}

  static U256 get(long[] limbs, int at) {
    return new U256(limbs[at + 3], limbs[at + 2], limbs[at + 1], limbs[at]);
  }

  static void put(U256 value, long[] limbs, int at) {
    limbs[at] = value.l0();
    limbs[at + 1] = value.l1();
    limbs[at + 2] = value.l2();
    limbs[at + 3] = value.l3();
  }

  static boolean isZero(long[] limbs, int at) {
    return (limbs[at] | limbs[at + 1] | limbs[at + 2] | limbs[at + 3]) == 0;
  }

  /** Adds {@code value[from]} to {@code target[at]}. */
  static void add(long[] target, int at, long[] value, int from) {
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long a = target[at + i];
      long b = value[from + i];
      long sum = a + b + carry;
      carry = ((a & b) | ((a | b) & ~sum)) >>> 63;
      target[at + i] = sum;
    }
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
}
