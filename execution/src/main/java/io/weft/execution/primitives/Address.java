package io.weft.execution.primitives;

import org.jspecify.annotations.Nullable;

/**
 * A 20-byte account address: bytes 0 to 3 in {@code hi}, 4 to 11 in {@code mid}, 12 to 19 in {@code
 * lo}, so that it lines up with the low limbs of a stack word.
 */
public record Address(int hi, long mid, long lo) implements Comparable<Address> {
  public static final int SIZE = 20;
  public static final Address ZERO = new Address(0, 0, 0);

  /** Reads 20 bytes from {@code offset}. */
  public static Address from(byte[] bytes, int offset) {
    return new Address(
        Words.getInt(bytes, offset),
        Words.getLong(bytes, offset + 4),
        Words.getLong(bytes, offset + 12));
  }

  /**
   * Takes exactly 20 bytes.
   *
   * @throws IllegalArgumentException if there are not 20
   */
  public static Address from(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException(
          "wrong address size: expected 20 bytes, got " + bytes.length);
    }
    return from(bytes, 0);
  }

  public static Address from(Bytes bytes) {
    return from(bytes.unsafeArray());
  }

  /**
   * Parses 40 hex digits of either case, with or without {@code 0x}; a checksum is not looked at.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Address fromHex(String text) {
    return from(Hex.decode(text));
  }

  /** The low 160 bits of a stack word. */
  public static Address from(U256 word) {
    return new Address((int) word.l2(), word.l1(), word.l0());
  }

  /** The address whose number is {@code value}, as precompiles and system contracts are named. */
  public static Address of(long value) {
    return new Address(0, 0, value);
  }

  public U256 toU256() {
    return new U256(0, hi & 0xFFFFFFFFL, mid, lo);
  }

  public byte[] toArray() {
    byte[] bytes = new byte[SIZE];
    copyTo(bytes, 0);
    return bytes;
  }

  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  public void copyTo(byte[] target, int offset) {
    Words.putInt(target, offset, hi);
    Words.putLong(target, offset + 4, mid);
    Words.putLong(target, offset + 12, lo);
  }

  public boolean isZero() {
    return (hi | mid | lo) == 0;
  }

  @Override
  public int compareTo(Address other) {
    int c = Integer.compareUnsigned(hi, other.hi);
    if (c == 0) {
      c = Long.compareUnsigned(mid, other.mid);
    }
    return c == 0 ? Long.compareUnsigned(lo, other.lo) : c;
  }

  // What the compiler makes of a record is slow until it is compiled, and this is asked often.
  @Override
  public boolean equals(@Nullable Object object) {
    return object == this
        || (object instanceof Address other
            && lo == other.lo
            && mid == other.mid
            && hi == other.hi);
  }

  @Override
  public int hashCode() {
    return Words.mix(lo ^ Long.rotateLeft(mid, 29) ^ hi);
  }

  @Override
  public String toString() {
    return Hex.encode(toArray());
  }
}
