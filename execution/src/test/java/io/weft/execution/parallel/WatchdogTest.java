package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WatchdogTest {
  private static final int PATIENCE = 5;

  private final Schedule schedule = new Schedule();
  private final Watchdog watchdog = new Watchdog(PATIENCE);

  WatchdogTest() {
    schedule.open(3, Order.OWN);
  }

  private void pause(int times) {
    for (int i = 0; i < times; i++) {
      watchdog.paused(schedule);
    }
  }

  @Test
  void blockThatNobodyMovesFailsWithItsSchedule() {
    schedule.claim(2, 1);
    schedule.start(0);
    schedule.finish(0);
    schedule.done(0);
    schedule.tryFrontier();
    pause(PATIENCE - 1);

    assertThatThrownBy(() -> pause(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "parallel execution stalled: frontier at 0 of 3, held, next claim 2,"
                + " states done unclaimed unclaimed");
  }

  @Test
  void transactionMayTakeAnyTimeAheadOfItsTurn() {
    schedule.start(0);

    assertThatCode(() -> pause(3 * PATIENCE)).doesNotThrowAnyException();
  }

  @Test
  void transactionMayTakeAnyTimeInItsTurn() {
    schedule.tryFrontier();
    schedule.take(0, Schedule.UNCLAIMED);

    assertThatCode(() -> pause(3 * PATIENCE)).doesNotThrowAnyException();
  }

  @Test
  void patienceStartsAnewWithEachTransaction() {
    pause(PATIENCE - 1);
    schedule.pass();

    assertThatCode(() -> pause(PATIENCE)).doesNotThrowAnyException();
  }

  @Test
  void nothingIsExecutedBeyondTheLastTransaction() {
    assertThat(schedule.isExecuting(3)).isFalse();
  }

  @Test
  void blockThatIsOverDoesNotStall() {
    schedule.end();

    assertThatCode(() -> pause(3 * PATIENCE)).doesNotThrowAnyException();
  }
}
