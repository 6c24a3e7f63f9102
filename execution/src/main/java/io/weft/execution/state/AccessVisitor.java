package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;

/**
 * Is shown what one transaction accessed, each account and slot once: every account is followed by
 * what changed of it, all of them by the slots. A change is one from before the transaction to
 * after it. Arrays are valid only during the call; limbs start where the index behind them says.
 * Accounts have small numbers, from 0 on, which stay the same during one visit.
 */
public interface AccessVisitor {
  void account(int number, Address address);

  /** The balance of the account shown last has changed to this, and so on. */
  void balance(long[] limbs, int at);

  void nonce(long nonce);

  void code(Bytes code);

  /**
   * The account shown last existed, and is gone.
   *
   * @param hadNonceOrCode and so maybe storage, which is gone with it
   */
  void removal(boolean hadNonceOrCode);

  /** A slot, of an account that was shown, that has the value it had. */
  void slot(int account, long[] keys, int key);

  /** A slot that changed. */
  void slot(int account, long[] keys, int key, long[] values, int value);
}
