package io.weft.execution.parallel;

import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.types.Transaction;

/**
 * Chooses how the transactions of a block are executed. The choice costs or saves time and changes
 * no result.
 */
final class ModePicker {
  private static final long LONG_CALL_GAS = 100_000;
  private static final int LEAST_SHARE = 4; // one in so many transactions is a long call

  private final int leastCalls;
  private final boolean speculatesAlways;

  /** A mode, and why it. */
  record Choice(Mode mode, String reason) {}

  ModePicker(ParallelSettings settings) {
    leastCalls = settings.leastCalls();
    speculatesAlways = settings.speculatesAlways();
  }

  Choice pick(Candidates candidates, int workers) {
    if (speculatesAlways) {
      return new Choice(Mode.OPTIMISTIC, "asked for");
    }
    if (workers == 1 || candidates.count() <= 1) {
      return new Choice(Mode.SEQUENTIAL, workers == 1 ? "one worker" : "one transaction at most");
    }
    return hasLongCalls(candidates)
        ? new Choice(Mode.OPTIMISTIC, "several workers, and enough long calls")
        : new Choice(Mode.SEQUENTIAL, "too few long calls");
  }

  // What a sender allows for is all that is known of a call's length before it is executed.
  private boolean hasLongCalls(Candidates candidates) {
    if (leastCalls == 0) {
      return true;
    }
    int calls = 0;
    for (int i = 0; i < candidates.count(); i++) {
      Transaction transaction = candidates.transaction(i);
      if (!transaction.data().isEmpty()
          && Long.compareUnsigned(transaction.gasLimit(), LONG_CALL_GAS) >= 0) {
        calls++;
      }
    }
    return calls >= Math.max(leastCalls, candidates.count() / LEAST_SHARE);
  }
}
