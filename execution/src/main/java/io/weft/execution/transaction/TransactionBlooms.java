package io.weft.execution.transaction;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes the filters of transactions' logs. Addresses of contracts and names of events come again
 * and again, so it remembers what it hashed last: half of what a token's transfers need. One thread
 * owns an instance.
 */
final class TransactionBlooms {
  private static final int REMEMBERED = 1 << 8;

  private final @Nullable Object[] items = new @Nullable Object[REMEMBERED];
  private final int[] bits = new int[LogsBloom.BITS_PER_ITEM * REMEMBERED];

  private final byte[] filter = new byte[LogsBloom.SIZE];
  private final byte[] hash = new byte[32];
  private final long[] sponge = new long[Keccak256.LANES];

  Bytes of(List<Log> logs) {
    if (logs.isEmpty()) {
      return LogsBloom.EMPTY;
    }
    Arrays.fill(filter, (byte) 0);
    for (int i = 0; i < logs.size(); i++) {
      Log log = logs.get(i);
      add(log.address());
      List<Hash32> topics = log.topics();
      for (int t = 0; t < topics.size(); t++) {
        add(topics.get(t));
      }
    }
    return Bytes.copyOf(filter, 0, LogsBloom.SIZE);
  }

  private void add(Object item) {
    int place = item.hashCode() & (REMEMBERED - 1);
    int at = LogsBloom.BITS_PER_ITEM * place;
    if (!item.equals(items[place])) {
      hash(item);
      LogsBloom.bits(hash, bits, at);
      items[place] = item;
    }
    for (int i = 0; i < LogsBloom.BITS_PER_ITEM; i++) {
      LogsBloom.set(filter, bits[at + i]);
    }
  }

  private void hash(Object item) {
    int length;
    if (item instanceof Address address) {
      address.copyTo(hash, 0);
      length = Address.SIZE;
    } else {
      ((Hash32) item).copyTo(hash, 0);
      length = Hash32.SIZE;
    }
    Keccak256.hash(hash, 0, length, hash, 0, sponge);
  }
}
