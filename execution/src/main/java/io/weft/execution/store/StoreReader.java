package io.weft.execution.store;

import org.jspecify.annotations.Nullable;

/** Reads rows. Safe to use from many threads. */
public interface StoreReader {
  /** The value of a row, or null. */
  byte @Nullable [] get(Column column, byte[] key);

  /**
   * Shows the rows whose key starts with {@code prefix} to {@code visitor}, in unsigned byte order,
   * from the first key not below {@code from} (the prefix itself, to see all) until it has seen
   * enough.
   */
  void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor);

  default void scan(Column column, byte[] prefix, RowVisitor visitor) {
    scan(column, prefix, prefix, visitor);
  }

  /** Receives rows one by one; the arrays are its own. */
  @FunctionalInterface
  interface RowVisitor {
    /** Returns whether it wants the next row. */
    boolean visit(byte[] key, byte[] value);
  }
}
