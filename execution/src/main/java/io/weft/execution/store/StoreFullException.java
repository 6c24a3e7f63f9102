package io.weft.execution.store;

/** No space is left on the device. The store must be reopened once there is. */
public final class StoreFullException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StoreFullException(String message, Throwable cause) {
    super(message, cause);
  }
}
