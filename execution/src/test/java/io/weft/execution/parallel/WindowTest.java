package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTest {
  private final Window window = Window.adaptive(16, 64);

  @Test
  void growsToItsLimitWhileSpeculationsHold() {
    for (int i = 0; i < 200; i++) {
      window.held();
    }
    assertThat(window.size()).isEqualTo(64);
  }

  @Test
  void manyWorkersMayGoFurther() {
    window.reset(16);
    assertThat(window.size()).isEqualTo(64);
    for (int i = 0; i < 500; i++) {
      window.held();
    }
    assertThat(window.size()).isEqualTo(256);
    window.reset(4);
    assertThat(window.size()).isEqualTo(16);
    Window fixed = Window.fixed(3);
    fixed.reset(16);
    assertThat(fixed.size()).isEqualTo(3);
  }

  @Test
  void whoHasNothingElseToDoMayGoFurther() {
    assertThat(window.reach()).isEqualTo(256);
    assertThat(Window.fixed(3).reach()).isEqualTo(3);
    for (int i = 0; i < 20; i++) {
      window.failed();
    }
    assertThat(window.reach()).isZero();
  }

  @Test
  void staysOpenWhereHalfOfThemAreStale() {
    for (int i = 0; i < 200; i++) {
      window.failed();
      window.held();
    }
    assertThat(window.size()).isGreaterThanOrEqualTo(16);
  }

  @Test
  void closesWhereAllAreStaleAndTriesLessAndLessOften() {
    for (int i = 0; i < 20; i++) {
      window.failed();
    }
    assertThat(window.size()).isZero();
    int first = passesUntilOpen();
    window.failed();
    assertThat(window.size()).isZero();
    assertThat(passesUntilOpen()).isGreaterThan(first);
  }

  @Test
  void opensAgainWhereTheTrialHolds() {
    for (int i = 0; i < 20; i++) {
      window.failed();
    }
    passesUntilOpen();
    for (int i = 0; i < 10; i++) {
      window.held();
    }
    assertThat(window.size()).isGreaterThan(8);
  }

  @Test
  void fixedOneNeverChanges() {
    Window fixed = Window.fixed(3);
    for (int i = 0; i < 100; i++) {
      fixed.failed();
      fixed.passed();
    }
    assertThat(fixed.size()).isEqualTo(3);
  }

  private int passesUntilOpen() {
    int passes = 0;
    while (window.size() == 0) {
      window.passed();
      passes++;
    }
    return passes;
  }
}
