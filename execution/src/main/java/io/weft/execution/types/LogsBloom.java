package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.List;

/** The 2048-bit filter over addresses and topics of logs (Yellow Paper 4.4.3). Mutable. */
public final class LogsBloom {
  public static final int SIZE = 256;
  public static final int BITS_PER_ITEM = 3;
  public static final Bytes EMPTY = Bytes.wrap(new byte[SIZE]);

  private final byte[] bits = new byte[SIZE];

  /** The filter of these logs. */
  public static Bytes of(List<Log> logs) {
    if (logs.isEmpty()) {
      return EMPTY;
    }
    LogsBloom bloom = new LogsBloom();
    bloom.addAll(logs);
    return bloom.toBytes();
  }

  public void addAll(List<Log> logs) {
    for (Log log : logs) {
      add(log.address().toArray());
      for (Hash32 topic : log.topics()) {
        add(topic.toArray());
      }
    }
  }

  /** Adds every bit of another filter. */
  public void addAll(Bytes bloom) {
    for (int i = 0; i < SIZE; i++) {
      bits[i] |= bloom.get(i);
    }
  }

  public Bytes toBytes() {
    return Bytes.copyOf(bits, 0, SIZE);
  }

  /** Whether {@code item} may have been added to {@code bloom}; never a false no. */
  public static boolean mayContain(Bytes bloom, byte[] item) {
    int[] bits = new int[BITS_PER_ITEM];
    bits(Keccak256.hash(item), bits, 0);
    for (int bit : bits) {
      if ((bloom.get(SIZE - 1 - (bit >>> 3)) & (1 << (bit & 7))) == 0) {
        return false;
      }
    }
    return true;
  }

  private void add(byte[] item) {
    int[] found = new int[BITS_PER_ITEM];
    bits(Keccak256.hash(item), found, 0);
    for (int bit : found) {
      set(bits, bit);
    }
  }

  /** Writes the numbers of the bits of an item with this hash from {@code target[at]} on. */
  public static void bits(byte[] hash, int[] target, int at) {
    for (int i = 0; i < BITS_PER_ITEM; i++) {
      target[at + i] = ((hash[2 * i] & 7) << 8) | (hash[2 * i + 1] & 0xFF);
    }
  }

  /** Sets the bit with this number in a filter of {@link #SIZE} bytes. */
  public static void set(byte[] filter, int bit) {
    filter[SIZE - 1 - (bit >>> 3)] |= (byte) (1 << (bit & 7));
  }
}
