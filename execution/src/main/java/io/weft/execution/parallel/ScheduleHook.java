package io.weft.execution.parallel;

/** Is called where threads meet, so that tests can make them meet badly. */
@FunctionalInterface
public interface ScheduleHook {
  /** Where in the schedule. */
  enum Point {
    /** A worker has claimed a transaction to speculate on. */
    CLAIM,
    /** A speculation is about to read. */
    READ,
    /** A speculation is about to show its changes to later ones. */
    PUBLISH,
    /** The frontier is about to check a speculation. */
    VALIDATE,
    /** A speculation was found stale, or is given up. */
    ABORT,
    /** The frontier has passed a transaction. */
    COMMIT
  }

  ScheduleHook NONE = (point, lane, transaction) -> {};

  void at(Point point, int lane, int transaction);
}
