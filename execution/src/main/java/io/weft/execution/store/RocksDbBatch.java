package io.weft.execution.store;

import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A batch in the bytes of RocksDB's own log, so that it crosses into native code in one call
 * instead of one a row.
 *
 * <p>Eight bytes of sequence number, which RocksDB fills in, four of count, little-endian, then a
 * record a row: tag, column family, key and, where it is a put, value, lengths as varints.
 */
final class RocksDbBatch {
  private static final int HEADER = 12;
  private static final int DELETE = 0x4;
  private static final int PUT = 0x5;
  private static final int MAX_VARINT = 5;

  private RocksDbBatch() {}

  static byte[] encode(WriteBatch batch, ToIntFunction<Column> familyId) {
    int bound = HEADER;
    for (int i = 0; i < batch.size(); i++) {
      byte[] value = batch.value(i);
      int valueSize = value == null ? 0 : value.length + MAX_VARINT;
      bound = Math.addExact(bound, 1 + 2 * MAX_VARINT + batch.key(i).length + valueSize);
    }
    byte[] out = new byte[bound];
    int count = batch.size();
    for (int i = 0; i < 4; i++) {
      out[8 + i] = (byte) (count >>> (8 * i));
    }
    int at = HEADER;
    for (int i = 0; i < count; i++) {
      byte[] value = batch.value(i);
      out[at++] = (byte) (value == null ? DELETE : PUT);
      at = putVarint(out, at, familyId.applyAsInt(batch.column(i)));
      at = putBytes(out, at, batch.key(i));
      at = putBytes(out, at, value);
    }
    return Arrays.copyOf(out, at);
  }

  private static int putBytes(byte[] out, int at, byte @Nullable [] bytes) {
    if (bytes == null) {
      return at;
    }
    int start = putVarint(out, at, bytes.length);
    System.arraycopy(bytes, 0, out, start, bytes.length);
    return start + bytes.length;
  }

  private static int putVarint(byte[] out, int at, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    out[at++] = (byte) rest;
    return at;
  }
}
