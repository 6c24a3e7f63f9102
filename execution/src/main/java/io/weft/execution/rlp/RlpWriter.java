package io.weft.execution.rlp;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.Arrays;

/**
 * Appends RLP items to a buffer.
 *
 * <p>A list is written between {@link #beginList} and {@link #endList}; its header is put in front
 * of the payload once the length is known. Not thread safe.
 */
public final class RlpWriter {
  private byte[] buffer;
  private int size;

  public RlpWriter() {
    this(256);
  }

  public RlpWriter(int capacity) {
    buffer = new byte[Math.max(16, capacity)];
  }

  /** Opens a list; pass the result to {@link #endList}. */
  public int beginList() {
    return size;
  }

  /** Closes the list opened at {@code start}. */
  public RlpWriter endList(int start) {
    int length = size - start;
    int header = headerLength(length);
    ensure(header);
    System.arraycopy(buffer, start, buffer, start + header, length);
    putHeader(start, 0xC0, length);
    size += header;
    return this;
  }

  /** Opens a list whose payload is this many bytes; nothing closes it. */
  public RlpWriter beginList(int payload) {
    ensure(headerLength(payload));
    size += putHeader(size, 0xC0, payload);
    return this;
  }

  /** The bytes that a list with this payload takes. */
  public static int sizeOfList(int payload) {
    return headerLength(payload) + payload;
  }

  /** The bytes that {@link #write(byte[])} takes. */
  public static int sizeOf(byte[] bytes) {
    boolean isItsOwnCode = bytes.length == 1 && bytes[0] >= 0;
    return isItsOwnCode ? 1 : headerLength(bytes.length) + bytes.length;
  }

  public RlpWriter write(byte[] bytes, int offset, int length) {
    if (length == 1 && bytes[offset] >= 0) {
      ensure(1);
      buffer[size++] = bytes[offset];
      return this;
    }
    ensure(headerLength(length) + length);
    size += putHeader(size, 0x80, length);
    System.arraycopy(bytes, offset, buffer, size, length);
    size += length;
    return this;
  }

  public RlpWriter write(byte[] bytes) {
    return write(bytes, 0, bytes.length);
  }

  public RlpWriter write(Bytes bytes) {
    return write(bytes.unsafeArray());
  }

  public RlpWriter write(Hash32 hash) {
    ensure(33);
    buffer[size] = (byte) 0xA0;
    hash.copyTo(buffer, size + 1);
    size += 33;
    return this;
  }

  public RlpWriter write(Address address) {
    ensure(21);
    buffer[size] = (byte) 0x94;
    address.copyTo(buffer, size + 1);
    size += 21;
    return this;
  }

  /** A scalar: big-endian without leading zeros, zero as the empty string. */
  public RlpWriter write(U256 value) {
    return value.isUint64() ? write(value.l0()) : write(value.toMinimalBytes());
  }

  /** An unsigned 64-bit scalar. */
  public RlpWriter write(long value) {
    ensure(9);
    if (value == 0) {
      buffer[size++] = (byte) 0x80;
    } else if (value > 0 && value < 0x80) {
      buffer[size++] = (byte) value;
    } else {
      int length = (71 - Long.numberOfLeadingZeros(value)) >>> 3;
      buffer[size++] = (byte) (0x80 + length);
      for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
        buffer[size++] = (byte) (value >>> shift);
      }
    }
    return this;
  }

  /** Appends bytes that already are RLP, or a type byte in front of it. */
  public RlpWriter raw(byte[] encoded) {
    ensure(encoded.length);
    System.arraycopy(encoded, 0, buffer, size, encoded.length);
    size += encoded.length;
    return this;
  }

  public RlpWriter raw(int oneByte) {
    ensure(1);
    buffer[size++] = (byte) oneByte;
    return this;
  }

  public int size() {
    return size;
  }

  /** What was written; without a copy where the capacity was just that. */
  public byte[] toArray() {
    return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
  }

  public Bytes toBytes() {
    return Bytes.wrap(toArray());
  }

  private void ensure(int more) {
    if (size + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(size + more, 2 * buffer.length));
    }
  }

  private static int headerLength(int length) {
    return length < 56 ? 1 : 1 + ((39 - Integer.numberOfLeadingZeros(length)) >>> 3);
  }

  private int putHeader(int at, int base, int length) {
    if (length < 56) {
      buffer[at] = (byte) (base + length);
      return 1;
    }
    int lengthBytes = (39 - Integer.numberOfLeadingZeros(length)) >>> 3;
    buffer[at] = (byte) (base + 55 + lengthBytes);
    for (int i = 0; i < lengthBytes; i++) {
      buffer[at + 1 + i] = (byte) (length >>> (8 * (lengthBytes - 1 - i)));
    }
    return 1 + lengthBytes;
  }
}
