package io.weft.execution.commit;

/** A file is no chain dump, or one that cannot be loaded here; the message says which. */
public final class DumpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DumpException(String message) {
    super(message);
  }
}
