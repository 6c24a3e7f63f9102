package io.weft.node.cli.bench;

import org.jspecify.annotations.Nullable;

/**
 * What a run came to.
 *
 * @param committed payments that blocks hold
 * @param succeeded those whose receipt says so
 * @param elapsedNanos from the first request to the sight of the last block
 * @param gasUsed of all blocks from the first that holds a payment to the last
 * @param blocks that hold payments
 * @param retries payments sent again since the node had no room
 * @param sortedLatencies nanoseconds from sending to the sight of the block
 * @param problem why the run ended early; null if it did not
 */
record Outcome(
    int committed,
    int succeeded,
    long elapsedNanos,
    long gasUsed,
    int blocks,
    int retries,
    Latencies sortedLatencies,
    @Nullable String problem) {

  long latencyMillis(int percentile) {
    return sortedLatencies.millis(percentile);
  }
}
