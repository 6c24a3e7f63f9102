package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final int WINDOW = 16;

  private final Schedule schedule = new Schedule();

  private int claim() {
    return schedule.claim(WINDOW, 1);
  }

  /** The frontier executes its transaction in its turn. */
  private void pass() {
    int transaction = schedule.frontier();
    assertThat(schedule.take(transaction, Schedule.UNCLAIMED)).isTrue();
    schedule.pass();
  }

  /** It takes over what a worker has done. */
  private void takeOver() {
    int transaction = schedule.frontier();
    assertThat(schedule.start(transaction)).isTrue();
    assertThat(schedule.finish(transaction)).isTrue();
    schedule.done(transaction);
    assertThat(schedule.take(transaction, Schedule.DONE)).isTrue();
    schedule.pass();
  }

  @Test
  void transactionsAreClaimedInTheirOrder() {
    schedule.open(4, List.of(), false);
    assertThat(List.of(claim(), claim(), claim())).containsExactly(1, 2, 3);
    assertThat(claim()).isEqualTo(Schedule.NONE);
    assertThat(schedule.claimLeft(WINDOW)).isEqualTo(Schedule.NONE);
  }

  @Test
  void oneIsLeftToTheFrontierAndAnotherWhenItHasComeToThat() {
    schedule.open(9, List.of(), true);
    assertThat(List.of(claim(), claim())).as("1 is left").containsExactly(2, 3);
    pass();
    assertThat(claim()).as("1 is at the frontier, 4 is left").isEqualTo(5);
    pass();
    takeOver();
    takeOver();
    assertThat(schedule.frontier()).isEqualTo(4);
    assertThat(claim()).as("4 is at the frontier, 6 is left").isEqualTo(7);
  }

  @Test
  void whatIsLeftIsClaimedByOneWhoHasNothingElseToDo() {
    schedule.open(4, List.of(), true);
    assertThat(List.of(claim(), claim())).as("1 is left").containsExactly(2, 3);
    assertThat(claim()).isEqualTo(Schedule.NONE);
    assertThat(schedule.claimLeft(WINDOW)).isEqualTo(1);
    assertThat(schedule.claimLeft(WINDOW)).isEqualTo(Schedule.NONE);
  }

  @Test
  void whatIsLeftIsTheFrontiersWhenItHasComeToIt() {
    schedule.open(3, List.of(), true);
    assertThat(claim()).as("1 is left").isEqualTo(2);
    pass();
    assertThat(schedule.frontier()).isEqualTo(1);
    assertThat(schedule.claimLeft(WINDOW)).isEqualTo(Schedule.NONE);
  }

  @Test
  void lastOneIsNotLeft() {
    schedule.open(2, List.of(), true);
    assertThat(claim()).isEqualTo(1);
  }

  @Test
  void noneIsLeftWhereTheNextIsOutOfReach() {
    schedule.open(9, List.of(), true);
    assertThat(schedule.claim(1, 1)).isEqualTo(1);
    assertThat(schedule.claim(1, 1)).isEqualTo(Schedule.NONE);
  }

  @Test
  void whatHasAHeadStartIsNotLeft() {
    schedule.open(6, List.of(1, 3), true);
    assertThat(List.of(claim(), claim())).containsExactly(1, 3);
    assertThat(claim()).as("2 is left").isEqualTo(4);
    assertThat(schedule.claimLeft(WINDOW)).isEqualTo(2);
  }
}
