package io.weft.execution;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.parallel.ParallelBlockExecutor;
import io.weft.execution.parallel.ParallelSettings;
import io.weft.execution.parallel.ParallelSettings.Eagerness;
import io.weft.execution.parallel.ScheduleHook;
import io.weft.execution.parallel.WorkerPool;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Times the real optimistic executor where its workers come one after the other: at the frontier,
 * from when a run begins to be held against the final state until it is part of it. Runs that do
 * not hold do not count. One thread.
 */
public final class FrontierClock implements AutoCloseable {
  private static final long SOME_KEY = 0x5EED;

  private final LongSupplier nanoClock;
  private final int repeat;
  private final WorkerPool alone = WorkerPool.start(1);
  private final WorkerPool together = WorkerPool.start(2);
  private final Watch own;
  private final Watch others;
  private final BlockExecutor oneWorker;
  private final BlockExecutor twoWorkers;

  /**
   * What a read takes there, in nanoseconds.
   *
   * @param own of a run by the same core
   * @param others of a run by another; as much as its own where there was none
   */
  public record PerRead(double own, double others) {}

  /**
   * Starts the threads.
   *
   * @param repeat executions of a block; times are medians
   * @param nanoClock the executor's clock too
   */
  public FrontierClock(ChainSpec spec, SenderRecovery senders, int repeat, LongSupplier nanoClock) {
    this.repeat = repeat;
    this.nanoClock = nanoClock;
    own = new Watch(true, nanoClock);
    others = new Watch(false, nanoClock);
    oneWorker =
        new ParallelBlockExecutor(
            spec, senders, alone, settings(Eagerness.EVERY_TRANSACTION, true, own));
    twoWorkers =
        new ParallelBlockExecutor(
            spec, senders, together, settings(Eagerness.EVERY_BLOCK, false, others));
  }

  private ParallelSettings settings(Eagerness eagerness, boolean isFixed, Watch watch) {
    return new ParallelSettings(
        SOME_KEY, eagerness, ParallelSettings.WINDOW, isFixed, watch, nanoClock, report -> {});
  }

  /**
   * Executes a block by one worker and by two in turn.
   *
   * @param reads how many values each of its transactions looks at
   */
  public PerRead time(int[] reads, ParentBlock parent, Block block) {
    double[] alone = new double[repeat];
    double[] besides = new double[repeat];
    for (int i = 0; i < repeat; i++) {
      alone[i] = own.time(oneWorker, reads, parent, block);
      besides[i] = others.time(twoWorkers, reads, parent, block);
    }
    Arrays.sort(alone);
    double[] seen = Arrays.stream(besides).filter(nanos -> nanos > 0).sorted().toArray();
    double median = alone[repeat / 2];
    return new PerRead(median, seen.length == 0 ? median : seen[seen.length / 2]);
  }

  @Override
  public void close() {
    alone.close();
    together.close();
  }

  /** Notes what happens in one block; whoever is at the frontier sees what those before noted. */
  private static final class Watch implements ScheduleHook {
    private final boolean isOfOwnRuns;
    private final LongSupplier nanoClock;
    private int[] runners = new int[0];
    private int[] reads = new int[0];
    private long startNanos;
    private boolean isHeld;
    private long nanos;
    private long compared;

    /**
     * A watch.
     *
     * @param isOfOwnRuns whether runs count that were made by the core that is at the frontier, or
     *     only others
     */
    Watch(boolean isOfOwnRuns, LongSupplier nanoClock) {
      this.isOfOwnRuns = isOfOwnRuns;
      this.nanoClock = nanoClock;
    }

    /** What a read took, or 0 where none counted. */
    double time(BlockExecutor executor, int[] ofTransactions, ParentBlock parent, Block block) {
      reads = ofTransactions;
      runners = new int[reads.length];
      nanos = 0;
      compared = 0;
      isHeld = false;
      executor.execute(parent, block);
      return compared == 0 ? 0 : (double) nanos / compared;
    }

    @Override
    public void at(Point point, int lane, int transaction) {
      switch (point) {
        case CLAIM, REPEAT -> runners[transaction] = lane;
        case VALIDATE -> {
          isHeld = isOfOwnRuns == (runners[transaction] == lane);
          startNanos = nanoClock.getAsLong();
        }
        case ABORT -> isHeld = false;
        case COMMIT -> {
          if (isHeld) {
            nanos += nanoClock.getAsLong() - startNanos;
            compared += reads[transaction];
            isHeld = false;
          }
        }
        case SEEK, READ, PUBLISH, LEAVE -> {}
      }
    }
  }
}
