package io.weft.node.proposer;

import io.weft.execution.block.BlockAttributes;
import io.weft.execution.types.BlockHeader;

/** Decides what a proposer may choose about the next block; called on the consensus thread. */
@FunctionalInterface
public interface BlockPlan {
  /** The attributes of the block after {@code parent}. */
  BlockAttributes next(BlockHeader parent);
}
