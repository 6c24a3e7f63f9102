package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.transaction.CallKind;
import org.junit.jupiter.api.Test;

class ConflictTableTest {
  private static final long GOLD = kind(-1);
  private static final long SILVER = kind(-2);

  private final ConflictTable conflicts = new ConflictTable();

  @Test
  void whatWasInVainIsLikelyToBeSoAgainUntilItIsNot() {
    long kind = GOLD;
    conflicts.learn(kind, false);
    assertThat(conflicts.hasLikely()).isFalse();
    conflicts.learn(kind, true);
    assertThat(conflicts.isLikely(kind)).isTrue();
    assertThat(conflicts.hasLikely()).isTrue();
    int times = 0;
    while (conflicts.isLikely(kind)) {
      conflicts.learn(kind, false);
      assertThat(++times).isLessThan(100);
    }
    assertThat(times).isGreaterThan(5);
    assertThat(conflicts.hasLikely()).isFalse();
  }

  @Test
  void itIsForgiven() {
    long kind = GOLD;
    conflicts.learn(kind, true);
    conflicts.forgive(kind, 0.1f);
    assertThat(conflicts.isLikely(kind)).isFalse();
    conflicts.forgive(SILVER, 0.1f);
    assertThat(conflicts.isLikely(SILVER)).isFalse();
  }

  @Test
  void whatIsNotSeenAgainFades() {
    conflicts.learn(GOLD, true);
    int blocks = 0;
    while (conflicts.hasLikely()) {
      conflicts.nextBlock();
      assertThat(++blocks).isLessThan(10_000);
    }
    assertThat(blocks).isGreaterThan(500);
  }

  @Test
  void likelyOnesAreCountedHoweverManyDisplaceEachOther() {
    for (int i = 0; i < 100_000; i++) {
      conflicts.learn(kind(i), true);
    }
    for (int i = 0; i < 100_000; i++) {
      conflicts.forgive(kind(i), 0);
    }
    assertThat(conflicts.hasLikely()).isFalse();
  }

  /** A number as those of kinds are, which are hashes. */
  private static long kind(long number) {
    return (number * 0x9E3779B97F4A7C15L) | CallKind.FEW;
  }
}
