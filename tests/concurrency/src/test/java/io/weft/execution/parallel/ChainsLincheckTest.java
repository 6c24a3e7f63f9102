package io.weft.execution.parallel;

import java.util.List;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** {@link Chains} behave as if those who claim came one after the other. */
public class ChainsLincheckTest {
  private final Chains chains = new Chains();

  public ChainsLincheckTest() {
    chains.open(List.of(new int[] {1, 2, 6, 7}, new int[] {3, 4}), 8);
  }

  @Operation
  public int claim() {
    return chains.claim(0, 7, transaction -> true);
  }

  @Operation
  public int claimNear() {
    return chains.claim(2, 6, transaction -> true);
  }

  @Operation
  public int claimFree() {
    return chains.claim(0, 7, transaction -> false);
  }

  @Test
  public void isLinearizableUnderModelChecking() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .check(ChainsLincheckTest.class);
  }

  @Test
  public void isLinearizableUnderStress() {
    new StressOptions()
        .iterations(20)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2)
        .check(ChainsLincheckTest.class);
  }
}
