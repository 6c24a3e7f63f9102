package io.weft.execution.parallel;

/** Is called where threads meet, so that tests can make them meet badly. */
@FunctionalInterface
public interface ScheduleHook {
  /** Where in the schedule. */
  enum Point {
    /** A worker looks for something to do; of no transaction. */
    SEEK,
    /** A worker has claimed a transaction to speculate on. */
    CLAIM,
    /** A worker has taken up a stale speculation, to do it again. */
    REPEAT,
    /** A speculation is about to read. */
    READ,
    /** A speculation is about to show its changes to later ones. */
    PUBLISH,
    /** The frontier is about to check a speculation. */
    VALIDATE,
    /** A speculation was found stale, or is given up. */
    ABORT,
    /** The frontier has passed a transaction. */
    COMMIT,
    /** A worker leaves the block; of no transaction. */
    LEAVE
  }

  /** In the place of a transaction's number where there is none. */
  int NO_TRANSACTION = -1;

  ScheduleHook NONE = (point, lane, transaction) -> {};

  void at(Point point, int lane, int transaction);
}
