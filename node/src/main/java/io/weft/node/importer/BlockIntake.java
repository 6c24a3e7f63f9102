package io.weft.node.importer;

import io.weft.execution.ExecutionEngine;
import io.weft.node.importer.BlockStages.Slot;
import io.weft.node.metrics.StageTimers;
import io.weft.node.prefetch.Prefetcher;
import org.jspecify.annotations.Nullable;

/**
 * Takes blocks into the chain in their order, through all stages. For one thread; while blocks are
 * on their way nobody else moves the engine's head.
 */
public sealed interface BlockIntake extends AutoCloseable
    permits BlockPipeline, BlockIntake.OneByOne {
  /**
   * Hands over the next block; waits while too many are on their way.
   *
   * @return false if a block has failed and no more are taken
   */
  boolean offer(Arrival block);

  /**
   * Waits until all blocks are stored; returns what went wrong, or null. An intake that overlaps
   * takes no more after that.
   */
  @Nullable ImportFailure finish();

  @Override
  void close();

  /**
   * One whose blocks overlap: see {@link BlockPipeline}.
   *
   * @param recoverers threads that recover senders
   * @param prefetcher reads ahead, or null; it stays the caller's
   * @param listener hears of each block once it is durable, on a thread of the intake
   */
  static BlockIntake overlapping(
      ExecutionEngine engine,
      StageTimers timers,
      int recoverers,
      @Nullable Prefetcher prefetcher,
      ChainHead.Listener listener) {
    return new BlockPipeline(new BlockStages(engine, timers, prefetcher, listener), recoverers);
  }

  /**
   * One that is done with a block before it begins with the next, on the caller's thread. It does
   * not read ahead: there is nothing meanwhile to go on with.
   */
  static OneByOne oneByOne(
      ExecutionEngine engine, StageTimers timers, ChainHead.Listener listener) {
    return new OneByOne(new BlockStages(engine, timers, null, listener));
  }

  /** All stages in a row: on return from {@link #offer} a block is durable and published. */
  final class OneByOne implements BlockIntake {
    private final BlockStages stages;
    private final Slot slot = new Slot();

    private OneByOne(BlockStages stages) {
      this.stages = stages;
    }

    @Override
    public boolean offer(Arrival block) {
      slot.fill(block);
      stages.prepare(slot);
      stages.execute(slot);
      stages.complete(slot);
      stages.store(slot);
      return stages.failure() == null;
    }

    /** Goes on from the head, which somebody else has moved since the last block. */
    void restart() {
      stages.restart();
    }

    @Override
    public @Nullable ImportFailure finish() {
      return stages.failure();
    }

    @Override
    public void close() {
      stages.close();
    }
  }
}
