package io.weft.consensus;

import io.weft.execution.types.Block;

/** Takes the blocks that were agreed on, in order; called on the consensus thread. */
@FunctionalInterface
public interface FinalizedBlockSink {
  /** Makes {@code block} the head; it is durable when this returns. */
  void accept(Block block);
}
