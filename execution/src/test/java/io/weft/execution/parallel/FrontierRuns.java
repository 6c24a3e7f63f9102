package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Span;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often each transaction is claimed, how often it passes the frontier, and how often it
 * is done there again: once each at most, so that no block can run in circles.
 */
final class FrontierRuns implements ScheduleHook {
  private final AtomicIntegerArray claims;
  private final AtomicIntegerArray commits;
  private final AtomicIntegerArray aborts;

  FrontierRuns(int transactions) {
    claims = new AtomicIntegerArray(transactions);
    commits = new AtomicIntegerArray(transactions);
    aborts = new AtomicIntegerArray(transactions);
  }

  @Override
  public void at(Point point, int lane, int transaction) {
    if (point == Point.CLAIM) {
      claims.incrementAndGet(transaction);
    } else if (point == Point.COMMIT) {
      commits.incrementAndGet(transaction);
    } else if (point == Point.ABORT) {
      aborts.incrementAndGet(transaction);
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
