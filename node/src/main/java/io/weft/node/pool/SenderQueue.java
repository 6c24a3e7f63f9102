package io.weft.node.pool;

import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One sender's transactions by nonce. Guarded by the pool's monitor. */
final class SenderQueue {
  private final TreeMap<Long, PooledTransaction> byNonce = new TreeMap<>();
  private long accountNonce;
  private U256 balance;
  // The first nonce from accountNonce on that is not here; what lies below it is executable.
  private long nextNonce;
  private U256 totalCost = U256.ZERO;

  SenderQueue(long accountNonce, U256 balance) {
    this.accountNonce = accountNonce;
    this.balance = balance;
    this.nextNonce = accountNonce;
  }

  long accountNonce() {
    return accountNonce;
  }

  U256 balance() {
    return balance;
  }

  /** The nonce that the sender's next transaction should have. */
  long nextNonce() {
    return nextNonce;
  }

  /**
   * The sum of the most every transaction here can cost. It cannot wrap: admission keeps it within
   * the balance.
   */
  U256 totalCost() {
    return totalCost;
  }

  int size() {
    return byNonce.size();
  }

  boolean isEmpty() {
    return byNonce.isEmpty();
  }

  @Nullable PooledTransaction get(long nonce) {
    return byNonce.get(nonce);
  }

  /** The one that nothing else depends on. */
  @Nullable PooledTransaction last() {
    return byNonce.isEmpty() ? null : byNonce.lastEntry().getValue();
  }

  boolean isExecutable(long nonce) {
    return nonce < nextNonce;
  }

  /** Adds, and returns the one it replaces. */
  @Nullable PooledTransaction put(PooledTransaction transaction) {
    PooledTransaction replaced = byNonce.put(transaction.nonce(), transaction);
    totalCost = totalCost.add(transaction.maxCost());
    if (replaced != null) {
      totalCost = totalCost.subtract(replaced.maxCost());
    }
    advance();
    return replaced;
  }

  void remove(long nonce) {
    PooledTransaction removed = byNonce.remove(nonce);
    if (removed != null) {
      totalCost = totalCost.subtract(removed.maxCost());
      nextNonce = Math.min(nextNonce, Math.max(nonce, accountNonce));
    }
  }

  /** Takes over the account's state after a block, and returns what it made obsolete. */
  List<PooledTransaction> reset(long newAccountNonce, U256 newBalance) {
    balance = newBalance;
    accountNonce = newAccountNonce;
    SortedMap<Long, PooledTransaction> used = byNonce.headMap(newAccountNonce);
    List<PooledTransaction> obsolete = new ArrayList<>(used.values());
    used.clear();
    for (PooledTransaction transaction : obsolete) {
      totalCost = totalCost.subtract(transaction.maxCost());
    }
    nextNonce = newAccountNonce;
    advance();
    return obsolete;
  }

  List<PooledTransaction> executable() {
    return new ArrayList<>(byNonce.headMap(nextNonce).values());
  }

  List<PooledTransaction> future() {
    return new ArrayList<>(byNonce.tailMap(nextNonce).values());
  }

  private void advance() {
    while (byNonce.containsKey(nextNonce)) {
      nextNonce++;
    }
  }
}
