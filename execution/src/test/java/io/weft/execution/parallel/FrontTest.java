package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrontTest {
  private final Front<String> front = new Front<>();
  private final List<String> taken = new ArrayList<>();

  private boolean take(int index, String what) {
    taken.add(index + what);
    return !what.equals("last");
  }

  private List<Integer> claimAll() {
    List<Integer> claimed = new ArrayList<>();
    for (int index = front.claim(); index >= 0; index = front.claim()) {
      claimed.add(index);
    }
    return claimed;
  }

  @Test
  void allAreClaimedOnceAndHeadStartsFirst() {
    front.open(5, List.of(4, 1));

    assertThat(claimAll()).containsExactly(4, 1, 0, 2, 3);
    assertThat(front.claim()).isEqualTo(-1);
  }

  @Test
  void whatIsDoneInAnyOrderIsTakenOverInOrder() {
    front.open(3, List.of());
    front.done(2, "c");
    assertThat(front.advance(this::take)).isFalse();
    front.done(0, "a");
    assertThat(front.advance(this::take)).isTrue();
    assertThat(front.isOver()).isFalse();
    front.done(1, "b");
    front.advance(this::take);

    assertThat(taken).containsExactly("0a", "1b", "2c");
    assertThat(front.isOver()).isTrue();
  }

  @Test
  void takerMayEndIt() {
    front.open(3, List.of());
    front.done(0, "last");
    front.done(1, "b");
    front.advance(this::take);

    assertThat(taken).containsExactly("0last");
    assertThat(front.isOver()).isTrue();
  }

  @Test
  void whatFailedIsNotTakenOverAgain() {
    front.open(2, List.of());
    front.done(0, "a");
    assertThatThrownBy(
            () ->
                front.advance(
                    (index, what) -> {
                      throw new IllegalStateException("made up");
                    }))
        .hasMessage("made up");

    assertThat(front.advance(this::take)).isFalse();
    assertThat(taken).isEmpty();
    assertThat(front.isOver()).isTrue();
  }

  @Test
  void whoTakesOverMayNotBeJoinedByAnother() {
    front.open(2, List.of());
    front.done(0, "a");
    front.advance(
        (index, what) -> {
          assertThat(front.advance(this::take)).isFalse();
          return true;
        });

    assertThat(taken).isEmpty();
    assertThat(front.position()).isEqualTo(1);
  }

  @Test
  void nothingOfTheLastBlockIsLeft() {
    front.open(3, List.of(2));
    claimAll();
    front.done(0, "a");
    front.done(1, "b");
    front.open(2, List.of());

    assertThat(front.advance(this::take)).isFalse();
    assertThat(claimAll()).containsExactly(0, 1);
    assertThat(front).hasToString("front at 0 of 2, not done, free, next claim 2");
  }
}
