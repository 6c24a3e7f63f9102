package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;

/**
 * Is shown what a transaction saw of the accounts of a {@link SpeculativeView}, field by field. Of
 * an account it only paid into it saw nothing.
 */
public interface SightingVisitor {
  /** It used the nonce. */
  void nonce(Address account);

  /** It used the balance itself. */
  void balance(Address account);

  /** It asked whether the account can pay, and would have gone on with so much less. */
  void spareBalance(Address account, U256 spareWei);

  /** It used the code, or its hash. */
  void code(Address account);

  /** It asked whether the account exists or is empty. */
  void existence(Address account);
}
