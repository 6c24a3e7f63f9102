package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;

/**
 * Is shown the changes of one transaction, field by field in no order, with the values it left;
 * some may come more than once. Arrays are valid only during the call.
 */
public interface ChangeVisitor {
  /** The balance's limbs start at {@code limbs[at]}. */
  void balance(Address account, long[] limbs, int at);

  void nonce(Address account, long nonce);

  void code(Address account, Hash32 hash, Bytes code);

  /** The account exists, and did not before. */
  void existence(Address account);

  /** The account with all its storage is gone. */
  void removal(Address account);

  /**
   * The limbs of the slot's key start at {@code keys[key]}, those of its value at {@code values}.
   */
  void storage(Address account, long[] keys, int key, long[] values, int value);
}
