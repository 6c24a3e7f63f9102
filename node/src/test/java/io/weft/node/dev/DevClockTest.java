package io.weft.node.dev;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class DevClockTest {
  private long real = 1_000;
  private final DevClock clock = new DevClock(() -> Instant.ofEpochSecond(real));

  @Test
  void followsRealTime() {
    assertThat(clock.take(900)).isEqualTo(1_000);
  }

  @Test
  void isAlwaysLaterThanTheParent() {
    assertThat(clock.take(1_000)).isEqualTo(1_001);
  }

  @Test
  void increaseMovesAllLaterBlocks() {
    assertThat(clock.increase(50, 900)).isEqualTo(50);
    real += 10;
    assertThat(clock.take(1_000)).isEqualTo(1_060);
  }

  @Test
  void increaseCountsFromAHeadThatIsAheadOfTheClock() {
    clock.increase(50, 1_003);
    assertThat(clock.take(1_003)).isEqualTo(1_053);
  }

  @Test
  void aNextTimestampHoldsForOneBlockAndTimeGoesOnFromIt() {
    clock.setNext(5_000, 1_000);
    assertThat(clock.take(1_000)).isEqualTo(5_000);
    real += 7;
    assertThat(clock.take(5_000)).isEqualTo(5_007);
  }

  @Test
  void aNextTimestampBeforeTheHeadIsRefused() {
    assertThatThrownBy(() -> clock.setNext(1_000, 1_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected more than the head's 1000, got 1000");
  }

  @Test
  void aStepReplacesRealTimeUntilItIsRemoved() {
    clock.setStep(12L);
    assertThat(clock.take(2_000)).isEqualTo(2_012);
    clock.setStep(null);
    assertThat(clock.take(900)).isEqualTo(1_000);
  }

  @Test
  void restoringASettingForgetsWhatCameAfter() {
    DevClock.Setting saved = clock.setting();
    clock.increase(500, 900);
    clock.restore(saved);
    assertThat(clock.now()).isEqualTo(1_000);
  }
}
