package io.weft.node.cli.evm;

/**
 * What became of one case.
 *
 * @param file where it is
 * @param name of the test, and the index of the case where a test has several
 * @param fork as the fixture names it
 * @param detail why it failed or was skipped, else empty
 */
public record CaseResult(String file, String name, String fork, Outcome outcome, String detail) {

  /** How a case can end. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  static CaseResult passed(String file, String name, String fork) {
    return new CaseResult(file, name, fork, Outcome.PASSED, "");
  }

  static CaseResult failed(String file, String name, String fork, String detail) {
    return new CaseResult(file, name, fork, Outcome.FAILED, detail);
  }
}
