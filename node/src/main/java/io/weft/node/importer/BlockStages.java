package io.weft.node.importer;

import io.weft.execution.ChainExtension;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.Transaction;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a block on its way into the chain, stage by stage, whichever threads do it.
 *
 * <p>The first block that fails ends the import: stages pass over it and all that follows, and what
 * precedes it is still stored.
 */
final class BlockStages implements AutoCloseable {
  private final ExecutionEngine engine;
  private final ChainExtension extension;
  private final StageTimes.Recorder times = new StageTimes.Recorder();
  private final Consumer<ExecutedBlock> stored;
  private final AtomicReference<@Nullable ImportFailure> failure = new AtomicReference<>();

  /** A block and what is known of it so far; passed from stage to stage. */
  static final class Slot {
    private String origin = "";
    private long number;
    private byte @Nullable [] encoded;
    private @Nullable Block block;
    private @Nullable SenderRecovery senders;
    private @Nullable ExecutedBlock executed;

    void fill(String blockOrigin, long blockNumber, byte[] bytes) {
      origin = blockOrigin;
      number = blockNumber;
      encoded = bytes;
    }

    void clear() {
      encoded = null;
      block = null;
      senders = null;
      executed = null;
    }
  }

  BlockStages(ExecutionEngine engine, Consumer<ExecutedBlock> stored) {
    this.engine = engine;
    this.extension = engine.extend();
    this.stored = stored;
  }

  /** Decodes, recovers senders and reads ahead who sends and receives; for any thread. */
  void recover(Slot slot) {
    byte[] encoded = slot.encoded;
    if (isOver(slot) || encoded == null) {
      return;
    }
    long start = System.nanoTime();
    try {
      Block block = Block.decode(Bytes.wrap(encoded));
      Fork fork = engine.spec().forkOf(block.header());
      RecoveredSenders senders = new RecoveredSenders(engine.senders());
      senders.add(block.transactions(), fork);
      prefetch(block, fork, senders);
      slot.block = block;
      slot.senders = senders;
    } catch (RlpException e) {
      fail(slot, "expected a block, got " + e.getMessage(), null);
    } catch (RuntimeException e) {
      fail(slot, "cannot be prepared: " + e, e);
    }
    times.recovered(start);
  }

  /** Reads what every execution of these transactions will, so that it lies in the cache. */
  private void prefetch(Block block, Fork fork, RecoveredSenders senders) {
    ChainView head = engine.head();
    for (Transaction transaction : block.transactions()) {
      Address sender = senders.recover(transaction, fork);
      if (sender != null) {
        head.account(sender);
      }
      Address to = transaction.to();
      if (to != null) {
        head.account(to);
      }
    }
  }

  void execute(Slot slot) {
    Block block = slot.block;
    SenderRecovery senders = slot.senders;
    if (isOver(slot) || block == null || senders == null) {
      return;
    }
    long start = System.nanoTime();
    try {
      BlockResult result = extension.execute(block, senders);
      switch (result) {
        case InvalidBlock invalid -> fail(slot, invalid.specName() + ", " + invalid.detail(), null);
        case ExecutedBlock executed -> slot.executed = executed;
      }
    } catch (RuntimeException e) {
      fail(slot, "execution failed: " + e, e);
    }
    times.executed(start);
  }

  void complete(Slot slot) {
    ExecutedBlock executed = slot.executed;
    if (isOver(slot) || executed == null) {
      return;
    }
    long start = System.nanoTime();
    try {
      InvalidBlock invalid = extension.complete(executed);
      if (invalid != null) {
        fail(slot, invalid.specName() + ", " + invalid.detail(), null);
      }
    } catch (RuntimeException e) {
      fail(slot, "state root cannot be computed: " + e, e);
    }
    times.completed(start);
  }

  void store(Slot slot) {
    ExecutedBlock executed = slot.executed;
    if (!isOver(slot) && executed != null) {
      long start = System.nanoTime();
      try {
        extension.store(executed);
        stored.accept(executed);
      } catch (RuntimeException e) {
        fail(slot, "cannot be stored: " + e.getMessage(), e);
      }
      times.stored(start);
    }
    slot.clear();
  }

  private boolean isOver(Slot slot) {
    ImportFailure failed = failure.get();
    return failed != null && slot.number >= failed.number();
  }

  private void fail(Slot slot, String reason, @Nullable RuntimeException cause) {
    ImportFailure failed = new ImportFailure(slot.origin, slot.number, reason, cause);
    failure.accumulateAndGet(
        failed, (before, now) -> before == null || now.number() < before.number() ? now : before);
    extension.close();
  }

  /** Why the import cannot go on, or null while it can. */
  @Nullable ImportFailure failure() {
    return failure.get();
  }

  StageTimes times() {
    return times.sum();
  }

  @Override
  public void close() {
    extension.close();
  }
}
