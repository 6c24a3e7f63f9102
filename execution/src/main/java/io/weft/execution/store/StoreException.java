package io.weft.execution.store;

import org.jspecify.annotations.Nullable;

/** The store cannot do what it must; the message says why in one line for the operator. */
public sealed class StoreException extends RuntimeException
    permits StoreLockedException, StoreFullException, StoreCorruptedException, WrongStoreException {
  private static final long serialVersionUID = 1L;

  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
