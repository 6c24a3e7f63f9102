package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverheadsTest {
  private static final int COUNT = 100;
  private static final float COST = 10_000;

  private final Overheads overheads = new Overheads(3_000);

  @Test
  void severalThreadsAreTriedThreeTimesInRow() {
    awaitTrial();
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isTrue();
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isTrue();
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isFalse();
  }

  @Test
  void whatIsLeftOfTheirTrialsIsNoneOfOneThread() {
    awaitTrial();
    assertThat(overheads.isTrialDue(COUNT, COST, false)).isFalse();
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isFalse();
  }

  private void awaitTrial() {
    int blocks = 0;
    while (!overheads.isTrialDue(COUNT, COST, true)) {
      assertThat(++blocks).isLessThan(20);
    }
  }
}
