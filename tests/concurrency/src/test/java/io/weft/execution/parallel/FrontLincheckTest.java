package io.weft.execution.parallel;

import java.util.List;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * What {@link Front} gives out behaves as if those who ask came one after the other. What it takes
 * back is not asked for by anybody: whoever finds it held goes away, which {@link FrontStress}
 * shows to be harmless.
 */
public class FrontLincheckTest {
  private final Front<Integer> front = new Front<>();

  public FrontLincheckTest() {
    front.open(4, List.of(2));
  }

  @Operation
  public int claim() {
    return front.claim();
  }

  @Operation
  public boolean hasNext() {
    return front.hasNext();
  }

  @Test
  public void isLinearizableUnderModelChecking() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .check(FrontLincheckTest.class);
  }

  @Test
  public void isLinearizableUnderStress() {
    new StressOptions()
        .iterations(20)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2)
        .check(FrontLincheckTest.class);
  }
}
