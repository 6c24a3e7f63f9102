package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.BlockSteps;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;

/**
 * Executes blocks on several threads, with the answers of {@link
 * io.weft.execution.block.SequentialBlockExecutor}. One thread at a time owns an instance, and uses
 * it for any number of blocks; the helpers of the pool come and go.
 */
public final class ParallelBlockExecutor implements BlockExecutor {
  private final BlockSteps steps;
  private final PickedTransactions transactions;

  public ParallelBlockExecutor(
      ChainSpec spec, SenderRecovery senders, WorkerPool pool, ParallelSettings settings) {
    steps = new BlockSteps(spec, senders);
    transactions = new PickedTransactions(spec, pool, settings);
  }

  /** How {@link #execute} would execute the transactions of a block that is being built. */
  public static TransactionExecutor forBuilding(
      ChainSpec spec, WorkerPool pool, ParallelSettings settings) {
    return new PickedTransactions(spec, pool, settings);
  }

  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    return steps.execute(parent, block, transactions);
  }
}
