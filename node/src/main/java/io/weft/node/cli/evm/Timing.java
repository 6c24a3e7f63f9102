package io.weft.node.cli.evm;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long something takes once the JVM has compiled it. */
record Timing(int runs, int warmUpRuns, long medianNanos, long minNanos, long maxNanos) {
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final long MEASURE_NANOS = TimeUnit.SECONDS.toNanos(3);
  private static final int FEWEST_RUNS = 5;
  private static final int MOST_RUNS = 1_000_000;

  /**
   * Warms up for some seconds and times the runs that follow.
   *
   * @param repeat how many, or null for as many as fit into some seconds
   */
  static Timing of(Runnable task, @Nullable Integer repeat) {
    int warmUps = 0;
    long start = System.nanoTime();
    while (warmUps < FEWEST_RUNS || System.nanoTime() - start < WARM_UP_NANOS) {
      task.run();
      warmUps++;
    }
    int most = repeat == null ? MOST_RUNS : repeat;
    long[] nanos = new long[Math.min(most, 1024)];
    int runs = 0;
    long begin = System.nanoTime();
    while (runs < most
        && (repeat != null || runs < FEWEST_RUNS || System.nanoTime() - begin < MEASURE_NANOS)) {
      if (runs == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * runs);
      }
      long before = System.nanoTime();
      task.run();
      nanos[runs++] = System.nanoTime() - before;
    }
    long[] sorted = Arrays.copyOf(nanos, runs);
    Arrays.sort(sorted);
    return new Timing(runs, warmUps, sorted[runs / 2], sorted[0], sorted[runs - 1]);
  }
}
