package io.weft.execution.store;

/**
 * How a store on disk trades memory and safety.
 *
 * @param blockCacheBytes for blocks read from disk, indexes and filters included
 * @param writeBufferBytes for rows not yet in sorted files, over all columns
 * @param isSynced whether a written batch survives a power failure, not only the end of the process
 */
public record StoreOptions(long blockCacheBytes, long writeBufferBytes, boolean isSynced) {
  private static final long MIB = 1 << 20;

  /** For a node that shares its machine: little memory, every block on disk. */
  public static final StoreOptions SMALL = new StoreOptions(32 * MIB, 64 * MIB, true);

  /** For a validator with a machine of its own. */
  public static final StoreOptions LARGE = new StoreOptions(1024 * MIB, 256 * MIB, true);

  public StoreOptions withoutSync() {
    return new StoreOptions(blockCacheBytes, writeBufferBytes, false);
  }
}
