package io.weft.node.cli.bench;

import java.util.Arrays;

/** Times from sending to commitment, in nanoseconds. */
final class Latencies {
  private final long[] sortedNanos;

  Latencies(long[] nanos) {
    sortedNanos = nanos.clone();
    Arrays.sort(sortedNanos);
  }

  /** The time within which {@code percentile} of a hundred were committed; 0 if there are none. */
  long millis(int percentile) {
    if (sortedNanos.length == 0) {
      return 0;
    }
    int rank = (int) Math.ceil(percentile / 100.0 * sortedNanos.length);
    return sortedNanos[Math.max(1, rank) - 1] / 1_000_000;
  }
}
