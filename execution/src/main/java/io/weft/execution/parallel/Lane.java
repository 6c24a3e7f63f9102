package io.weft.execution.parallel;

import io.weft.execution.state.DiffShare;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionProcessor;
import java.util.ArrayList;
import java.util.List;

/**
 * What a worker works with while it is at a block; the thread in it changes from block to block.
 */
final class Lane {
  /** Half a minute at least, since a pause takes the longest time by then. */
  private static final int PATIENCE = 200_000;

  /** Whose worker prefers the frontier, so that what is there stays in one processor's cache. */
  private static final int FRONTIER = 0;

  final int index;
  final VersionedStateView view;

  TransactionProcessor processor;

  /** What the worker executes ahead on, all of it one after the other. */
  JournaledState state;

  final Publisher publisher;
  final Dependencies dependencies = new Dependencies();
  final Recorder.Timeline timeline = new Recorder.Timeline();

  /** What the accounts it has compared came to. */
  final DiffShare diff = new DiffShare();

  final Watchdog watchdog = new Watchdog(PATIENCE);
  private final List<Speculation> speculations = new ArrayList<>();

  /**
   * Of those, the first so many were used in this block; to look at all would mean to fetch them.
   */
  private int used;

  Lane(
      int index,
      TransactionProcessor processor,
      VersionedStateView view,
      MultiVersionState versions) {
    this.index = index;
    this.view = view;
    this.processor = processor;
    state = new JournaledState(view, EmptyAccountRule.DELETE);
    publisher = new Publisher(versions);
  }

  /** Whether its worker prefers the frontier to what is ahead of it. */
  boolean isAtFrontier() {
    return index == FRONTIER;
  }

  /** Starts over with what a failure may have left in the middle of something. */
  void renew(TransactionProcessor another) {
    processor = another;
    state = new JournaledState(view, EmptyAccountRule.DELETE);
  }

  /** A speculation for this transaction, whose own last one the frontier has left behind. */
  Speculation speculation(int transaction, int frontier) {
    for (int i = 0; i < used; i++) {
      Speculation passed = speculations.get(i);
      if (passed.transaction < frontier) {
        return passed.of(transaction);
      }
    }
    if (used == speculations.size()) {
      speculations.add(new Speculation());
    }
    return speculations.get(used++).of(transaction);
  }

  /** Lets go of the state of a block, which others may be waiting for to let go of. */
  void release() {
    view.release();
    state.reset(view, EmptyAccountRule.DELETE);
  }

  void clear() {
    timeline.clear();
    watchdog.clear();
    diff.clear();
    used = 0;
  }
}
