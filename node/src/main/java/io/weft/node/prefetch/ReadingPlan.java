package io.weft.node.prefetch;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import org.jspecify.annotations.Nullable;

/** What to read for a block, in parts that different threads may read at the same time. */
sealed interface ReadingPlan permits TransactionPlan, ListPlan {
  int parts();

  /** Reads one part. */
  void read(int part, StateView state);

  /** Reads an account and its code; returns the code's hash, or null where there is none. */
  static @Nullable Hash32 code(StateView state, Address address) {
    Account account = state.account(address);
    if (account == null || account.codeHash().equals(Keccak256.EMPTY)) {
      return null;
    }
    state.code(account.codeHash());
    return account.codeHash();
  }
}
