package io.weft.node.archive;

/** A chain file is not what its name says. */
public final class ChainFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChainFileException(String message) {
    super(message);
  }

  ChainFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
