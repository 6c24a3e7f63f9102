package io.weft.node.pool;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlobSidecar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The transactions that wait, by sender and nonce.
 *
 * <p>A transaction is <em>executable</em> while no nonce between the account's and its own is
 * missing, and <em>future</em> otherwise; future ones are held until the gap closes. A transaction
 * with a nonce that is taken replaces the other if it raises every fee by the bump of {@link
 * PoolLimits}. Where the pool is full, a newcomer must pay more than the cheapest transaction that
 * no other depends on, which then goes.
 *
 * <p>Thread safe: one monitor guards all state. Listeners are called after it is released, on the
 * submitting thread.
 */
public final class TransactionPool {
  private final PoolLimits limits;
  private final Map<Address, SenderQueue> senders = new HashMap<>();
  private final Map<Hash32, Arrival> byHash = new HashMap<>();
  private final List<Consumer<PooledTransaction>> listeners = new CopyOnWriteArrayList<>();
  private PoolHead head;
  private U256 minTip;
  private long bytes;
  private long arrivals;
  private final RecentBlobs recentBlobs = new RecentBlobs();

  // Numbers follow the order of admission.
  private record Arrival(PooledTransaction transaction, long number) {}

  public TransactionPool(PoolLimits limits, PoolHead head) {
    this.limits = limits;
    this.head = head;
    this.minTip = limits.minTip();
  }

  /** Calls {@code listener} with every transaction that becomes part of the pool. */
  public void onAdded(Consumer<PooledTransaction> listener) {
    listeners.add(listener);
  }

  public void removeListener(Consumer<PooledTransaction> listener) {
    listeners.remove(listener);
  }

  /** Submits a transaction; either it is in the pool afterwards or nothing changed. */
  public Admission submit(PooledTransaction transaction) {
    // Proofs of blobs take milliseconds to verify, too long to hold the pool for.
    Admission admission = BlobRules.check(transaction, nextFork());
    if (admission == null) {
      admission = admit(transaction);
    }
    if (admission instanceof Admission.Accepted) {
      for (Consumer<PooledTransaction> listener : listeners) {
        listener.accept(transaction);
      }
    }
    return admission;
  }

  private synchronized Fork nextFork() {
    return head.nextFork();
  }

  private synchronized Admission admit(PooledTransaction tx) {
    if (byHash.containsKey(tx.hash())) {
      return new Admission.Refused(Refusal.ALREADY_KNOWN, "already known");
    }
    Admission.Refused refused = AdmissionRules.check(tx, head, minTip);
    if (refused != null) {
      return refused;
    }
    SenderQueue queue = senders.get(tx.sender());
    if (queue == null) {
      queue = queueOf(tx.sender());
    }
    refused = BlobRules.checkQueue(tx, queue);
    if (refused != null) {
      return refused;
    }
    PooledTransaction old = queue.get(tx.nonce());
    refused = AdmissionRules.checkAccount(tx, queue, old, limits, head);
    if (refused == null && old == null) {
      refused = makeRoom(tx);
    }
    if (refused != null) {
      return refused;
    }
    senders.putIfAbsent(tx.sender(), queue);
    PooledTransaction replaced = queue.put(tx);
    if (replaced != null) {
      forget(replaced);
    }
    byHash.put(tx.hash(), new Arrival(tx, arrivals++));
    bytes += tx.size();
    return new Admission.Accepted(tx, queue.isExecutable(tx.nonce()));
  }

  /** Takes note of a new head; {@code changed} are the accounts that its block changed. */
  public synchronized void advance(PoolHead newHead, Collection<Address> changed) {
    head = newHead;
    for (Address account : changed) {
      refresh(account);
    }
  }

  /** Takes note of a head that does not follow the last one, so that every account may differ. */
  public synchronized void reset(PoolHead newHead) {
    head = newHead;
    for (Address sender : List.copyOf(senders.keySet())) {
      refresh(sender);
    }
  }

  /** The executable transactions, best tip first and each sender's in order of nonce. */
  public synchronized Selection select(U256 baseFeePerGas) {
    PriorityQueue<Candidate> candidates = new PriorityQueue<>(Math.max(1, senders.size()));
    for (SenderQueue queue : senders.values()) {
      PooledTransaction first = queue.get(queue.accountNonce());
      if (first != null) {
        addCandidate(candidates, first, baseFeePerGas);
      }
    }
    return new Selection(candidates, baseFeePerGas);
  }

  public synchronized @Nullable PooledTransaction get(Hash32 hash) {
    Arrival arrival = byHash.get(hash);
    return arrival == null ? null : arrival.transaction;
  }

  /** The nonce the sender's next transaction should have, counting those that wait. */
  public synchronized long nextNonce(Address sender) {
    SenderQueue queue = senders.get(sender);
    return queue != null ? queue.nextNonce() : account(sender).nonce();
  }

  public synchronized int size() {
    return byHash.size();
  }

  /** Whether the next block could include anything. */
  public synchronized boolean hasExecutable() {
    for (SenderQueue queue : senders.values()) {
      if (queue.nextNonce() > queue.accountNonce()) {
        return true;
      }
    }
    return false;
  }

  /** Everything that waits, by sender. */
  public synchronized Content content() {
    Map<Address, List<PooledTransaction>> pending = new LinkedHashMap<>();
    Map<Address, List<PooledTransaction>> queued = new LinkedHashMap<>();
    for (Map.Entry<Address, SenderQueue> entry : senders.entrySet()) {
      List<PooledTransaction> executable = entry.getValue().executable();
      if (!executable.isEmpty()) {
        pending.put(entry.getKey(), executable);
      }
      List<PooledTransaction> future = entry.getValue().future();
      if (!future.isEmpty()) {
        queued.put(entry.getKey(), future);
      }
    }
    return new Content(pending, queued);
  }

  /** A snapshot of the pool: executable and future transactions by sender, ascending by nonce. */
  public record Content(
      Map<Address, List<PooledTransaction>> pending,
      Map<Address, List<PooledTransaction>> queued) {}

  /** Everything that waits, each sender's in order of nonce. */
  public synchronized List<PooledTransaction> transactions() {
    List<PooledTransaction> all = new ArrayList<>(byHash.size());
    for (SenderQueue queue : senders.values()) {
      all.addAll(queue.executable());
      all.addAll(queue.future());
    }
    return all;
  }

  /** The executable transactions of one sender, then its future ones. */
  public synchronized List<PooledTransaction> of(Address sender) {
    SenderQueue queue = senders.get(sender);
    if (queue == null) {
      return List.of();
    }
    List<PooledTransaction> all = new ArrayList<>(queue.executable());
    all.addAll(queue.future());
    return all;
  }

  /** The blobs of a transaction that waits or left for a block lately, or null. */
  public synchronized @Nullable BlobSidecar sidecar(Hash32 hash) {
    PooledTransaction waiting = get(hash);
    return waiting != null ? waiting.sidecar() : recentBlobs.get(hash);
  }

  /** The sidecars of all transactions that wait or left for a block lately. */
  public synchronized List<BlobSidecar> sidecars() {
    List<BlobSidecar> sidecars = new ArrayList<>(recentBlobs.all());
    for (PooledTransaction transaction : transactions()) {
      if (transaction.sidecar() != null) {
        sidecars.add(transaction.sidecar());
      }
    }
    return sidecars;
  }

  /** Takes a transaction out; false where it does not wait here. */
  public synchronized boolean drop(Hash32 hash) {
    Arrival arrival = byHash.get(hash);
    if (arrival == null) {
      return false;
    }
    remove(arrival.transaction);
    return true;
  }

  public synchronized void clear() {
    senders.clear();
    byHash.clear();
    bytes = 0;
  }

  /** Sets the priority fee below which nothing is taken from now on. */
  public synchronized void setMinTip(U256 newMinTip) {
    minTip = newMinTip;
  }

  public synchronized U256 minTip() {
    return minTip;
  }

  /**
   * A walk over the executable transactions of one moment. What arrives or goes meanwhile may or
   * may not be seen; a sender's nonces are never out of order.
   */
  public final class Selection {
    private final PriorityQueue<Candidate> candidates;
    private final U256 baseFeePerGas;
    private @Nullable Candidate current;

    private Selection(PriorityQueue<Candidate> candidates, U256 baseFeePerGas) {
      this.candidates = candidates;
      this.baseFeePerGas = baseFeePerGas;
    }

    /**
     * The next best one, or null at the end. It counts as included unless {@link #skipSender} is
     * called before the next call.
     */
    public @Nullable PooledTransaction next() {
      synchronized (TransactionPool.this) {
        if (current != null) {
          offerSuccessor(current);
        }
        current = candidates.poll();
        return current == null ? null : current.transaction;
      }
    }

    /** Leaves out the last one returned, and with it all that its sender has queued behind it. */
    public void skipSender() {
      current = null;
    }

    private void offerSuccessor(Candidate done) {
      SenderQueue queue = senders.get(done.transaction.sender());
      if (queue != null) {
        PooledTransaction successor = queue.get(done.transaction.nonce() + 1);
        if (successor != null) {
          addCandidate(candidates, successor, baseFeePerGas);
        }
      }
    }
  }

  // Ties go to the one that was admitted first.
  private record Candidate(PooledTransaction transaction, U256 tip, long arrival)
      implements Comparable<Candidate> {
    @Override
    public int compareTo(Candidate other) {
      int byTip = other.tip.compareTo(tip);
      return byTip != 0 ? byTip : Long.compare(arrival, other.arrival);
    }
  }

  private void addCandidate(
      PriorityQueue<Candidate> candidates, PooledTransaction transaction, U256 baseFeePerGas) {
    Arrival arrival = byHash.get(transaction.hash());
    if (arrival != null && transaction.transaction().maxFeePerGas().compareTo(baseFeePerGas) >= 0) {
      candidates.add(
          new Candidate(transaction, transaction.effectiveTip(baseFeePerGas), arrival.number));
    }
  }

  private Admission.@Nullable Refused makeRoom(PooledTransaction newcomer) {
    while (byHash.size() >= limits.maxTransactions()
        || bytes + newcomer.size() > limits.maxBytes()) {
      PooledTransaction cheapest = null;
      for (SenderQueue queue : senders.values()) {
        PooledTransaction last = queue.last();
        if (last != null
            && !last.sender().equals(newcomer.sender())
            && (cheapest == null || tip(last).compareTo(tip(cheapest)) < 0)) {
          cheapest = last;
        }
      }
      if (cheapest == null || tip(newcomer).compareTo(tip(cheapest)) <= 0) {
        return new Admission.Refused(Refusal.POOL_FULL, "txpool is full");
      }
      remove(cheapest);
    }
    return null;
  }

  private U256 tip(PooledTransaction transaction) {
    return transaction.effectiveTip(head.nextBaseFee());
  }

  private void refresh(Address sender) {
    SenderQueue queue = senders.get(sender);
    if (queue == null) {
      return;
    }
    Account account = account(sender);
    for (PooledTransaction obsolete : queue.reset(account.nonce(), account.balance())) {
      forget(obsolete);
      recentBlobs.add(obsolete);
    }
    if (queue.isEmpty()) {
      senders.remove(sender);
    }
  }

  private void remove(PooledTransaction transaction) {
    SenderQueue queue = senders.get(transaction.sender());
    if (queue != null) {
      queue.remove(transaction.nonce());
      if (queue.isEmpty()) {
        senders.remove(transaction.sender());
      }
    }
    forget(transaction);
  }

  private void forget(PooledTransaction transaction) {
    if (byHash.remove(transaction.hash()) != null) {
      bytes -= transaction.size();
    }
  }

  private SenderQueue queueOf(Address sender) {
    Account account = account(sender);
    return new SenderQueue(account.nonce(), account.balance());
  }

  private Account account(Address address) {
    Account account = head.state().account(address);
    return account == null ? Account.EMPTY : account;
  }
}
