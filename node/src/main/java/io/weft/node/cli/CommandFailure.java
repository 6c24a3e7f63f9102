package io.weft.node.cli;

/**
 * What a command was asked for could not be done; the message is the one line a user reads: what is
 * wrong, and what to do about it.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CommandFailure(String message) {
    super(message);
  }

  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
