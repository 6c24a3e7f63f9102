package io.weft.node.cli;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.CheckedBlockExecutor;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.SenderRecovery;

/** What {@code --executor} names: how the transactions of a block are executed. */
public enum ExecutorChoice {
  /** Whatever suits the block. */
  AUTO,
  /** One transaction after the other: the oracle of all others. */
  SEQUENTIAL;

  /** An executor that holds blocks against the rules of this chain, for one thread at a time. */
  public BlockExecutor create(ChainSpec spec) {
    return switch (this) {
      case AUTO, SEQUENTIAL ->
          new CheckedBlockExecutor(
              spec, new SequentialBlockExecutor(spec, SenderRecovery.of(spec)));
    };
  }
}
