package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.List;

/** The 2048-bit filter over addresses and topics of logs (Yellow Paper 4.4.3). Mutable. */
public final class LogsBloom {
  public static final int SIZE = 256;
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
    byte[] hash = Keccak256.hash(item);
    for (int i = 0; i < 6; i += 2) {
      int bit = bit(hash, i);
      if ((bloom.get(SIZE - 1 - (bit >>> 3)) & (1 << (bit & 7))) == 0) {
        return false;
      }
    }
    return true;
  }

  private void add(byte[] item) {
    byte[] hash = Keccak256.hash(item);
    for (int i = 0; i < 6; i += 2) {
      int bit = bit(hash, i);
      bits[SIZE - 1 - (bit >>> 3)] |= (byte) (1 << (bit & 7));
    }
  }

  private static int bit(byte[] hash, int at) {
    return ((hash[at] & 7) << 8) | (hash[at + 1] & 0xFF);
  }
}
