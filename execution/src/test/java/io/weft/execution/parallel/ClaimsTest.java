package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClaimsTest {
  private final Claims claims = new Claims();

  private static List<Integer> all(Claims.Share share) {
    List<Integer> numbers = new ArrayList<>();
    for (int number = share.next(); number >= 0; number = share.next()) {
      numbers.add(number);
    }
    return numbers;
  }

  @Test
  void thoseWithAHeadStartComeFirstAndOnlyOnce() {
    for (int some = 1; some <= 7; some++) {
      claims.open(6, some, List.of(4, 1));
      assertThat(all(claims.share())).containsExactly(4, 1, 0, 2, 3, 5);
    }
  }

  @Test
  void someAreClaimedAtATime() {
    claims.open(5, 2, List.of());
    Claims.Share one = claims.share();
    Claims.Share other = claims.share();

    assertThat(one.next()).isEqualTo(0);
    assertThat(other.next()).isEqualTo(2);
    assertThat(all(one)).containsExactly(1, 4);
    assertThat(all(other)).containsExactly(3);
  }

  @Test
  void allAreFinishedWhenEveryShareIs() {
    claims.open(3, 1, List.of());
    Claims.Share one = claims.share();
    Claims.Share other = claims.share();
    one.next();
    all(other);
    other.finish();
    assertThat(claims.areFinished()).isFalse();
    assertThat(claims.areLost()).isFalse();

    one.finish();
    assertThat(claims.areFinished()).isTrue();
    assertThat(claims.areLost()).isFalse();
  }

  @Test
  void nothingIsFinishedAtOnce() {
    claims.open(0, 8, List.of());
    assertThat(all(claims.share())).isEmpty();
    assertThat(claims.areFinished()).isTrue();
  }
}
