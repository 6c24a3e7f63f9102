package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes a block step by step: what comes first, its transactions, what comes last. Executors
 * differ only in how they execute the transactions. One thread at a time owns an instance and uses
 * it for any number of blocks.
 */
public final class BlockSteps {
  private final ChainSpec spec;
  private final SenderRecovery senders;
  private final TransactionProcessor processor;
  private final JournaledState state;

  public BlockSteps(ChainSpec spec, SenderRecovery senders) {
    this.spec = spec;
    this.senders = senders;
    processor = new TransactionProcessor(spec);
    state = new JournaledState(EmptyState.INSTANCE, EmptyAccountRule.DELETE);
  }

  /** Executes {@code block} on top of {@code parent}, its transactions by {@code executor}. */
  public BlockResult execute(ParentBlock parent, Block block, TransactionExecutor executor) {
    return execute(parent, block, executor, spec.forkOf(block.header()).isAtLeast(Fork.AMSTERDAM));
  }

  /** The same, and lists what the block accesses even before Amsterdam. */
  public BlockResult executeListing(ParentBlock parent, Block block, TransactionExecutor executor) {
    return execute(parent, block, executor, true);
  }

  /**
   * Lets go of the block executed last: it may be long until the next one, and what it saw of a
   * store is kept as long. From here on {@link BlockExecution#isListRight} is not to be asked.
   */
  public void release() {
    state.reset(EmptyState.INSTANCE, EmptyAccountRule.DELETE);
  }

  private BlockResult execute(
      ParentBlock parent, Block block, TransactionExecutor executor, boolean hasAccessList) {
    BlockHeader header = block.header();
    BlockExecution execution =
        new BlockExecution(
            spec,
            parent,
            BlockExecution.environment(spec, header, parent),
            processor,
            state,
            hasAccessList);
    execution.begin(header.parentBeaconBlockRoot());
    execution.expect(block.transactions().size());
    Body body = new Body(block, senders, execution.environment().fork());
    executor.execute(execution, body);
    if (body.invalid != null) {
      return body.invalid;
    }
    InvalidBlock invalid =
        execution.finish(header, block.body().ommers(), block.body().withdrawals());
    return invalid != null ? invalid : execution.executed(block);
  }

  /** The transactions of a block, each of which must be valid. */
  private static final class Body implements Candidates {
    private final List<Transaction> transactions;
    private final long gasUsed;
    private final SenderRecovery senders;
    private final Fork fork;
    private @Nullable InvalidBlock invalid;

    Body(Block block, SenderRecovery senders, Fork fork) {
      transactions = block.transactions();
      gasUsed = block.header().gasUsed();
      this.senders = senders;
      this.fork = fork;
    }

    @Override
    public int count() {
      return transactions.size();
    }

    @Override
    public long gasUsed() {
      return gasUsed;
    }

    @Override
    public Transaction transaction(int index) {
      return transactions.get(index);
    }

    @Override
    public @Nullable Address sender(int index) {
      return senders.recover(transactions.get(index), fork);
    }

    @Override
    public @Nullable Address knownSender(int index) {
      return senders.known(transactions.get(index));
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      if (result instanceof Rejected rejected) {
        invalid = InvalidBlock.of(index, rejected);
      }
      return invalid == null;
    }

    @Override
    public void allEnded(List<Executed> results) {
      // None is rejected, and to look at each costs what another processor has at hand.
    }
  }
}
