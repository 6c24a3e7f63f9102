package io.weft.execution.rlp;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Words;

/**
 * Writes RLP items from the last to the first. The length of a list is then known when its header
 * is due, so that nothing is moved and nothing counted before: for what has many small lists.
 *
 * <p>A list is closed first: {@link #list} makes one of all items since {@link #size} was what it
 * is told. The buffer is used again. Not thread safe.
 */
public final class BackwardRlpWriter {
  /** More than a number takes with its header, and eight bytes that are written before a cut. */
  private static final int MOST_OF_A_NUMBER = 48;

  private byte[] buffer = new byte[1024];

  /** Where what was written begins; it ends where the buffer does. */
  private int start = buffer.length;

  /** Forgets everything. */
  public void clear() {
    start = buffer.length;
  }

  /** How many bytes were written. */
  public int size() {
    return buffer.length - start;
  }

  /** Makes a list of what was written after the first {@code sizeBefore} bytes. */
  public void list(int sizeBefore) {
    header(0xC0, size() - sizeBefore);
  }

  /** An unsigned 64-bit scalar. */
  public void write(long value) {
    ensure(MOST_OF_A_NUMBER);
    if (value == 0) {
      buffer[--start] = (byte) 0x80;
    } else if (value > 0 && value < 0x80) {
      buffer[--start] = (byte) value;
    } else {
      int length = cut(value);
      buffer[--start] = (byte) (0x80 + length);
    }
  }

  /** A scalar whose limbs start at {@code limbs[at]}, least significant first. */
  public void write(long[] limbs, int at) {
    write(limbs[at + 3], limbs[at + 2], limbs[at + 1], limbs[at]);
  }

  /** A scalar in four words, the most significant first. */
  public void write(long word3, long word2, long word1, long word0) {
    if ((word3 | word2 | word1) == 0) {
      write(word0);
      return;
    }
    ensure(MOST_OF_A_NUMBER);
    int end = start;
    whole(word0);
    if ((word3 | word2) == 0) {
      cut(word1);
    } else {
      whole(word1);
      if (word3 == 0) {
        cut(word2);
      } else {
        whole(word2);
        cut(word3);
      }
    }
    int length = end - start;
    buffer[--start] = (byte) (0x80 + length);
  }

  private void whole(long word) {
    start -= Long.BYTES;
    Words.putLong(buffer, start, word);
  }

  /** Writes a word without the zeros it begins with; how many bytes are left. */
  private int cut(long word) {
    int length = (71 - Long.numberOfLeadingZeros(word)) >>> 3;
    Words.putLong(buffer, start - Long.BYTES, word); // what goes before it overwrites the zeros
    start -= length;
    return length;
  }

  public void write(Address address) {
    ensure(1 + Address.SIZE);
    start -= Address.SIZE;
    address.copyTo(buffer, start);
    buffer[--start] = (byte) (0x80 + Address.SIZE);
  }

  public void write(Bytes bytes) {
    byte[] array = bytes.unsafeArray();
    ensure(array.length);
    start -= array.length;
    System.arraycopy(array, 0, buffer, start, array.length);
    boolean isItsOwnCode = array.length == 1 && array[0] >= 0;
    if (!isItsOwnCode) {
      header(0x80, array.length);
    }
  }

  private void header(int base, int length) {
    ensure(1 + Integer.BYTES);
    if (length < 56) {
      buffer[--start] = (byte) (base + length);
      return;
    }
    int lengthBytes = 0;
    for (int rest = length; rest != 0; rest >>>= 8) {
      buffer[--start] = (byte) rest;
      lengthBytes++;
    }
    buffer[--start] = (byte) (base + 55 + lengthBytes);
  }

  /** A copy of what was written. */
  public Bytes toBytes() {
    return Bytes.copyOf(buffer, start, size());
  }

  private void ensure(int more) {
    if (more > start) {
      grow(more);
    }
  }

  private void grow(int more) {
    int size = size();
    byte[] larger = new byte[Math.max(2 * buffer.length, size + more)];
    System.arraycopy(buffer, start, larger, larger.length - size, size);
    buffer = larger;
    start = larger.length - size;
  }
}
