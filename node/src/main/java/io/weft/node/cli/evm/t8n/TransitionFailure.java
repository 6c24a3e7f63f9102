package io.weft.node.cli.evm.t8n;

import java.io.PrintWriter;

/** Why there is no transition, with the exit code that geth documents for it. */
final class TransitionFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The block cannot be executed to its end. */
  static final int EVM = 2;

  /** The environment or the rules are incomplete. */
  static final int CONFIG = 3;

  /** BLOCKHASH asked for one that the environment does not give. */
  static final int MISSING_BLOCK_HASH = 4;

  static final int JSON = 10;
  static final int IO = 11;
  static final int RLP = 12;

  private final int exitCode;

  TransitionFailure(int exitCode, String message) {
    super(message, null, false, false);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }

  /** Says it as geth does; the exit code. */
  int reportTo(PrintWriter err) {
    err.println("ERROR(" + exitCode + "): " + getMessage());
    err.flush();
    return exitCode;
  }
}
