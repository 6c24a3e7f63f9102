package io.weft.execution.store;

import java.util.Map;

/**
 * Columns of rows, written in atomic batches. Reads see the newest batch; see {@link Snapshot} for
 * a view that stays.
 *
 * <p>Only {@code commit} writes, from one thread at a time.
 */
public interface KeyValueStore extends StoreReader, AutoCloseable {
  /** Writes all of {@code batch} or nothing; on return it is as durable as the store promises. */
  void write(WriteBatch batch);

  Snapshot snapshot();

  /**
   * Reads every file and compares checksums.
   *
   * @throws StoreCorruptedException if one does not match
   */
  void verifyChecksums();

  /** What each column holds, as well as the store knows without reading it. */
  Map<Column, ColumnStatistics> statistics();

  @Override
  void close();

  /**
   * The size of a column.
   *
   * @param rows about how many rows there are
   * @param bytes the space they take
   */
  record ColumnStatistics(long rows, long bytes) {}
}
