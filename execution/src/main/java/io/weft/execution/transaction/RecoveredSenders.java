package io.weft.execution.transaction;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.types.Transaction;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Senders that were recovered ahead. A transaction is known by identity: comparing it costs as much
 * as recovering. Filled by one thread before others read.
 */
public final class RecoveredSenders implements SenderRecovery {
  private final SenderRecovery otherwise;
  private final IdentityHashMap<Transaction, Address> senders = new IdentityHashMap<>();

  /**
   * @param otherwise for transactions that were not recovered ahead
   */
  public RecoveredSenders(SenderRecovery otherwise) {
    this.otherwise = otherwise;
  }

  /** Recovers these now. */
  public RecoveredSenders add(List<Transaction> transactions, Fork fork) {
    for (Transaction transaction : transactions) {
      Address sender = otherwise.recover(transaction, fork);
      if (sender != null) {
        senders.put(transaction, sender);
      }
    }
    return this;
  }

  @Override
  public @Nullable Address recover(Transaction transaction, Fork fork) {
    Address known = known(transaction);
    return known != null ? known : otherwise.recover(transaction, fork);
  }

  @Override
  public @Nullable Address known(Transaction transaction) {
    return senders.get(transaction);
  }
}
