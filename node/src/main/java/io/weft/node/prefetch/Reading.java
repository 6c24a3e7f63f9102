package io.weft.node.prefetch;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.AccessListEntry;
import io.weft.execution.types.Account;
import io.weft.execution.types.Transaction;
import io.weft.node.metrics.BlockStage;
import io.weft.node.metrics.StageTimers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The reads for one block. Readers take the transactions in their order, one at a time; a
 * transaction's own reads follow one another, since later ones may depend on what earlier ones
 * find.
 */
public final class Reading implements AutoCloseable {
  /** Calls of a block that are watched at most, of this much gas at most. */
  private static final int SAMPLES = 8;

  private static final long SAMPLE_GAS = 2_000_000;

  /** A read that takes so long came from a disk; one out of a cache takes far less. */
  private static final long WAIT_NANOS = 20_000;

  private final List<Transaction> transactions;
  private final SenderRecovery senders;
  private final BlockEnvironment environment;
  private final StateView state;
  private final @Nullable AccessPredictor predictor;
  private final StageTimers timers;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger samplesLeft = new AtomicInteger(SAMPLES);
  private final LongAdder reads = new LongAdder();
  private final LongAdder waits = new LongAdder();

  /** Guarded by this. */
  private int present;

  /** Set before the first reader. */
  private @Nullable Judge judge;

  /** Hears how many reads of a block there were, and how many had to wait. */
  @FunctionalInterface
  interface Judge {
    void judge(long reads, long waits);
  }

  Reading(
      List<Transaction> transactions,
      SenderRecovery senders,
      BlockEnvironment environment,
      StateView state,
      @Nullable AccessPredictor predictor,
      StageTimers timers) {
    this.transactions = transactions;
    this.senders = senders;
    this.environment = environment;
    this.state = state;
    this.predictor = predictor;
    this.timers = timers;
  }

  void whenDone(Judge listener) {
    judge = listener;
  }

  /**
   * One more reader, to be run by a thread of its own.
   *
   * @param first what it does before it takes transactions
   */
  synchronized Runnable reader(Runnable first) {
    present++;
    return () -> read(first);
  }

  private void read(Runnable first) {
    try (var _ = timers.share(BlockStage.PREFETCH)) {
      first.run();
      for (int i = next.getAndIncrement(); i < transactions.size(); i = next.getAndIncrement()) {
        read(transactions.get(i));
      }
    } catch (RuntimeException e) {
      // The store fails: execution will ask it the same, and there it is not advice.
      cancel();
    } finally {
      leave();
    }
  }

  private synchronized void leave() {
    if (--present == 0) {
      if (judge != null) {
        judge.judge(reads.sum(), waits.sum());
      }
      notifyAll();
    }
  }

  private void read(Transaction transaction) {
    Address sender = senders.recover(transaction, fork());
    if (sender != null) {
      account(sender);
    }
    for (AccessListEntry entry : transaction.accessList()) {
      account(entry.address());
      for (Hash32 key : entry.storageKeys()) {
        storage(entry.address(), key.toU256());
      }
    }
    Address to = transaction.to();
    if (to == null) {
      return;
    }
    Hash32 codeHash = code(to);
    if (codeHash != null && predictor != null && sender != null) {
      readSlots(predictor, new Call(transaction, sender, to), codeHash);
    }
  }

  /** Reads an account and its code; returns the code's hash, or null where there is none. */
  private @Nullable Hash32 code(Address address) {
    Account account = account(address);
    if (account == null || account.codeHash().equals(Keccak256.EMPTY)) {
      return null;
    }
    state.code(account.codeHash());
    return account.codeHash();
  }

  private Fork fork() {
    return environment.fork();
  }

  private void readSlots(AccessPredictor known, Call call, Hash32 codeHash) {
    SlotTemplate template = known.template(codeHash, call);
    if (template == null) {
      return;
    }
    boolean isShort = Long.compareUnsigned(call.transaction().gasLimit(), SAMPLE_GAS) <= 0;
    if (isShort && template.isDue() && samplesLeft.getAndDecrement() > 0) {
      known.watch(template, call, environment, state);
    } else {
      template.visit(
          call,
          (address, slot) -> {
            if (!address.equals(call.to())) {
              code(address);
            }
            return storage(address, slot);
          });
    }
  }

  private @Nullable Account account(Address address) {
    long start = System.nanoTime();
    Account account = state.account(address);
    count(start);
    return account;
  }

  private U256 storage(Address address, U256 slot) {
    long start = System.nanoTime();
    U256 value = state.storage(address, slot);
    count(start);
    return value;
  }

  // Not the time in all: one reader that loses its processor would outweigh a thousand reads.
  private void count(long startNanos) {
    reads.increment();
    if (System.nanoTime() - startNanos >= WAIT_NANOS) {
      waits.increment();
    }
  }

  /** Waits until everything is read. */
  public synchronized void await() {
    try {
      while (present > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      cancel();
      Thread.currentThread().interrupt();
    }
  }

  void cancel() {
    next.set(transactions.size());
  }

  /** Gives up what is not read yet, and waits for the readers to leave. */
  @Override
  public void close() {
    cancel();
    await();
  }
}
