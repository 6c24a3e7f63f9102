package io.weft.execution.store;

/** A sound store, but of another chain or of a version this program does not read. */
public final class WrongStoreException extends StoreException {
  private static final long serialVersionUID = 1L;

  public WrongStoreException(String message) {
    super(message, null);
  }
}
