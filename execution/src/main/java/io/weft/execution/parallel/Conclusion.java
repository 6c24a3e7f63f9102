package io.weft.execution.parallel;

import io.weft.execution.state.DiffShare;
import io.weft.execution.state.JournaledState;
import java.util.ArrayList;
import java.util.List;

/**
 * What is left to do for a block when all its transactions have passed the frontier, divided among
 * the workers that are still there: its accounts are compared with what they were, a few at a time,
 * and one worker {@linkplain Reporter makes the report}, who is not at the frontier as a rule. What
 * happens to accounts afterwards, by withdrawals and calls of the system, {@link
 * JournaledState#toDiff} sees by itself.
 */
final class Conclusion {
  /** So many are compared at a time, so that workers seldom meet. */
  private static final int ACCOUNTS_AT_A_TIME = 32;

  private final Reporter reporter;

  /** The first account of the block's state that nobody compares yet. */
  private final PaddedInt nextAccount = new PaddedInt();

  /** One for any number of blocks. */
  Conclusion(Reporter reporter) {
    this.reporter = reporter;
  }

  /** Starts over with another block; no other thread is in here. */
  void open() {
    nextAccount.set(0);
  }

  /** Does a worker's part of it. */
  void share(Lane lane, JournaledState state) {
    int accounts = state.accountCount();
    int from = 0;
    while (from < accounts) {
      // The state is at hand where the frontier mostly was, so the other worker reports.
      if (!lane.isAtFrontier()) {
        reporter.tryMake();
      }
      from = nextAccount.getAndAdd(ACCOUNTS_AT_A_TIME);
      if (from < accounts) {
        lane.diff.compare(state, from, Math.min(from + ACCOUNTS_AT_A_TIME, accounts));
      }
    }
    reporter.tryMake();
  }

  /**
   * What the accounts compared came to, when all have left.
   *
   * @param lanes of the block
   */
  static List<DiffShare> shares(List<Lane> lanes) {
    List<DiffShare> shares = new ArrayList<>(lanes.size());
    for (Lane lane : lanes) {
      shares.add(lane.diff);
    }
    return shares;
  }
}
