package io.weft.execution.rlp;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.Arrays;

/**
 * Reads canonical RLP from a byte range, item after item.
 *
 * <p>{@link #list} returns a reader of the list's payload and steps over it; {@link #end} asserts
 * that nothing is left. Every method throws {@link RlpException} where the bytes are truncated, not
 * canonical, or not of the kind asked for. Not thread safe.
 */
public final class RlpReader {
  private final byte[] bytes;
  private final int limit;
  private int position;

  // The item in front of the cursor, as head() left it.
  private int payload;
  private int payloadLength;
  private boolean isListItem;

  public RlpReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  public RlpReader(Bytes bytes) {
    this(bytes.unsafeArray());
  }

  private RlpReader(byte[] bytes, int position, int limit) {
    this.bytes = bytes;
    this.position = position;
    this.limit = limit;
  }

  public boolean hasNext() {
    return position < limit;
  }

  /** Whether the next item is a list. */
  public boolean nextIsList() {
    head();
    return isListItem;
  }

  /** The number of items left. */
  public int count() {
    int saved = position;
    int count = 0;
    while (hasNext()) {
      skip();
      count++;
    }
    position = saved;
    return count;
  }

  /** A reader of the list that comes next; this one steps over it. */
  public RlpReader list() {
    head();
    if (!isListItem) {
      throw new RlpException("expected a list, got a string of " + payloadLength + " bytes");
    }
    RlpReader inner = new RlpReader(bytes, payload, payload + payloadLength);
    position = payload + payloadLength;
    return inner;
  }

  /** A string of any length. */
  public Bytes bytes() {
    string();
    Bytes result = Bytes.copyOf(bytes, payload, payloadLength);
    position = payload + payloadLength;
    return result;
  }

  public Hash32 hash32() {
    exactly(Hash32.SIZE, "hash");
    Hash32 result = Hash32.from(bytes, payload);
    position = payload + payloadLength;
    return result;
  }

  public Address address() {
    exactly(Address.SIZE, "address");
    Address result = Address.from(bytes, payload);
    position = payload + payloadLength;
    return result;
  }

  /** Whether the next item is the empty string, as an absent recipient is written. */
  public boolean nextIsEmptyString() {
    head();
    return !isListItem && payloadLength == 0;
  }

  /** A scalar of at most 256 bits. */
  public U256 u256() {
    scalar(32);
    U256 result = U256.fromBytes(bytes, payload, payloadLength);
    position = payload + payloadLength;
    return result;
  }

  /** An unsigned 64-bit scalar. */
  public long uint64() {
    scalar(8);
    long result = 0;
    for (int i = 0; i < payloadLength; i++) {
      result = result << 8 | (bytes[payload + i] & 0xFF);
    }
    position = payload + payloadLength;
    return result;
  }

  /** A scalar below 2^63. */
  public long positiveLong() {
    long value = uint64();
    if (value < 0) {
      throw new RlpException(
          "number too large: expected below 2^63, got " + Long.toUnsignedString(value));
    }
    return value;
  }

  /** The bytes of the whole next item, header included. */
  public Bytes raw() {
    int start = position;
    skip();
    return Bytes.copyOf(bytes, start, position - start);
  }

  public void skip() {
    head();
    position = payload + payloadLength;
  }

  /** Asserts that the range is used up. */
  public void end() {
    if (position != limit) {
      throw new RlpException("trailing bytes: expected none, got " + (limit - position));
    }
  }

  private void exactly(int size, String what) {
    string();
    if (payloadLength != size) {
      throw new RlpException(
          "wrong " + what + " size: expected " + size + " bytes, got " + payloadLength);
    }
  }

  private void scalar(int maxBytes) {
    string();
    if (payloadLength > maxBytes) {
      throw new RlpException(
          "number too large: expected at most " + maxBytes + " bytes, got " + payloadLength);
    }
    if (payloadLength > 0 && bytes[payload] == 0) {
      throw new RlpException("number with leading zero byte");
    }
  }

  private void string() {
    head();
    if (isListItem) {
      throw new RlpException("expected a string, got a list of " + payloadLength + " bytes");
    }
  }

  private void head() {
    if (position >= limit) {
      throw new RlpException("truncated: expected an item, got the end");
    }
    int first = bytes[position] & 0xFF;
    if (first < 0x80) {
      isListItem = false;
      payload = position;
      payloadLength = 1;
      return;
    }
    isListItem = first >= 0xC0;
    int code = isListItem ? first - 0xC0 : first - 0x80;
    if (code < 56) {
      payload = position + 1;
      payloadLength = code;
    } else {
      int lengthBytes = code - 55;
      payload = position + 1 + lengthBytes;
      payloadLength = longLength(position + 1, lengthBytes);
    }
    if (payloadLength > limit - payload) {
      throw new RlpException(
          "truncated: expected " + payloadLength + " bytes, got " + Math.max(0, limit - payload));
    }
    if (!isListItem && payloadLength == 1 && code == 1 && bytes[payload] >= 0) {
      throw new RlpException("single byte below 0x80 with a length prefix");
    }
  }

  private int longLength(int at, int lengthBytes) {
    if (lengthBytes > limit - at) {
      throw new RlpException("truncated: length prefix cut short");
    }
    if (bytes[at] == 0) {
      throw new RlpException("length with leading zero byte");
    }
    if (lengthBytes > 4 || (lengthBytes == 4 && bytes[at] < 0)) {
      throw new RlpException("length too large: expected below 2^31 bytes");
    }
    int length = 0;
    for (int i = 0; i < lengthBytes; i++) {
      length = length << 8 | (bytes[at + i] & 0xFF);
    }
    if (length < 56) {
      throw new RlpException("long form for a length of " + length + ", expected 56 or more");
    }
    return length;
  }

  /** Decodes {@code encoded}, which must be exactly one list. */
  public static RlpReader ofList(Bytes encoded) {
    RlpReader outer = new RlpReader(encoded);
    RlpReader list = outer.list();
    outer.end();
    return list;
  }

  @Override
  public String toString() {
    return Bytes.wrap(Arrays.copyOfRange(bytes, position, limit)).toString();
  }
}
