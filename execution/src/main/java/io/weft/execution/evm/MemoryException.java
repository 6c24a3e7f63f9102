package io.weft.execution.evm;

/**
 * Thrown by an execution whose frames want more memory than there is for them here, though they
 * could pay for it; its state is of no use.
 */
public final class MemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MemoryException(long limit) {
    super("out of memory: expected at most " + limit + " bytes for the running frame");
  }

  MemoryException(int wanted, OutOfMemoryError cause) {
    super("out of memory: no " + wanted + " bytes for the running frame", cause);
  }
}
