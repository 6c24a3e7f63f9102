package io.weft.node;

/** This machine cannot compute what the chain's rules ask for, so that a node would fall behind. */
public final class UnsupportedChainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnsupportedChainException(String message) {
    super(message);
  }
}
