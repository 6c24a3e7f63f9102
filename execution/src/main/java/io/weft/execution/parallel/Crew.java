package io.weft.execution.parallel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work on one block: the one that was given it, in lane 0, and those of the pool
 * that come while it lasts, each in a lane of its own. Where one of them fails, the failure is that
 * of the whole; the work itself sees to it that the others leave.
 */
final class Crew {
  private static final int SPINS = 64;

  /** To wake up takes longer than what others are still at once there is nothing more to begin. */
  static final int SPINS_FOR_LAST = 2_000;

  /** About a millisecond. */
  private static final int MANY_PAUSES = 8;

  private static final long SHORTEST_PAUSE_NANOS = 20_000;
  private static final int MOST_DOUBLINGS = 3;

  private final WorkerPool pool;
  private final Runnable invitation = this::join;
  private final AtomicInteger lanesTaken = new AtomicInteger();
  private final AtomicInteger present = new AtomicInteger();

  /** How many have given up their processor; they change it, others look at it. */
  private final PaddedInt resting = new PaddedInt();

  /** The threads by lane; each puts itself there before it works. */
  private AtomicReferenceArray<@Nullable Thread> members = new AtomicReferenceArray<>(0);

  /** Whether somebody has found that there is nothing left to do, and told the others. */
  private final AtomicBoolean isOver = new AtomicBoolean();

  private int lanes;
  private @Nullable Work work;
  private @Nullable Thread owner;

  /** Whether the owner was interrupted meanwhile; its own. */
  private boolean isOwnerInterrupted;

  private volatile boolean isOpen;
  private volatile @Nullable Throwable failure;

  /** What each of them does; returns once there is nothing left to do. */
  @FunctionalInterface
  interface Work {
    void in(int lane);
  }

  Crew(WorkerPool pool) {
    this.pool = pool;
  }

  /** Does the work with up to so many threads; all of them have left on return. */
  void run(int workers, Work shared) {
    lanes = workers;
    work = shared;
    owner = Thread.currentThread();
    members = new AtomicReferenceArray<>(workers);
    isOver.set(false);
    isOwnerInterrupted = false;
    failure = null;
    lanesTaken.set(1);
    isOpen = true;
    try {
      pool.invite(invitation, workers - 1);
      attempt(shared, 0);
    } finally {
      isOpen = false;
      pool.cancel(invitation);
      for (int tries = -SPINS_FOR_LAST; present.get() > 0; tries++) {
        pause(tries);
      }
      work = null;
      if (isOwnerInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  /** A thread of the pool follows the invitation. */
  void join() {
    present.incrementAndGet();
    try {
      // Whoever is too late for one work may be in time for the next, whose it must then be: what
      // is there is looked at only once it is known to stay.
      if (isOpen) {
        Work shared = work;
        int lane = lanesTaken.getAndIncrement();
        if (shared != null && lane < lanes) {
          attempt(shared, lane);
        }
      }
    } finally {
      Thread waiting = owner;
      present.decrementAndGet();
      LockSupport.unpark(waiting);
    }
  }

  private void attempt(Work shared, int lane) {
    members.set(lane, Thread.currentThread());
    try {
      shared.in(lane);
    } catch (Throwable e) { // the root of this worker: the block fails with it
      failure = e;
    } finally {
      tellOver();
    }
  }

  /**
   * The block waits for all to leave, so those in a pause hear that there is nothing to wait for.
   */
  void tellOver() {
    if (isOver.compareAndSet(false, true)) {
      wake();
    }
  }

  /** Ends the pauses of all others. */
  void wake() {
    AtomicReferenceArray<@Nullable Thread> all = members;
    for (int lane = 0; lane < all.length(); lane++) {
      Thread other = all.get(lane);
      if (other != Thread.currentThread()) {
        LockSupport.unpark(other);
      }
    }
  }

  /** How many have nothing to do, for so long that they have given up their processor. */
  int resting() {
    return resting.get();
  }

  /** Whether a worker that has waited so often gives up its processor. */
  static boolean isPatienceOver(int tries) {
    return tries >= SPINS;
  }

  /** Whether a worker that has paused so often without its processor may well wait in vain. */
  static boolean isLong(int pauses) {
    return pauses >= MANY_PAUSES;
  }

  /**
   * Waits a little, at first without giving up the processor, and longer as tries go on. An
   * interrupt would make every pause from there on end at once; it is kept until the work is done.
   */
  void pause(int tries) {
    if (!isPatienceOver(tries)) {
      Thread.onSpinWait();
    } else {
      resting.getAndAdd(1);
      LockSupport.parkNanos(SHORTEST_PAUSE_NANOS << Math.min(tries - SPINS, MOST_DOUBLINGS));
      resting.getAndAdd(-1);
      if (Thread.interrupted() && Thread.currentThread() == owner) {
        isOwnerInterrupted = true;
      }
    }
  }
}
