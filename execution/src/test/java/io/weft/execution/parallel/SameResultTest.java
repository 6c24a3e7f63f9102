package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.parallel.ScheduleHook.Point;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.TestBlock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the block and the schedule, the answer is that of the sequential executor. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SameResultTest {
  private static final int MOST_WORKERS = 16;
  private static final int[] WINDOWS = {1, 2, 3, 8, 64, 100_000};
  private static final int BLOCKS = Integer.getInteger("weft.universes", 400);
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);

  @Test
  void generatedBlocksEndAlikeHoweverTheyAreExecuted() {
    System.out.println("generated blocks: " + BLOCKS + " from seed " + SEED);
    try (Pools pools = new Pools()) {
      for (int i = 0; i < BLOCKS; i++) {
        long seed = SEED + i;
        Random random = new Random(seed);
        int accounts = 3 + random.nextInt(i % 5 == 0 ? 100 : 10);
        int transactions = 4 + random.nextInt(60);
        if (i % 50 == 49) {
          transactions = i % 200 == 199 ? 3000 : 500 + random.nextInt(500);
        }
        check(seed, accounts, transactions, random, pools);
      }
    }
  }

  /** Threads for up to so many workers, kept from block to block. */
  static final class Pools implements AutoCloseable {
    private final @Nullable WorkerPool[] pools = new @Nullable WorkerPool[MOST_WORKERS + 1];

    WorkerPool of(int workers) {
      WorkerPool pool = pools[workers];
      if (pool == null) {
        pool = WorkerPool.start(workers);
        pools[workers] = pool;
      }
      return pool;
    }

    @Override
    public void close() {
      for (WorkerPool pool : pools) {
        if (pool != null) {
          pool.close();
        }
      }
    }
  }

  static void check(long seed, int accounts, int transactions, Random random, Pools pools) {
    TestBlock block = BlockUniverse.of(seed, accounts, transactions).block();
    boolean isBuilding = random.nextBoolean();
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, isBuilding);
    int workers = 1 + random.nextInt(1 + random.nextInt(MOST_WORKERS));
    int window = WINDOWS[random.nextInt(WINDOWS.length)];
    boolean isFixed = random.nextInt(4) != 0;
    ScheduleHook hook = random.nextInt(4) == 0 ? ScheduleHook.NONE : new Chaos(seed);
    FrontierRuns runs = new FrontierRuns(hook, transactions);
    ParallelSettings settings =
        new ParallelSettings(
            random.nextLong(),
            0,
            window,
            isFixed,
            isFixed && random.nextInt(3) == 0,
            runs,
            System::nanoTime,
            report -> {});
    OptimisticTransactions parallel = new OptimisticTransactions(pools.of(workers), settings);
    for (int repeat = 0; repeat < 2; repeat++) {
      runs.reset();
      List<Integer> headStarts = headStarts(random, transactions);
      Outcome actual =
          Outcome.of(
              block,
              (execution, candidates) -> parallel.execute(execution, candidates, headStarts),
              isBuilding);
      assertThat(actual)
          .as("seed %d, %s, %d workers, window %d", seed, block.fork(), workers, window)
          .isEqualTo(expected);
      runs.check(seed);
    }
  }

  /** Some transactions in no order, or none. */
  static List<Integer> headStarts(Random random, int transactions) {
    return random
        .ints(random.nextInt(9), 0, transactions)
        .distinct()
        .skip(random.nextInt(3))
        .boxed()
        .toList();
  }

  /** Yields, parks and spins wherever threads meet, as a seed says. */
  private record Chaos(long seed) implements ScheduleHook {
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // to be let down by it is the point
    public void at(Point point, int lane, int transaction) {
      long mix =
          (seed + 31L * transaction + 7L * lane + point.name().hashCode()) * 0x9E3779B97F4A7C15L;
      mix ^= System.nanoTime();
      int draw = (int) (mix >>> 40) & 63;
      if (draw == 0) {
        LockSupport.parkNanos(30_000);
      } else if (draw < 8) {
        Thread.yield();
      } else if (draw < 16) {
        for (int i = 0; i < 200; i++) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /**
   * Counts how often each transaction passes the frontier, and how often it is done there again.
   */
  private static final class FrontierRuns implements ScheduleHook {
    private final ScheduleHook then;
    private final AtomicIntegerArray commits;
    private final AtomicIntegerArray aborts;

    FrontierRuns(ScheduleHook then, int transactions) {
      this.then = then;
      commits = new AtomicIntegerArray(transactions);
      aborts = new AtomicIntegerArray(transactions);
    }

    void reset() {
      for (int i = 0; i < commits.length(); i++) {
        commits.set(i, 0);
        aborts.set(i, 0);
      }
    }

    @Override
    public void at(Point point, int lane, int transaction) {
      if (point == Point.COMMIT) {
        commits.incrementAndGet(transaction);
      } else if (point == Point.ABORT) {
        aborts.incrementAndGet(transaction);
      }
      then.at(point, lane, transaction);
    }

    void check(long seed) {
      for (int i = 0; i < commits.length(); i++) {
        assertThat(commits.get(i)).as("seed %d, commits of %d", seed, i).isLessThanOrEqualTo(1);
        assertThat(aborts.get(i)).as("seed %d, aborts of %d", seed, i).isLessThanOrEqualTo(1);
      }
    }
  }
}
