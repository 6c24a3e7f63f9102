package io.weft.execution.parallel;

/**
 * Notices that a block does not go on although nobody executes anything, which no input can bring
 * about: the engine itself must have lost something. Such a block fails, with all that is known of
 * its schedule, instead of waiting for ever. A transaction that takes long does not count, however
 * long it takes: nothing here can tell one that will never end, and a node logs where its threads
 * are. Belongs to one worker, which tells it whenever it has waited in vain.
 */
final class Watchdog {
  /** What goes on, as far as it can be seen from outside; what it prints is for developers. */
  interface Progress {
    /** The transactions before this one are settled. */
    int frontier();

    boolean isOver();

    /** Whether somebody runs the transaction, ahead of its turn or in it. */
    boolean isExecuting(int transaction);
  }

  private final int patience;
  private int frontier;
  private int pauses;

  /**
   * @param patience pauses without progress after which a block is given up
   */
  Watchdog(int patience) {
    this.patience = patience;
  }

  void clear() {
    frontier = 0;
    pauses = 0;
  }

  /**
   * The worker has paused once more.
   *
   * @throws IllegalStateException if that was once too often
   */
  void paused(Progress progress) {
    int now = progress.frontier();
    if (now != frontier || progress.isOver() || progress.isExecuting(now)) {
      frontier = now;
      pauses = 0;
    } else if (++pauses >= patience) {
      throw new IllegalStateException("parallel execution stalled: " + progress);
    }
  }
}
