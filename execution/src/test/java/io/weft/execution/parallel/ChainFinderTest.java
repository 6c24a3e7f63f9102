package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChainFinderTest {
  private static final long SWAP = 0x5A;

  private final ChainFinder finder = new ChainFinder();

  @Test
  void whatComesOnceWaitsForNobodyAndKeepsNoneOut() {
    finder.clear();
    for (int i = 0; i < 2 * Chains.MOST; i++) {
      finder.add(i, 1_000 + i, 10, 5);
    }
    finder.add(100, SWAP, 10, 5);
    finder.add(101, SWAP, 10, 5);
    finder.choose();
    assertThat(finder.chains()).containsExactly(new int[] {100, 101});
    assertThat(finder.has(SWAP)).isTrue();
    assertThat(finder.has(1_000)).isFalse();
    assertThat(finder.hasLink(0)).isFalse();
    assertThat(finder.hasLink(101)).isTrue();
    assertThat(finder.spared()).isEqualTo(10);
  }

  @Test
  void longestAreChosen() {
    finder.clear();
    for (int i = 0; i < 4 * Chains.MOST; i++) {
      for (int link = 0; link <= 1 + i % 2; link++) {
        finder.add(100 * link + i, i, 10, 0);
      }
    }
    finder.choose();
    assertThat(finder.chains())
        .hasSize(Chains.MOST)
        .allSatisfy(chain -> assertThat(chain).hasSize(3));
    assertThat(finder.longest()).isEqualTo(30);
  }

  @Test
  void anotherBlockHasNoneYet() {
    finder.clear();
    finder.add(0, SWAP, 10, 5);
    finder.add(1, SWAP, 10, 5);
    finder.choose();
    finder.clear();
    finder.choose();
    assertThat(finder.chains()).isEmpty();
    assertThat(finder.has(SWAP)).isFalse();
    assertThat(finder.longest()).isZero();
    assertThat(finder.spared()).isZero();
  }
}
