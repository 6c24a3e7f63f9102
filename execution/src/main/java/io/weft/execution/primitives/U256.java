package io.weft.execution.primitives;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An unsigned 256-bit integer, {@code l0} the least significant limb. Arithmetic wraps modulo 2^256
 * as the EVM's does (Yellow Paper 9.4.1) unless a name says otherwise.
 */
public record U256(long l3, long l2, long l1, long l0) implements Comparable<U256> {
  public static final U256 ZERO = new U256(0, 0, 0, 0);
  public static final U256 ONE = new U256(0, 0, 0, 1);
  public static final U256 MAX = new U256(-1, -1, -1, -1);

  /** An unsigned 64-bit value. */
  public static U256 of(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new U256(0, 0, 0, value);
  }

  /**
   * Converts a number that fits.
   *
   * @throws IllegalArgumentException if negative or of more than 256 bits
   */
  public static U256 from(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException(
          "number out of range: expected 0 to 2^256-1, got " + value);
    }
    return new U256(
        value.shiftRight(192).longValue(),
        value.shiftRight(128).longValue(),
        value.shiftRight(64).longValue(),
        value.longValue());
  }

  /**
   * Reads up to 32 big-endian bytes; leading zeros are allowed.
   *
   * @throws IllegalArgumentException if there are more than 32
   */
  public static U256 fromBytes(byte[] bytes, int offset, int length) {
    if (length == 32) {
      return new U256(
          Words.getLong(bytes, offset),
          Words.getLong(bytes, offset + 8),
          Words.getLong(bytes, offset + 16),
          Words.getLong(bytes, offset + 24));
    }
    if (length > 32) {
      throw new IllegalArgumentException(
          "number too long: expected at most 32 bytes, got " + length);
    }
    byte[] word = new byte[32];
    System.arraycopy(bytes, offset, word, 32 - length, length);
    return fromBytes(word, 0, 32);
  }

  public static U256 fromBytes(byte[] bytes) {
    return fromBytes(bytes, 0, bytes.length);
  }

  public static U256 fromBytes(Bytes bytes) {
    return fromBytes(bytes.unsafeArray());
  }

  /**
   * Parses hexadecimal digits (any number up to 64, with or without {@code 0x}).
   *
   * @throws IllegalArgumentException if empty, too long or no hex
   */
  public static U256 fromHex(String text) {
    String digits = Hex.hasPrefix(text) ? text.substring(2) : text;
    if (digits.isEmpty()) {
      throw new IllegalArgumentException("empty number: expected hex digits, got '" + text + "'");
    }
    byte[] bytes = Hex.decode((digits.length() & 1) == 0 ? digits : "0" + digits);
    int start = 0;
    while (start < bytes.length - 32 && bytes[start] == 0) {
      start++;
    }
    return fromBytes(bytes, start, bytes.length - start);
  }

  public boolean isZero() {
    return (l3 | l2 | l1 | l0) == 0;
  }

  /** Whether the value fits an unsigned 64-bit number. */
  public boolean isUint64() {
    return (l3 | l2 | l1) == 0;
  }

  /** Whether the value fits a non-negative {@code long}. */
  public boolean isLong() {
    return (l3 | l2 | l1) == 0 && l0 >= 0;
  }

  /**
   * The value as a non-negative {@code long}.
   *
   * @throws ArithmeticException if it does not fit
   */
  public long toLong() {
    if (!isLong()) {
      throw new ArithmeticException("number too large: expected below 2^63, got " + this);
    }
    return l0;
  }

  /** The value, or {@link Long#MAX_VALUE} where it does not fit. */
  public long toLongSaturated() {
    return isLong() ? l0 : Long.MAX_VALUE;
  }

  public int bitLength() {
    if (l3 != 0) {
      return 256 - Long.numberOfLeadingZeros(l3);
    }
    if (l2 != 0) {
      return 192 - Long.numberOfLeadingZeros(l2);
    }
    if (l1 != 0) {
      return 128 - Long.numberOfLeadingZeros(l1);
    }
    return 64 - Long.numberOfLeadingZeros(l0);
  }

  /** The number of bytes without leading zeros; 0 for zero. */
  public int byteLength() {
    return (bitLength() + 7) >>> 3;
  }

  public U256 add(U256 other) {
    long r0 = l0 + other.l0;
    long c = Long.compareUnsigned(r0, l0) < 0 ? 1 : 0;
    long r1 = l1 + other.l1 + c;
    c = carry(l1, other.l1, r1);
    long r2 = l2 + other.l2 + c;
    c = carry(l2, other.l2, r2);
    return new U256(l3 + other.l3 + c, r2, r1, r0);
  }

  public U256 subtract(U256 other) {
    long r0 = l0 - other.l0;
    long b = Long.compareUnsigned(l0, other.l0) < 0 ? 1 : 0;
    long r1 = l1 - other.l1 - b;
    b = borrow(l1, other.l1, r1);
    long r2 = l2 - other.l2 - b;
    b = borrow(l2, other.l2, r2);
    return new U256(l3 - other.l3 - b, r2, r1, r0);
  }

  /** Whether {@code this + other} wraps. */
  public boolean addOverflows(U256 other) {
    return add(other).compareTo(this) < 0;
  }

  private static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  private static long borrow(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }

  public U256 multiply(U256 other) {
    long a0 = l0;
    long a1 = l1;
    long b0 = other.l0;
    long b1 = other.l1;
    long r0 = a0 * b0;
    long h0 = Math.unsignedMultiplyHigh(a0, b0);
    // column 1
    long p = a0 * b1;
    long r1 = h0 + p;
    long c = Long.compareUnsigned(r1, p) < 0 ? 1 : 0;
    long h1 = Math.unsignedMultiplyHigh(a0, b1) + c;
    p = a1 * b0;
    r1 += p;
    c = Long.compareUnsigned(r1, p) < 0 ? 1 : 0;
    long h2 = Math.unsignedMultiplyHigh(a1, b0) + c;
    // column 2
    long r2 = h1 + h2;
    long c3 = Long.compareUnsigned(r2, h1) < 0 ? 1 : 0;
    p = a1 * b1;
    r2 += p;
    c3 += Long.compareUnsigned(r2, p) < 0 ? 1 : 0;
    p = a0 * other.l2;
    r2 += p;
    c3 += Long.compareUnsigned(r2, p) < 0 ? 1 : 0;
    p = l2 * b0;
    r2 += p;
    c3 += Long.compareUnsigned(r2, p) < 0 ? 1 : 0;
    // column 3 keeps only its low limb
    long r3 =
        c3
            + Math.unsignedMultiplyHigh(a1, b1)
            + Math.unsignedMultiplyHigh(a0, other.l2)
            + Math.unsignedMultiplyHigh(l2, b0)
            + a0 * other.l3
            + a1 * other.l2
            + l2 * b1
            + l3 * b0;
    return new U256(r3, r2, r1, r0);
  }

  /** Multiplies by an unsigned 64-bit number. */
  public U256 multiply(long other) {
    long high = Math.unsignedMultiplyHigh(l0, other);
    long r1 = l1 * other + high;
    high = Math.unsignedMultiplyHigh(l1, other) + (Long.compareUnsigned(r1, high) < 0 ? 1 : 0);
    long r2 = l2 * other + high;
    high = Math.unsignedMultiplyHigh(l2, other) + (Long.compareUnsigned(r2, high) < 0 ? 1 : 0);
    return new U256(l3 * other + high, r2, r1, l0 * other);
  }

  /** Whether {@code this * other} needs more than 256 bits. */
  public boolean multiplyOverflows(U256 other) {
    int bits = bitLength() + other.bitLength();
    return bits > 257
        || (bits == 257 && toBigInteger().multiply(other.toBigInteger()).bitLength() > 256);
  }

  /** Whether {@code this * other}, an unsigned 64-bit number, needs more than 256 bits. */
  public boolean multiplyOverflows(long other) {
    int bits = bitLength() + Long.SIZE - Long.numberOfLeadingZeros(other);
    return bits > 256 && multiplyOverflows(of(other));
  }

  /** Integer quotient; 0 where {@code divisor} is 0, as DIV has it. */
  public U256 divide(U256 divisor) {
    if (divisor.isZero()) {
      return ZERO;
    }
    if (isUint64() && divisor.isUint64()) {
      return of(Long.divideUnsigned(l0, divisor.l0));
    }
    return from(toBigInteger().divide(divisor.toBigInteger()));
  }

  /** Remainder; 0 where {@code divisor} is 0, as MOD has it. */
  public U256 mod(U256 divisor) {
    if (divisor.isZero()) {
      return ZERO;
    }
    if (isUint64() && divisor.isUint64()) {
      return of(Long.remainderUnsigned(l0, divisor.l0));
    }
    return from(toBigInteger().mod(divisor.toBigInteger()));
  }

  public U256 min(U256 other) {
    return compareTo(other) <= 0 ? this : other;
  }

  public U256 max(U256 other) {
    return compareTo(other) >= 0 ? this : other;
  }

  public BigInteger toBigInteger() {
    return new BigInteger(1, toBytes32());
  }

  /** 32 big-endian bytes. */
  public byte[] toBytes32() {
    byte[] bytes = new byte[32];
    copyTo(bytes, 0);
    return bytes;
  }

  /** Writes 32 big-endian bytes at {@code offset}. */
  public void copyTo(byte[] target, int offset) {
    Words.putLong(target, offset, l3);
    Words.putLong(target, offset + 8, l2);
    Words.putLong(target, offset + 16, l1);
    Words.putLong(target, offset + 24, l0);
  }

  /** Big-endian bytes without leading zeros; empty for zero. */
  public byte[] toMinimalBytes() {
    int length = byteLength();
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      int bit = 8 * (length - 1 - i);
      long limb = bit < 64 ? l0 : bit < 128 ? l1 : bit < 192 ? l2 : l3;
      bytes[i] = (byte) (limb >>> (bit & 63));
    }
    return bytes;
  }

  @Override
  public int compareTo(U256 other) {
    if (l3 != other.l3) {
      return Long.compareUnsigned(l3, other.l3);
    }
    if (l2 != other.l2) {
      return Long.compareUnsigned(l2, other.l2);
    }
    if (l1 != other.l1) {
      return Long.compareUnsigned(l1, other.l1);
    }
    return Long.compareUnsigned(l0, other.l0);
  }

  // What the compiler makes of a record is slow until it is compiled, and this is asked often.
  @Override
  public boolean equals(@Nullable Object object) {
    return object instanceof U256 other
        && l0 == other.l0
        && l1 == other.l1
        && l2 == other.l2
        && l3 == other.l3;
  }

  @Override
  public int hashCode() {
    return Words.mix(l0 ^ Long.rotateLeft(l1, 17) ^ Long.rotateLeft(l2, 31) ^ (l3 * 31));
  }

  /** A JSON-RPC quantity: {@code 0x} and hex digits without leading zeros. */
  public String toHex() {
    if (isUint64()) {
      return "0x" + Long.toHexString(l0);
    }
    return "0x" + toBigInteger().toString(16);
  }

  /** Decimal. */
  @Override
  public String toString() {
    return isUint64() ? Long.toUnsignedString(l0) : toBigInteger().toString();
  }
}
