package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import org.jspecify.annotations.Nullable;

/**
 * Something a transaction saw that is no longer so.
 *
 * @param slot of the storage, if that is what it saw
 */
public record StaleRead(Kind kind, Address account, @Nullable U256 slot) {

  /** What was seen. */
  public enum Kind {
    NONCE,
    BALANCE,
    CODE,
    EXISTENCE,
    STORAGE
  }
}
