package io.weft.execution.parallel;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** Whether the operations of a test behave as if they came one after the other. */
abstract class LincheckRuns {
  @Test
  public void isLinearizableUnderModelChecking() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .check(getClass());
  }

  @Test
  public void isLinearizableUnderStress() {
    new StressOptions()
        .iterations(20)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2)
        .check(getClass());
  }
}
