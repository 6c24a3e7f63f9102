package io.weft.contracts.abi;

/** Bytes, a signature or a value that do not fit the ABI; the message names the place. */
public final class AbiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AbiException(String message) {
    super(message);
  }
}
