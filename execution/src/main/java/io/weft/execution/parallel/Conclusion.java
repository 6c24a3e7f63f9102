package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.state.DiffShare;
import io.weft.execution.state.JournaledState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is left to do for a block when all its transactions have passed the frontier, divided among
 * the workers that are still there: its accounts are compared with what they were, a few at a time,
 * and one worker makes the report, who is not at the frontier as a rule. What happens to accounts
 * afterwards, by withdrawals and calls of the system, {@link JournaledState#toDiff} sees by itself.
 */
final class Conclusion {
  /** So many are compared at a time, so that workers seldom meet. */
  private static final int ACCOUNTS_AT_A_TIME = 32;

  private final Recorder recorder;
  private final Consumer<ExecutionReport> learner;

  /** The first account of the block's state that nobody compares yet. */
  private final PaddedInt nextAccount = new PaddedInt();

  /** How many workers make the report or have made it: the first who can. */
  private final PaddedInt reporters = new PaddedInt();

  /** Where a worker has made it; seen by the owner once all have left. */
  private @Nullable ExecutionReport report;

  // The block; written before others are invited.
  private Subject subject = new Subject(0, 0, "");
  private Lane[] lanes = new Lane[0];
  private int workers;

  /**
   * What is reported on.
   *
   * @param blockNumber its number
   * @param transactions how many were to be executed
   * @param reason for executing them so
   */
  record Subject(long blockNumber, int transactions, String reason) {}

  /**
   * One for any number of blocks.
   *
   * @param learner hears of each block, on any one of the threads that execute it and while others
   *     may still be at it
   */
  Conclusion(Recorder recorder, Consumer<ExecutionReport> learner) {
    this.recorder = recorder;
    this.learner = learner;
  }

  /**
   * Starts over with another block; no other thread is in here.
   *
   * @param of the block's; the first so many are at work
   */
  void open(Subject block, Lane[] of, int first) {
    subject = block;
    lanes = of;
    workers = first;
    nextAccount.set(0);
    reporters.set(0);
    report = null;
  }

  /** Does a worker's part of it. */
  void share(Lane lane, JournaledState state) {
    int accounts = state.accountCount();
    int from = 0;
    while (from < accounts) {
      // The state is at hand where the frontier mostly was, so the other worker reports.
      if (!lane.isAtFrontier()) {
        tryReport();
      }
      from = nextAccount.getAndAdd(ACCOUNTS_AT_A_TIME);
      if (from < accounts) {
        lane.diff.compare(state, from, Math.min(from + ACCOUNTS_AT_A_TIME, accounts));
      }
    }
    tryReport();
  }

  private void tryReport() {
    if (reporters.get() == 0 && !isAnyAtWork() && reporters.compareAndSet(0, 1)) {
      report = makeReport();
    }
  }

  /** Once the schedule is over, whether what workers have noted may still change. */
  private boolean isAnyAtWork() {
    for (int i = 0; i < workers; i++) {
      if (lanes[i].timeline.isInUse()) {
        return true;
      }
    }
    return false;
  }

  private ExecutionReport makeReport() {
    Recorder.Timeline[] timelines = new Recorder.Timeline[workers];
    for (int i = 0; i < workers; i++) {
      timelines[i] = lanes[i].timeline;
    }
    ExecutionReport made =
        recorder.report(
            subject.blockNumber, Mode.OPTIMISTIC, subject.reason, subject.transactions, timelines);
    learner.accept(made);
    return made;
  }

  /** What the accounts compared came to, when all have left. */
  List<DiffShare> shares() {
    List<DiffShare> shares = new ArrayList<>(workers);
    for (int i = 0; i < workers; i++) {
      shares.add(lanes[i].diff);
    }
    return shares;
  }

  /** The report, when all have left; a block that ended early has one too. */
  ExecutionReport report() {
    return report != null ? report : makeReport();
  }
}
