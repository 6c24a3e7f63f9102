package io.weft.execution.state;

import io.weft.execution.primitives.Hash32;

/** Hashes of the ancestors of the block under execution, for BLOCKHASH. */
@FunctionalInterface
public interface BlockHashes {
  /** The hash of ancestor {@code number}; zero where it is not known. */
  Hash32 hash(long number);
}
