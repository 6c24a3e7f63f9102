package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import org.jspecify.annotations.Nullable;

/**
 * Executes one transaction after the other, as the specification reads. It is the oracle for every
 * other executor. One thread owns an instance and uses it for any number of blocks.
 */
public final class SequentialBlockExecutor implements BlockExecutor {
  private final BlockSteps steps;

  public SequentialBlockExecutor(ChainSpec spec, SenderRecovery senders) {
    steps = new BlockSteps(spec, senders);
  }

  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    return execute(parent, block, SequentialTransactions.UNWATCHED);
  }

  /** As {@link #execute(ParentBlock, Block)}, watched. */
  public BlockResult execute(ParentBlock parent, Block block, BlockTracer tracer) {
    return execute(parent, block, new SequentialTransactions(tracer));
  }

  private BlockResult execute(
      ParentBlock parent, Block block, SequentialTransactions transactions) {
    try {
      return steps.execute(parent, block, transactions);
    } finally {
      steps.release();
    }
  }

  /** What a block of any fork accesses; found by executing it. Null where it cannot be valid. */
  public @Nullable BlockAccessList accessList(ParentBlock parent, Block block) {
    try {
      return steps.executeListing(parent, block, SequentialTransactions.UNWATCHED)
              instanceof ExecutedBlock executed
          ? executed.accessList()
          : null;
    } finally {
      steps.release();
    }
  }
}
