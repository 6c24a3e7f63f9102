package io.weft.execution;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The ways to execute a block, by the names that a user has for them. */
public enum ExecutorKind {
  /** One transaction after the other: the oracle. */
  SEQUENTIAL {
    @Override
    BlockExecutors executors(int workers, long hashKey, LongSupplier nanoClock) {
      return BlockExecutors.sequential();
    }
  },
  /** On several threads where that pays. */
  AUTO {
    @Override
    BlockExecutors executors(int workers, long hashKey, LongSupplier nanoClock) {
      return BlockExecutors.parallel(workers, hashKey, nanoClock);
    }
  },
  /** Every transaction ahead of its turn, also where that is of no use. */
  OPTIMISTIC {
    @Override
    BlockExecutors executors(int workers, long hashKey, LongSupplier nanoClock) {
      return BlockExecutors.speculating(workers, hashKey, nanoClock);
    }
  };

  abstract BlockExecutors executors(int workers, long hashKey, LongSupplier nanoClock);

  /**
   * Starts an executor for blocks of one chain.
   *
   * @param workers how many threads it may use
   * @param hashKey any number; see {@link BlockExecutors#parallel}
   * @param nanoClock for reports alone
   */
  public OpenExecutor open(
      ChainSpec spec, SenderRecovery senders, int workers, long hashKey, LongSupplier nanoClock) {
    BlockExecutors executors = executors(workers, hashKey, nanoClock);
    return new Open(executors, executors.create(spec, senders));
  }

  /** The name a user has for it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final class Open implements OpenExecutor {
    private final BlockExecutors executors;
    private final BlockExecutor executor;
    private long executions;

    Open(BlockExecutors executors, BlockExecutor executor) {
      this.executors = executors;
      this.executor = executor;
    }

    @Override
    public BlockResult execute(ParentBlock parent, Block block) {
      BlockResult result = executor.execute(parent, block);
      ExecutionReport report = executors.lastReport();
      executions = report == null ? block.transactions().size() : report.executions();
      return result;
    }

    @Override
    public long executions() {
      return executions;
    }

    @Override
    public void close() {
      executors.close();
    }
  }
}
