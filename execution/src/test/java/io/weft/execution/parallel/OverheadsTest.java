package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverheadsTest {
  private static final int COUNT = 100;
  private static final float COST = 10_000;

  private final Overheads overheads = new Overheads(3_000);

  @Test
  void severalThreadsAreTriedTwelveTimesInRowAndThreeTimesOnceTheCodeMustBeCompiled() {
    for (int trials : new int[] {12, 12, 12, 3, 3}) {
      awaitTrial();
      for (int i = 1; i < trials; i++) {
        assertThat(overheads.isTrialDue(COUNT, COST, true)).isTrue();
      }
      assertThat(overheads.isTrialDue(COUNT, COST, true)).isFalse();
    }
  }

  @Test
  void whatIsLeftOfTheirTrialsIsNoneOfOneThread() {
    awaitTrial();
    assertThat(overheads.isTrialDue(COUNT, COST, false)).isFalse();
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isFalse();
  }

  @Test
  void trialsGoOnWhileTheyGetFaster() {
    awaitShortRow();
    int trials = 0;
    float measured = 40_000;
    do {
      overheads.learnByTrial(COUNT, COST, measured, 2, false);
      measured = Math.max(10_000, 0.8f * measured);
      trials++;
    } while (overheads.isTrialDue(COUNT, COST, true));
    assertThat(trials).as("six that gain, after the first, and two that do not").isEqualTo(9);
  }

  @Test
  void trialThatIsFasterByChanceIsNotFollowedByMore() {
    awaitShortRow();
    overheads.learnByTrial(COUNT, COST, 20_000, 2, false);
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isTrue();
    overheads.learnByTrial(COUNT, COST, 19_500, 2, false);
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isTrue();
    overheads.learnByTrial(COUNT, COST, 20_500, 2, false);
    assertThat(overheads.isTrialDue(COUNT, COST, true)).isFalse();
  }

  @Test
  void blockThatWasHeldUpSaysLittleOfTheNext() {
    overheads.learn(COUNT, COST, 1_000_000, 2);
    assertThat(overheads.of(COUNT, COST)).isLessThan(4_000);
  }

  @Test
  void whatBecomesDearerIsNoticedAllTheSame() {
    for (int i = 0; i < 24; i++) {
      overheads.learn(COUNT, COST, 60_000, 2);
    }
    assertThat(overheads.of(COUNT, COST)).isGreaterThan(40_000);
  }

  @Test
  void blocksOfNearlyTheSameCostAreOfOneClassOnWhicheverSideOfItsEnds() {
    for (int i = 0; i < 40; i++) {
      overheads.learn(COUNT, 4_000, 9_000, 2);
    }
    assertThat(overheads.of(COUNT, 4_200)).isGreaterThan(8_900);
    assertThat(overheads.of(COUNT, 9_000)).as("another class").isEqualTo(3_000);
  }

  private void awaitTrial() {
    int blocks = 0;
    while (!overheads.isTrialDue(COUNT, COST, true)) {
      assertThat(++blocks).isLessThan(200);
    }
  }

  /** The first of the trials in a row once the code must be compiled. */
  private void awaitShortRow() {
    for (int row = 0; row < 3; row++) {
      awaitTrial();
      for (int i = 1; i < 12; i++) {
        overheads.isTrialDue(COUNT, COST, true);
      }
    }
    awaitTrial();
  }
}
