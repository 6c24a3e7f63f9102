package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void nobodyIsClaimedInTwoWays() {
    List<int[]> chains = List.of(new int[] {1, 4}, new int[] {2, 7, 9});
    assertThatThrownBy(() -> new Order(List.of(3, 7), chains)).hasMessageContaining("7");
    assertThatCode(() -> new Order(List.of(3, 8), chains)).doesNotThrowAnyException();
  }
}
