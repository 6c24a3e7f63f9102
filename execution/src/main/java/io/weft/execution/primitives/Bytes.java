package io.weft.execution.primitives;

import java.util.Arrays;

/**
 * An immutable byte string.
 *
 * <p>{@link #wrap} and {@link #unsafeArray} share the array for speed; by convention nobody writes
 * to an array after it was wrapped.
 */
public final class Bytes implements Comparable<Bytes> {
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** Wraps {@code array} without copying; the caller gives it away. */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /** Copies a range of {@code array}. */
  public static Bytes copyOf(byte[] array, int offset, int length) {
    return length == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(array, offset, offset + length));
  }

  /** Bytes written as numbers, for literals. */
  public static Bytes of(int... values) {
    byte[] array = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      array[i] = (byte) values[i];
    }
    return wrap(array);
  }

  /**
   * Parses hexadecimal text, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if the text is not an even number of hex digits
   */
  public static Bytes fromHex(String text) {
    return wrap(Hex.decode(text));
  }

  public int size() {
    return array.length;
  }

  public boolean isEmpty() {
    return array.length == 0;
  }

  public byte get(int index) {
    return array[index];
  }

  /** Copies {@code length} bytes from {@code offset}. */
  public Bytes slice(int offset, int length) {
    return offset == 0 && length == array.length ? this : copyOf(array, offset, length);
  }

  /** Copies everything from {@code offset} on. */
  public Bytes slice(int offset) {
    return slice(offset, array.length - offset);
  }

  /** Returns this followed by {@code other}. */
  public Bytes concat(Bytes other) {
    byte[] joined = Arrays.copyOf(array, array.length + other.array.length);
    System.arraycopy(other.array, 0, joined, array.length, other.array.length);
    return wrap(joined);
  }

  /** A copy that the caller may change. */
  public byte[] toArray() {
    return array.clone();
  }

  /** The array itself, to be read only. */
  public byte[] unsafeArray() {
    return array;
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(array, that.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /** Lower-case hexadecimal after {@code 0x}. */
  @Override
  public String toString() {
    return Hex.encode(array);
  }
}
