package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Span;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often each transaction is claimed, how often it passes the frontier, and how often it
 * is done there again: once each at most, so that no block can run in circles. And what a worker
 * shows is settled, not what somebody else has taken from him.
 */
final class FrontierRuns implements ScheduleHook {
  private final AtomicIntegerArray claims;
  private final AtomicIntegerArray repeats;
  private final AtomicIntegerArray commits;
  private final AtomicIntegerArray aborts;
  private final AtomicIntegerArray shown;
  private final AtomicIntegerArray settled;

  FrontierRuns(int transactions) {
    claims = new AtomicIntegerArray(transactions);
    repeats = new AtomicIntegerArray(transactions);
    commits = new AtomicIntegerArray(transactions);
    aborts = new AtomicIntegerArray(transactions);
    shown = new AtomicIntegerArray(transactions);
    settled = new AtomicIntegerArray(transactions);
  }

  /** Starts over. */
  void reset() {
    for (int i = 0; i < claims.length(); i++) {
      claims.set(i, 0);
      repeats.set(i, 0);
      commits.set(i, 0);
      aborts.set(i, 0);
      shown.set(i, 0);
      settled.set(i, 0);
    }
  }

  @Override
  public void at(Point point, int lane, int transaction) {
    AtomicIntegerArray counts =
        switch (point) {
          case CLAIM -> claims;
          case REPEAT -> repeats;
          case PUBLISH -> shown;
          case VALIDATE -> settled;
          case ABORT -> aborts;
          case COMMIT -> commits;
          case SEEK, READ, LEAVE -> null;
        };
    if (counts != null) {
      counts.incrementAndGet(transaction);
    }
  }

  /** How many were done again ahead of their turn. */
  int repeated() {
    int repeated = 0;
    for (int i = 0; i < repeats.length(); i++) {
      repeated += repeats.get(i);
    }
    return repeated;
  }

  /** Checks that all that was shown was settled, where all of the block was wanted. */
  void checkShown() {
    for (int i = 0; i < shown.length(); i++) {
      // Of one that was taken up again, only the last is settled, unless it was lost.
      if (shown.get(i) > repeats.get(i) && commits.get(i) > 0) {
        assertThat(settled.get(i)).as("transaction %d was shown by who had lost it", i).isOne();
      }
    }
  }

  /** Checks what was counted, and that the report of the block says the same. */
  void check(long seed, @Nullable ExecutionReport report) {
    int[] inTurn = new int[commits.length()];
    if (report != null) {
      for (Span span : report.spans()) {
        if (span.kind() != Span.Kind.SPECULATION) {
          inTurn[span.transaction()]++;
        }
      }
    }
    for (int i = 0; i < inTurn.length; i++) {
      if (claims.get(i) > 1 || commits.get(i) > 1 || aborts.get(i) > 1 || inTurn[i] > 1) {
        assertThat(false)
            .as(
                "seed %d, transaction %d: expected at most once each,"
                    + " got %d claims, %d commits, %d aborts, %d executions in its turn",
                seed, i, claims.get(i), commits.get(i), aborts.get(i), inTurn[i])
            .isTrue();
      }
    }
  }
}
