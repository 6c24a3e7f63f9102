package io.weft.execution.parallel;

/** Thrown through the interpreter to leave a speculation whose result nobody waits for. */
@SuppressWarnings("serial") // never leaves the worker that it was thrown in
final class Abandoned extends RuntimeException {
  @SuppressWarnings("StaticAssignmentOfThrowable") // has no stack trace to be wrong about
  static final Abandoned INSTANCE = new Abandoned();

  private Abandoned() {
    super("speculation abandoned", null, false, false);
  }
}
