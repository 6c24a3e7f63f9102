package io.weft.execution.rlp;

/** Bytes that are not the canonical RLP of what was asked for. */
public final class RlpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RlpException(String message) {
    super(message);
  }
}
