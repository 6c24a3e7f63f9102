package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.BlockSteps;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import org.jspecify.annotations.Nullable;

/**
 * Executes blocks on several threads, with the answers of {@link
 * io.weft.execution.block.SequentialBlockExecutor}. One thread at a time owns an instance, and uses
 * it for any number of blocks; the helpers of the pool come and go.
 */
public final class ParallelBlockExecutor implements BlockExecutor {
  private final ChainSpec spec;
  private final WorkerPool pool;
  private final BlockSteps steps;
  private final PickedTransactions transactions;

  private ParallelBlockExecutor(
      ChainSpec spec, SenderRecovery senders, WorkerPool pool, PickedTransactions transactions) {
    this.spec = spec;
    this.pool = pool;
    steps = new BlockSteps(spec, senders);
    this.transactions = transactions;
  }

  public ParallelBlockExecutor(
      ChainSpec spec, SenderRecovery senders, WorkerPool pool, ParallelSettings settings) {
    this(spec, senders, pool, new PickedTransactions(pool, settings, false));
  }

  /** One that lets the access list drive every block that comes with one. */
  public static ParallelBlockExecutor listDriven(
      ChainSpec spec, SenderRecovery senders, WorkerPool pool, ParallelSettings settings) {
    return new ParallelBlockExecutor(
        spec, senders, pool, new PickedTransactions(pool, settings, true));
  }

  /** Whether access lists of a fork's blocks say enough to be followed. */
  public static boolean canFollowList(Fork fork) {
    return ListDrivenTransactions.canExecute(fork);
  }

  /** How {@link #execute} would execute the transactions of a block that is being built. */
  public static TransactionExecutor forBuilding(WorkerPool pool, ParallelSettings settings) {
    return new PickedTransactions(pool, settings, false);
  }

  /** Executes transactions that nothing comes before by the access list they turn out to have. */
  public static TransactionExecutor listFirst(
      ChainSpec spec, WorkerPool pool, ParallelSettings settings) {
    return new ListFirstTransactions(spec, new ListDrivenTransactions(pool, settings));
  }

  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    alert(block);
    try {
      return steps.execute(parent, block, transactions);
    } finally {
      steps.release();
    }
  }

  @Override
  public BlockResult execute(
      ParentBlock parent, Block block, @Nullable BlockAccessList accessList) {
    if (accessList == null || !ListDrivenTransactions.canExecute(spec.forkOf(block.header()))) {
      return execute(parent, block);
    }
    alert(block);
    try {
      return executeByList(parent, block, accessList);
    } finally {
      steps.release();
    }
  }

  private BlockResult executeByList(ParentBlock parent, Block block, BlockAccessList accessList) {
    BlockExecution[] executed = new BlockExecution[1];
    BlockResult result =
        steps.executeListing(
            parent,
            block,
            (execution, candidates) -> {
              executed[0] = execution;
              transactions.execute(execution, candidates, accessList);
            });
    // Whoever wrote a wrong list pays with the block; its reason must be that of the oracle.
    return executed[0].isListRight()
        ? asOfItsFork(result)
        : steps.execute(parent, block, SequentialTransactions.UNWATCHED);
  }

  private void alert(Block block) {
    if (transactions.areLikelyShared(block.transactions().size(), block.header().gasUsed())) {
      pool.alert();
    }
  }

  private BlockResult asOfItsFork(BlockResult result) {
    return result instanceof ExecutedBlock executed
            && !spec.forkOf(executed.header()).isAtLeast(Fork.AMSTERDAM)
        ? executed.withoutAccessList()
        : result;
  }
}
