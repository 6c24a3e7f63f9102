package io.weft.execution.chainspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ForkScheduleTest {
  private static final ForkSchedule SCHEDULE =
      new ForkSchedule(
          Map.of(Fork.HOMESTEAD, 3L, Fork.PARIS, 10L, Fork.SHANGHAI, 500L, Fork.CANCUN, 500L));

  @Test
  void forksUpToParisStartAtTheirBlock() {
    assertThat(SCHEDULE.forkAt(2, 400)).isEqualTo(Fork.FRONTIER);
    assertThat(SCHEDULE.forkAt(3, 400)).isEqualTo(Fork.HOMESTEAD);
    assertThat(SCHEDULE.forkAt(10, 499)).isEqualTo(Fork.PARIS);
  }

  @Test
  void laterForksStartAtTheirTime() {
    assertThat(SCHEDULE.forkAt(11, 500)).isEqualTo(Fork.CANCUN);
  }

  @Test
  void aTimeBeyondTwoToThe63IsLateRatherThanNegative() {
    assertThat(SCHEDULE.forkAt(11, -1)).isEqualTo(Fork.CANCUN);
  }

  @Test
  void aForkThatIsNotListedNeverStarts() {
    assertThat(SCHEDULE.start(Fork.PRAGUE)).isEqualTo(Long.MAX_VALUE);
    assertThat(SCHEDULE.has(Fork.PRAGUE)).isFalse();
  }

  @Test
  void forksOutOfOrderAreRefused() {
    assertThatThrownBy(() -> new ForkSchedule(Map.of(Fork.BERLIN, 5L, Fork.LONDON, 4L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("forks out of order: expected LONDON at 5 or later, as BERLIN, got 4");
  }
}
