package io.weft.execution.parallel;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** {@link Schedule} behaves as if its operations came one after the other. */
public class ScheduleLincheckTest {
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

  @Test
  public void isLinearizableUnderModelChecking() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .check(ScheduleLincheckTest.class);
  }

  @Test
  public void isLinearizableUnderStress() {
    new StressOptions()
        .iterations(20)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2)
        .check(ScheduleLincheckTest.class);
  }
}
