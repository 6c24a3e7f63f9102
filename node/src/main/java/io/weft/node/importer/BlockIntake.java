package io.weft.node.importer;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutedBlock;
import io.weft.node.importer.BlockStages.Slot;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes in the blocks of a chain in their order, through all stages. For one thread; while an
 * intake is open nobody else moves the engine's head.
 */
public sealed interface BlockIntake extends AutoCloseable
    permits BlockPipeline, BlockIntake.OneByOne {
  /**
   * Hands over the next block; waits while too many are on their way.
   *
   * @param origin where it is from, for messages
   * @param encoded the block's RLP, given away
   * @return false if a block has failed and no more are taken
   */
  boolean offer(String origin, long number, byte[] encoded);

  /** Waits until all blocks are stored; returns what went wrong, or null. */
  @Nullable ImportFailure finish();

  StageTimes times();

  @Override
  void close();

  /**
   * One whose blocks overlap: see {@link BlockPipeline}.
   *
   * @param recoverers threads that recover senders
   * @param stored hears of each block once it is durable, on a thread of the intake
   */
  static BlockIntake overlapping(
      ExecutionEngine engine, int recoverers, Consumer<ExecutedBlock> stored) {
    return new BlockPipeline(new BlockStages(engine, stored), recoverers);
  }

  /** One that is done with a block before it begins with the next, on the caller's thread. */
  static BlockIntake oneByOne(ExecutionEngine engine, Consumer<ExecutedBlock> stored) {
    return new OneByOne(new BlockStages(engine, stored));
  }

  /** All stages in a row. */
  final class OneByOne implements BlockIntake {
    private final BlockStages stages;
    private final Slot slot = new Slot();

    OneByOne(BlockStages stages) {
      this.stages = stages;
    }

    @Override
    public boolean offer(String origin, long number, byte[] encoded) {
      slot.fill(origin, number, encoded);
      stages.recover(slot);
      stages.execute(slot);
      stages.complete(slot);
      stages.store(slot);
      return stages.failure() == null;
    }

    @Override
    public @Nullable ImportFailure finish() {
      return stages.failure();
    }

    @Override
    public StageTimes times() {
      return stages.times();
    }

    @Override
    public void close() {
      stages.close();
    }
  }
}
