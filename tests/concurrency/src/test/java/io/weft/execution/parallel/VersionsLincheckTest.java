package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * {@link MultiVersionState} behaves as if its operations came one after the other. Each version has
 * one writer, as in the engine.
 */
public class VersionsLincheckTest extends LincheckRuns {
  private final MultiVersionState versions = new MultiVersionState(42);
  private final int location;

  public VersionsLincheckTest() {
    versions.open(4);
    location = versions.account(Address.of(0xA));
  }

  @Operation(nonParallelGroup = "first")
  public void writeFirst() {
    versions.newWriter().mark(location, 1, MultiVersionState.EXISTENCE);
  }

  @Operation(nonParallelGroup = "first")
  public void withdrawFirst() {
    versions.withdraw(location, 1);
  }

  @Operation(nonParallelGroup = "second")
  public void writeSecond() {
    versions.newWriter().mark(location, 2, MultiVersionState.EXISTENCE);
  }

  @Operation(nonParallelGroup = "second")
  public void withdrawSecond() {
    versions.withdraw(location, 2);
  }

  @Operation
  public int newestForSecond() {
    return version(versions.newest(location, 2));
  }

  @Operation
  public int newestForThird() {
    return version(versions.newest(location, 3));
  }

  private int version(int node) {
    return node == 0 ? 0 : versions.version(node);
  }
}
