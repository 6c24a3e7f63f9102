package io.weft.execution.parallel;

/**
 * Notices that a block does not go on although nobody executes anything, which no input can bring
 * about: the engine itself must have lost something. Such a block fails, with all that is known of
 * its schedule, instead of waiting for ever. A transaction that takes long does not count, however
 * long it takes. Belongs to one worker, which tells it whenever it has waited in vain.
 */
final class Watchdog {
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
  void paused(Schedule schedule) {
    int now = schedule.frontier();
    if (now != frontier || schedule.isOver() || schedule.isExecuting(now)) {
      frontier = now;
      pauses = 0;
    } else if (++pauses >= patience) {
      throw new IllegalStateException("parallel execution stalled: " + schedule);
    }
  }
}
