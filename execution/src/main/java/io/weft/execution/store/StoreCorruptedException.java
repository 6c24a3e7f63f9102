package io.weft.execution.store;

import org.jspecify.annotations.Nullable;

/** Rows are damaged, missing, or contradict each other. */
public final class StoreCorruptedException extends StoreException {
  private static final long serialVersionUID = 1L;

  public StoreCorruptedException(String message) {
    this(message, null);
  }

  public StoreCorruptedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
