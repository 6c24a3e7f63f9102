package io.weft.execution.store;

/**
 * The store as it was at one moment. Closing is optional: a snapshot that nobody refers to is
 * released. Reading after the store was closed is an {@link IllegalStateException}.
 */
public interface Snapshot extends StoreReader, AutoCloseable {
  @Override
  void close();
}
