package io.weft.execution.primitives;

import org.jspecify.annotations.Nullable;

/**
 * A 32-byte hash or root. Components are the bytes in big-endian order, eight each: {@code w0}
 * holds bytes 0 to 7.
 */
public record Hash32(long w0, long w1, long w2, long w3) implements Comparable<Hash32> {
  public static final int SIZE = 32;
  public static final Hash32 ZERO = new Hash32(0, 0, 0, 0);

  /** Reads 32 bytes from {@code offset}. */
  public static Hash32 from(byte[] bytes, int offset) {
    return new Hash32(
        Words.getLong(bytes, offset),
        Words.getLong(bytes, offset + 8),
        Words.getLong(bytes, offset + 16),
        Words.getLong(bytes, offset + 24));
  }

  /**
   * Takes exactly 32 bytes.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public static Hash32 from(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("wrong hash size: expected 32 bytes, got " + bytes.length);
    }
    return from(bytes, 0);
  }

  public static Hash32 from(Bytes bytes) {
    return from(bytes.unsafeArray());
  }

  /**
   * Parses 64 hex digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if the text is anything else
   */
  public static Hash32 fromHex(String text) {
    return from(Hex.decode(text));
  }

  /** The hash whose bytes are those of {@code value}, big-endian. */
  public static Hash32 from(U256 value) {
    return new Hash32(value.l3(), value.l2(), value.l1(), value.l0());
  }

  public U256 toU256() {
    return new U256(w0, w1, w2, w3);
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
    Words.putLong(target, offset, w0);
    Words.putLong(target, offset + 8, w1);
    Words.putLong(target, offset + 16, w2);
    Words.putLong(target, offset + 24, w3);
  }

  public boolean isZero() {
    return (w0 | w1 | w2 | w3) == 0;
  }

  @Override
  public int compareTo(Hash32 other) {
    int c = Long.compareUnsigned(w0, other.w0);
    if (c == 0) {
      c = Long.compareUnsigned(w1, other.w1);
    }
    if (c == 0) {
      c = Long.compareUnsigned(w2, other.w2);
    }
    return c == 0 ? Long.compareUnsigned(w3, other.w3) : c;
  }

  // What the compiler makes of a record is slow until it is compiled, and this is asked often.
  @Override
  public boolean equals(@Nullable Object object) {
    return object == this
        || (object instanceof Hash32 other
            && w0 == other.w0
            && w1 == other.w1
            && w2 == other.w2
            && w3 == other.w3);
  }

  @Override
  public int hashCode() {
    return Words.mix(w0 ^ Long.rotateLeft(w1, 17) ^ Long.rotateLeft(w2, 31) ^ (w3 * 31));
  }

  @Override
  public String toString() {
    return Hex.encode(toArray());
  }
}
