package io.weft.contracts.wallet;

/** A wallet file that cannot be opened: it is malformed, or the password is not its own. */
public final class KeystoreException extends Exception {
  private static final long serialVersionUID = 1L;

  public KeystoreException(String message) {
    super(message);
  }
}
