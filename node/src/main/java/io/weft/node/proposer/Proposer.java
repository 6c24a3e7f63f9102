package io.weft.node.proposer;

import io.weft.consensus.BlockProposer;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.RejectionReason;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Block;
import io.weft.execution.types.Transaction;
import io.weft.node.metrics.BlockStage;
import io.weft.node.metrics.StageTimers;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.prefetch.Prefetcher;
import io.weft.node.prefetch.Reading;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills blocks from the pool, best tip first. What it executed it hands to {@code candidates}, so
 * that the block, once agreed on, need not be executed again.
 */
public final class Proposer implements BlockProposer {
  /** Rejections that a later block may not repeat; after any other the transaction is dropped. */
  private static final Set<RejectionReason> PASSING =
      EnumSet.of(
          RejectionReason.GAS_ALLOWANCE_EXCEEDED,
          RejectionReason.BLOCK_SIZE_EXCEEDED,
          RejectionReason.NONCE_MISMATCH_TOO_HIGH,
          RejectionReason.INSUFFICIENT_ACCOUNT_FUNDS,
          RejectionReason.INSUFFICIENT_MAX_FEE_PER_GAS,
          RejectionReason.INSUFFICIENT_MAX_FEE_PER_BLOB_GAS,
          RejectionReason.TYPE_3_TX_MAX_BLOB_GAS_ALLOWANCE_EXCEEDED);

  private final ExecutionEngine engine;
  private final TransactionPool pool;
  private final BlockPlan plan;
  private final StageTimers timers;
  private final @Nullable Prefetcher prefetcher;
  private final Consumer<ExecutedBlock> candidates;

  /**
   * @param prefetcher reads ahead what transactions will, or null; it stays the caller's
   */
  public Proposer(
      ExecutionEngine engine,
      TransactionPool pool,
      BlockPlan plan,
      StageTimers timers,
      @Nullable Prefetcher prefetcher,
      Consumer<ExecutedBlock> candidates) {
    this.engine = engine;
    this.pool = pool;
    this.plan = plan;
    this.timers = timers;
    this.prefetcher = prefetcher;
    this.candidates = candidates;
  }

  @Override
  public @Nullable Block propose(boolean emptyAllowed) {
    if (!emptyAllowed && !pool.hasExecutable()) {
      return null;
    }
    BlockBuilder builder;
    try (var _ = timers.begin(BlockStage.EXECUTE, engine.helpers())) {
      builder = engine.propose(plan.next(engine.head().header()));
      fill(builder);
    }
    if (builder.transactionCount() == 0 && !emptyAllowed) {
      return null;
    }
    return switch (finish(builder)) {
      case ExecutedBlock executed -> {
        candidates.accept(executed);
        yield executed.block();
      }
      case InvalidBlock invalid ->
          throw new IllegalStateException("own block is invalid: " + invalid);
    };
  }

  private BlockResult finish(BlockBuilder builder) {
    try (var _ = timers.begin(BlockStage.ROOTS)) {
      return builder.finish();
    }
  }

  private void fill(BlockBuilder builder) {
    U256 baseFee = builder.draft().baseFeePerGas();
    TransactionPool.Selection selection = pool.select(baseFee == null ? U256.ZERO : baseFee);
    Set<Address> leftOut = new HashSet<>();
    while (!builder.isFull()) {
      List<PooledTransaction> batch = nextBatch(selection, builder.gasLeft(), leftOut);
      if (batch.isEmpty()) {
        return;
      }
      try (Reading _ = readAhead(builder, batch)) {
        engine.fill(builder, new Batch(batch, leftOut));
      }
    }
  }

  private @Nullable Reading readAhead(BlockBuilder builder, List<PooledTransaction> batch) {
    if (prefetcher == null) {
      return null;
    }
    List<Transaction> transactions = new ArrayList<>(batch.size());
    batch.forEach(pooled -> transactions.add(pooled.transaction()));
    return prefetcher.begin(
        builder.environment(), engine.head(), transactions, i -> batch.get(i).sender());
  }

  /** The next best ones, as many as fit if they need all the gas they may. */
  private static List<PooledTransaction> nextBatch(
      TransactionPool.Selection selection, long gasLeft, Set<Address> leftOut) {
    List<PooledTransaction> batch = new ArrayList<>();
    long gas = 0;
    while (gas < gasLeft) {
      PooledTransaction next = selection.next();
      if (next == null) {
        break;
      }
      if (leftOut.contains(next.sender())) {
        selection.skipSender();
      } else {
        batch.add(next);
        gas += next.transaction().gasLimit();
      }
    }
    return batch;
  }

  /** Candidates, of which those behind a rejected one of the same sender are left out. */
  private final class Batch implements Candidates {
    private final List<PooledTransaction> transactions;
    private final Set<Address> leftOut;

    Batch(List<PooledTransaction> transactions, Set<Address> leftOut) {
      this.transactions = transactions;
      this.leftOut = leftOut;
    }

    @Override
    public int count() {
      return transactions.size();
    }

    @Override
    public Transaction transaction(int index) {
      return transactions.get(index).transaction();
    }

    @Override
    public Address sender(int index) {
      return transactions.get(index).sender();
    }

    @Override
    public Address knownSender(int index) {
      return sender(index);
    }

    @Override
    public boolean isWanted(int index) {
      return !leftOut.contains(sender(index));
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      if (result instanceof TransactionResult.Rejected rejected) {
        leftOut.add(sender(index));
        if (!PASSING.contains(rejected.reason())) {
          pool.drop(transactions.get(index).hash());
        }
      }
      return true;
    }
  }
}
