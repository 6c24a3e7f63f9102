package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import org.jspecify.annotations.Nullable;

/**
 * Read-only state at one point of the chain; the only thing execution reads from.
 *
 * <p>An implementation is an immutable snapshot: the same question always has the same answer. It
 * is safe to use from many threads at once.
 */
public interface StateView {
  /** The account, or null where none exists. */
  @Nullable Account account(Address address);

  /** The value of a storage slot; zero where the account or the slot does not exist. */
  U256 storage(Address address, U256 slot);

  /**
   * The code with this hash.
   *
   * @throws IllegalStateException if no account has such code
   */
  Bytes code(Hash32 codeHash);

  /** Whether the account has any storage slot that is not zero (EIP-7610). */
  boolean hasStorage(Address address);
}
