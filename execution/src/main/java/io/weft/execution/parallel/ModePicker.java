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
  private final boolean isListDriven;

  /** A mode, and why it. */
  record Choice(Mode mode, String reason) {}

  /**
   * A picker.
   *
   * @param isListDriven whether an access list is always used where there is one
   */
  ModePicker(ParallelSettings settings, boolean isListDriven) {
    this.isListDriven = isListDriven;
    leastCalls = settings.leastCalls();
    speculatesAlways = settings.speculatesAlways();
  }

  /**
   * Picks.
   *
   * @param hasAccessList whether the block came with an access list
   */
  Choice pick(Candidates candidates, int workers, boolean hasAccessList) {
    if (hasAccessList && isListDriven) {
      return new Choice(Mode.LIST_DRIVEN, "asked for");
    }
    if (speculatesAlways) {
      return new Choice(Mode.OPTIMISTIC, "asked for");
    }
    if (workers == 1 || candidates.count() <= 1) {
      return new Choice(Mode.SEQUENTIAL, workers == 1 ? "one worker" : "one transaction at most");
    }
    if (!hasLongCalls(candidates)) {
      return new Choice(Mode.SEQUENTIAL, "too few long calls");
    }
    return hasAccessList
        ? new Choice(Mode.LIST_DRIVEN, "several workers, enough long calls, and an access list")
        : new Choice(Mode.OPTIMISTIC, "several workers, and enough long calls");
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
