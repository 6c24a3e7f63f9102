package io.weft.execution.evm;

import io.weft.execution.primitives.Bytes;

/**
 * How a message ended. Logs, refunds and changes are in the journaled state; a message that did not
 * succeed has left none.
 */
public sealed interface MessageResult {
  /** Gas not spent, before refunds. */
  long gasLeft();

  /** What the message returned; of a successful creation the deployed code. */
  Bytes output();

  default boolean isSuccess() {
    return this instanceof Success;
  }

  /** Ran to its end. */
  record Success(long gasLeft, Bytes output) implements MessageResult {}

  /** Ended by REVERT; {@code output} is the reason it gave. */
  record Revert(long gasLeft, Bytes output) implements MessageResult {}

  /** Ended exceptionally; all gas is spent. */
  record Halt(HaltReason reason) implements MessageResult {
    @Override
    public long gasLeft() {
      return 0;
    }

    @Override
    public Bytes output() {
      return Bytes.EMPTY;
    }
  }
}
