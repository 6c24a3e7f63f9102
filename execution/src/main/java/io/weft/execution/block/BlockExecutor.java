package io.weft.execution.block;

import io.weft.execution.types.Block;

/** Executes whole blocks. All executors give the same answer to the same question. */
public interface BlockExecutor {
  /** Checks and executes {@code block} on top of {@code parent}; stores nothing. */
  BlockResult execute(ParentBlock parent, Block block);
}
