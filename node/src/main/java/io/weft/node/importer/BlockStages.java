package io.weft.node.importer;

import io.weft.execution.ChainExtension;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.state.BlockHashes;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.metrics.BlockStage;
import io.weft.node.metrics.StageTimers;
import io.weft.node.prefetch.Prefetcher;
import io.weft.node.prefetch.Reading;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What happens to a block on its way into the chain, stage by stage, wherever it is from and
 * whichever threads do it.
 *
 * <pre>
 * Encoded --> decode -.
 * Received -----------+-> recover, prefetch -> execute -> roots -.
 * Built ---------------------------------------------------------+-> persist -> publish
 * </pre>
 *
 * <p>A block is published only once it is durable: what anybody has heard of survives a crash.
 *
 * <p>The first block that fails is the end: stages pass over it and all that follows, and what
 * precedes it is still stored.
 */
final class BlockStages implements AutoCloseable {
  private final ExecutionEngine engine;
  private final ChainExtension extension;
  private final StageTimers timers;
  private final @Nullable Prefetcher prefetcher;
  private final ChainHead.Listener listener;
  private final AtomicReference<@Nullable ImportFailure> failure = new AtomicReference<>();

  /** A block and what is known of it so far; passed from stage to stage. */
  static final class Slot {
    private @Nullable Arrival arrival;
    private @Nullable Block block;
    private @Nullable BlockAccessList accessList;
    private @Nullable SenderRecovery senders;
    private @Nullable ExecutedBlock executed;

    void fill(Arrival from) {
      clear();
      arrival = from;
    }

    void clear() {
      arrival = null;
      block = null;
      accessList = null;
      senders = null;
      executed = null;
    }
  }

  /** What a stage does with a block; returns why the block is not valid, or null. */
  @FunctionalInterface
  private interface Work {
    @Nullable String of(Arrival arrival);
  }

  BlockStages(
      ExecutionEngine engine,
      StageTimers timers,
      @Nullable Prefetcher prefetcher,
      ChainHead.Listener listener) {
    this.engine = engine;
    this.prefetcher = prefetcher;
    this.extension = engine.extend();
    this.timers = timers;
    this.listener = listener;
  }

  /** Decodes, recovers senders and reads ahead; for any thread. */
  void prepare(Slot slot) {
    run(
        slot,
        "cannot be prepared",
        arrival ->
            switch (arrival) {
              case Arrival.Encoded encoded -> decode(slot, encoded);
              case Arrival.Received received ->
                  prepare(slot, received.block(), received.accessList());
              case Arrival.Built _ -> null;
            });
  }

  private @Nullable String decode(Slot slot, Arrival.Encoded arrival) {
    Block block;
    BlockAccessList accessList;
    try (var _ = timers.begin(BlockStage.DECODE)) {
      block = Block.decode(arrival.encoded());
    } catch (RlpException e) {
      return "expected a block, got " + e.getMessage();
    }
    Bytes encodedList = arrival.accessList();
    Hash32 listHash = block.header().blockAccessListHash();
    if (encodedList == null && listHash != null && arrival.needsList()) {
      return "expected the access list " + listHash + " with the block, got none";
    }
    try (var _ = timers.share(BlockStage.DECODE)) {
      accessList = encodedList == null ? null : BlockAccessList.decode(encodedList);
    } catch (RlpException e) {
      return "expected an access list with the block, got " + e.getMessage();
    }
    return prepare(slot, block, accessList);
  }

  private @Nullable String prepare(Slot slot, Block block, @Nullable BlockAccessList accessList) {
    Fork fork = engine.spec().forkOf(block.header());
    RecoveredSenders senders = new RecoveredSenders(engine.senders());
    try (var _ = timers.begin(BlockStage.RECOVER)) {
      senders.add(block.transactions(), fork);
    }
    if (prefetcher != null) {
      try (var _ = timers.begin(BlockStage.PREFETCH)) {
        prefetch(prefetcher, block, senders, accessList);
      }
    }
    slot.block = block;
    slot.accessList = accessList;
    slot.senders = senders;
    return null;
  }

  /**
   * Reads what execution is expected to, from the head: blocks on their way may change it, and what
   * they change is in memory.
   */
  private void prefetch(
      Prefetcher reader,
      Block block,
      SenderRecovery senders,
      @Nullable BlockAccessList accessList) {
    ChainView head = engine.head();
    BlockHashes hashes = number -> Objects.requireNonNullElse(head.hash(number), Hash32.ZERO);
    ParentBlock parent = new ParentBlock(head.header(), head, hashes, diff -> Hash32.ZERO);
    try (Reading reading = reader.begin(parent, block, senders, accessList)) {
      reading.await();
    }
  }

  void execute(Slot slot) {
    run(
        slot,
        "execution failed",
        arrival -> {
          if (arrival instanceof Arrival.Built built) {
            extension.follow(built.executed());
            slot.executed = built.executed();
            return null;
          }
          try (var _ = timers.begin(BlockStage.EXECUTE, engine.helpers())) {
            return checkAndExecute(slot);
          }
        });
  }

  private @Nullable String checkAndExecute(Slot slot) {
    Block block = present(slot.block);
    BlockResult result = extension.execute(block, present(slot.senders), slot.accessList);
    return switch (result) {
      case InvalidBlock invalid -> reason(invalid);
      case ExecutedBlock executed -> {
        slot.executed = executed;
        yield null;
      }
    };
  }

  void complete(Slot slot) {
    run(
        slot,
        "state root cannot be computed",
        arrival -> {
          ExecutedBlock executed = present(slot.executed);
          if (arrival instanceof Arrival.Built) {
            extension.completeBuilt(executed);
            return null;
          }
          try (var _ = timers.begin(BlockStage.ROOTS)) {
            InvalidBlock invalid = extension.complete(executed, slot.accessList);
            return invalid == null ? null : reason(invalid);
          }
        });
  }

  void store(Slot slot) {
    run(
        slot,
        "cannot be stored",
        _ -> {
          ExecutedBlock executed = present(slot.executed);
          ChainView view;
          try (var _ = timers.begin(BlockStage.PERSIST)) {
            view = extension.store(executed);
          }
          try (var _ = timers.begin(BlockStage.PUBLISH)) {
            listener.changed(new ChainHead.Extended(view, executed));
          }
          return null;
        });
    slot.clear();
  }

  private void run(Slot slot, String problem, Work work) {
    Arrival arrival = present(slot.arrival);
    if (isOver(arrival)) {
      return;
    }
    try {
      String reason = work.of(arrival);
      if (reason != null) {
        fail(new ImportFailure(arrival.origin(), arrival.number(), reason, null));
      }
    } catch (RuntimeException e) {
      String reason = problem + ": " + e;
      fail(new ImportFailure(arrival.origin(), arrival.number(), reason, e));
    }
  }

  private boolean isOver(Arrival arrival) {
    ImportFailure failed = failure.get();
    return failed != null && arrival.number() >= failed.number();
  }

  private void fail(ImportFailure now) {
    failure.accumulateAndGet(
        now, (before, late) -> before == null || late.number() < before.number() ? late : before);
    extension.close();
  }

  private static String reason(InvalidBlock invalid) {
    return invalid.specName() + ", " + invalid.detail();
  }

  /** What the stage before has left: a block gets to a stage only through all before it. */
  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("a stage was left out");
    }
    return value;
  }

  /** Goes on from the head, which somebody else has moved while no block was on its way. */
  void restart() {
    extension.restart();
  }

  /** Why no more blocks are taken, or null while they are. */
  @Nullable ImportFailure failure() {
    return failure.get();
  }

  @Override
  public void close() {
    extension.close();
  }
}
