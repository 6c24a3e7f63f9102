package io.weft.execution.parallel;

import org.jetbrains.lincheck.datastructures.Operation;

/** {@link Schedule} behaves as if its operations came one after the other. */
public class ScheduleLincheckTest extends LincheckRuns {
  private final Schedule schedule = new Schedule();

  public ScheduleLincheckTest() {
    schedule.open(3, Order.OWN);
  }

  /** A worker claims and runs a transaction up to its publication. */
  @Operation
  public int claim() {
    return schedule.claim(2, 1);
  }

  @Operation
  public boolean start() {
    return schedule.start(1);
  }

  @Operation
  public boolean finish() {
    return schedule.finish(1);
  }

  @Operation
  public void done() {
    schedule.done(1);
  }

  @Operation
  public boolean reopen() {
    return schedule.reopen(1);
  }

  @Operation
  public void restart() {
    schedule.restart(1);
  }

  @Operation
  public boolean takeDone() {
    return schedule.take(1, Schedule.DONE);
  }

  @Operation
  public boolean takeUnclaimed() {
    return schedule.take(1, Schedule.UNCLAIMED);
  }

  @Operation
  public boolean takeRunning() {
    return schedule.take(1, Schedule.RUNNING);
  }

  @Operation
  public boolean tryFrontier() {
    return schedule.tryFrontier();
  }

  @Operation
  public int state() {
    return schedule.state(1);
  }
}
