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
@SuppressWarnings("EnumOrdinal") // a column is sorted and looked up by its place, for every row
final class RocksDbBatch {
  private static final int HEADER = 12;
  private static final int DELETE = 0x4;
  private static final int PUT = 0x5;

  // What rows are sorted by: column, beginning of the key, number of the row.
  private static final int ROW_BITS = 19;
  private static final int PREFIX_BYTES = 5;
  private static final int COLUMN_SHIFT = ROW_BITS + 8 * PREFIX_BYTES;

  private RocksDbBatch() {}

  static byte[] encode(WriteBatch batch, ToIntFunction<Column> familyId) {
    int[] families = new int[Column.values().length];
    for (Column column : Column.values()) {
      families[column.ordinal()] = familyId.applyAsInt(column);
    }
    int count = batch.size();
    int size = HEADER;
    for (int i = 0; i < count; i++) {
      byte[] value = batch.value(i);
      int valueSize = value == null ? 0 : varintSize(value.length) + value.length;
      int keySize = varintSize(batch.key(i).length) + batch.key(i).length;
      int family = varintSize(families[batch.column(i).ordinal()]);
      size = Math.addExact(size, 1 + family + keySize + valueSize);
    }
    byte[] out = new byte[size];
    for (int i = 0; i < 4; i++) {
      out[8 + i] = (byte) (count >>> (8 * i));
    }
    int at = HEADER;
    for (int row : order(batch)) {
      byte[] value = batch.value(row);
      out[at++] = (byte) (value == null ? DELETE : PUT);
      at = putVarint(out, at, families[batch.column(row).ordinal()]);
      at = putBytes(out, at, batch.key(row));
      at = putBytes(out, at, value);
    }
    return out;
  }

  /**
   * The rows by column and the beginning of the key. RocksDB finds a row's place in memory from
   * that of the row before, so neighbours cost it a fraction of what rows in any order do. Rows of
   * one key stay in their order.
   */
  private static int[] order(WriteBatch batch) {
    int[] rows = new int[batch.size()];
    if (rows.length > 1 << ROW_BITS) {
      Arrays.setAll(rows, i -> i);
      return rows;
    }
    long[] sorted = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      long column = batch.column(i).ordinal();
      sorted[i] = column << COLUMN_SHIFT | prefix(batch.key(i)) << ROW_BITS | i;
    }
    Arrays.sort(sorted);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (int) sorted[i] & ((1 << ROW_BITS) - 1);
    }
    return rows;
  }

  private static long prefix(byte[] key) {
    long prefix = 0;
    for (int i = 0; i < PREFIX_BYTES; i++) {
      prefix = prefix << 8 | (i < key.length ? key[i] & 0xFF : 0);
    }
    return prefix;
  }

  private static int putBytes(byte[] out, int at, byte @Nullable [] bytes) {
    if (bytes == null) {
      return at;
    }
    int start = putVarint(out, at, bytes.length);
    System.arraycopy(bytes, 0, out, start, bytes.length);
    return start + bytes.length;
  }

  private static int varintSize(int value) {
    return value == 0 ? 1 : (38 - Integer.numberOfLeadingZeros(value)) / 7;
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
