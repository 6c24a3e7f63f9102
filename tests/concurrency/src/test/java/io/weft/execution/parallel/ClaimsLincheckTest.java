package io.weft.execution.parallel;

import java.util.List;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** {@link Claims} behave as if those who ask came one after the other. */
public class ClaimsLincheckTest {
  private final Claims claims = new Claims();

  public ClaimsLincheckTest() {
    claims.open(4, 1, List.of(2));
  }

  @Operation
  public int next() {
    return claims.share().next();
  }

  @Test
  public void isLinearizableUnderModelChecking() {
    new ModelCheckingOptions()
        .iterations(20)
        .invocationsPerIteration(500)
        .threads(2)
        .actorsPerThread(3)
        .check(ClaimsLincheckTest.class);
  }

  @Test
  public void isLinearizableUnderStress() {
    new StressOptions()
        .iterations(20)
        .invocationsPerIteration(1_000)
        .threads(3)
        .actorsPerThread(2)
        .check(ClaimsLincheckTest.class);
  }
}
