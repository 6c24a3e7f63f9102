package io.weft.execution.chainspec;

/**
 * A genesis file that cannot be used; the message says where, what was expected and what is there.
 */
public final class GenesisException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public GenesisException(String message) {
    super(message);
  }
}
