package io.weft.execution.parallel;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;

/** {@link Chains} behave as if those who claim came one after the other. */
public class ChainsLincheckTest extends LincheckRuns {
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
}
