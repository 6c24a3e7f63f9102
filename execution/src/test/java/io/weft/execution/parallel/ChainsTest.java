package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainsTest {
  private static final int ALL = 100;

  private final Chains chains = new Chains();
  private final Set<Integer> written = new HashSet<>();

  @Test
  void linkIsClaimedWhenTheOneBeforeItIsWritten() {
    open(new int[] {2, 5, 7});
    assertThat(claim(0, ALL)).isEqualTo(2);
    assertThat(claim(0, ALL)).isEqualTo(-1);
    written.add(2);
    assertThat(claim(0, ALL)).isEqualTo(5);
    written.add(5);
    assertThat(claim(0, ALL)).isEqualTo(7);
    written.add(7);
    assertThat(claim(0, ALL)).isEqualTo(-1);
  }

  @Test
  void oneChainDoesNotWaitForAnother() {
    open(new int[] {2, 5}, new int[] {3, 4});
    assertThat(claim(0, ALL)).isEqualTo(2);
    assertThat(claim(0, ALL)).isEqualTo(3);
    written.add(3);
    assertThat(claim(0, ALL)).isEqualTo(4);
  }

  @Test
  void whatTheFrontierHasPassedIsNotClaimed() {
    open(new int[] {2, 5, 7});
    written.add(5);
    assertThat(claim(6, ALL)).isEqualTo(7);
  }

  @Test
  void linkThatTheFrontierHasIsWaitedFor() {
    open(new int[] {2, 5, 7});
    assertThat(claim(6, ALL)).isEqualTo(-1);
    written.add(5);
    assertThat(claim(6, ALL)).isEqualTo(7);
  }

  @Test
  void nothingIsClaimedBeyondTheWindow() {
    open(new int[] {2, 5});
    assertThat(claim(0, 1)).isEqualTo(-1);
    assertThat(claim(0, 2)).isEqualTo(2);
  }

  @Test
  void anotherBlockHasItsOwn() {
    open(new int[] {2, 5});
    claim(0, ALL);
    open(new int[] {3, 5});
    assertThat(claim(0, ALL)).isEqualTo(3);
    assertThat(chains.has(3)).isTrue();
    assertThat(chains.has(2)).isFalse();
    open();
    assertThat(claim(0, ALL)).isEqualTo(-1);
    assertThat(chains.has(3)).isFalse();
  }

  private void open(int[]... of) {
    chains.open(List.of(of), ALL);
  }

  private int claim(int first, long last) {
    return chains.claim(first, last, written::contains);
  }
}
