package io.weft.execution;

import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import java.util.Locale;

/** The ways to execute a block, by the names that a user has for them. */
public enum ExecutorKind {
  /** One transaction after the other: the oracle. */
  SEQUENTIAL {
    @Override
    public OpenExecutor open(ChainSpec spec, SenderRecovery senders, int workers) {
      return new Sequential(new SequentialBlockExecutor(spec, senders));
    }
  };

  /**
   * Starts an executor for blocks of one chain.
   *
   * @param workers how many threads it may use
   */
  public abstract OpenExecutor open(ChainSpec spec, SenderRecovery senders, int workers);

  /** The name a user has for it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static final class Sequential implements OpenExecutor {
    private final SequentialBlockExecutor executor;
    private long executions;

    Sequential(SequentialBlockExecutor executor) {
      this.executor = executor;
    }

    @Override
    public BlockResult execute(ParentBlock parent, Block block) {
      executions = block.transactions().size();
      return executor.execute(parent, block);
    }

    @Override
    public long executions() {
      return executions;
    }

    @Override
    public void close() {}
  }
}
