package io.weft.execution.parallel;

import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;

/** {@link Claims} behave as if those who ask came one after the other. */
public class ClaimsLincheckTest extends LincheckRuns {
  private final Claims claims = new Claims();

  public ClaimsLincheckTest() {
    claims.open(4, 1, List.of(2));
  }

  @Operation
  public int next() {
    return claims.share().next();
  }
}
