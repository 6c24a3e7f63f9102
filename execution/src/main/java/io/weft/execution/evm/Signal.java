package io.weft.execution.evm;

/** What an instruction wants the interpreter to do next. */
final class Signal {
  /** Go on with the instruction at the frame's program counter. */
  static final int NEXT = 0;

  /** Enter the frame one deeper, which has been prepared. */
  static final int ENTER = 1;

  /** End the frame well; its output is set. */
  static final int RETURN = 2;

  /** End the frame and undo its changes; its output is set. */
  static final int REVERT = 3;

  /** End the frame, undo its changes and take its gas; its halt reason is set. */
  static final int HALT = 4;

  private Signal() {}
}
