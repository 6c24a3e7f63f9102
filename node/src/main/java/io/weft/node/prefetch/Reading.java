package io.weft.node.prefetch;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.node.metrics.BlockStage;
import io.weft.node.metrics.StageTimers;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The reads for one block. Readers take the parts of its plan in their order, one at a time; a
 * part's own reads follow one another.
 */
public final class Reading implements AutoCloseable {
  /** A read that takes so long came from a disk; one out of a cache takes far less. */
  private static final long WAIT_NANOS = 20_000;

  private final ReadingPlan plan;
  private final StateView state;
  private final StageTimers timers;
  private final CountedState counted = new CountedState();
  private final AtomicInteger next = new AtomicInteger();
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

  Reading(ReadingPlan plan, StateView state, StageTimers timers) {
    this.plan = plan;
    this.state = state;
    this.timers = timers;
  }

  void whenDone(Judge listener) {
    judge = listener;
  }

  /**
   * One more reader, to be run by a thread of its own.
   *
   * @param first what it does before it takes parts
   */
  synchronized Runnable reader(Runnable first) {
    present++;
    return () -> read(first);
  }

  private void read(Runnable first) {
    try (var _ = timers.share(BlockStage.PREFETCH)) {
      first.run();
      int parts = plan.parts();
      for (int i = next.getAndIncrement(); i < parts; i = next.getAndIncrement()) {
        plan.read(i, counted);
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

  /** The state, with a count of the reads that had to wait. */
  private final class CountedState implements StateView {
    @Override
    public @Nullable Account account(Address address) {
      long start = System.nanoTime();
      Account account = state.account(address);
      count(start);
      return account;
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      long start = System.nanoTime();
      U256 value = state.storage(address, slot);
      count(start);
      return value;
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      return state.code(codeHash);
    }

    @Override
    public boolean hasStorage(Address address) {
      return state.hasStorage(address);
    }

    // Not the time in all: one reader that loses its processor would outweigh a thousand reads.
    private void count(long startNanos) {
      reads.increment();
      if (System.nanoTime() - startNanos >= WAIT_NANOS) {
        waits.increment();
      }
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
    next.set(plan.parts());
  }

  /** Gives up what is not read yet, and waits for the readers to leave. */
  @Override
  public void close() {
    cancel();
    await();
  }
}
