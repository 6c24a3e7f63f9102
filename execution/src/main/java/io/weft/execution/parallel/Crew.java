package io.weft.execution.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The threads that work on one block: the one that was given it, in lane 0, and those of the pool
 * that come while it lasts, each in a lane of its own. Where one of them fails, the work is over
 * for all and the failure is that of the whole.
 */
final class Crew {
  private static final int SPINS = 64;
  private static final long SHORTEST_PAUSE_NANOS = 20_000;
  private static final int MOST_DOUBLINGS = 3;

  private final WorkerPool pool;
  private final Runnable invitation = this::join;
  private final AtomicInteger lanesTaken = new AtomicInteger();
  private final AtomicInteger present = new AtomicInteger();
  private int lanes;
  private @Nullable Work work;
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
    failure = null;
    lanesTaken.set(1);
    isOpen = true;
    pool.invite(invitation, workers - 1);
    try {
      attempt(shared, 0);
    } finally {
      isOpen = false;
      pool.cancel(invitation);
      for (int tries = 0; present.get() > 0; tries++) {
        pause(tries);
      }
      work = null;
    }
    Throwable thrown = failure;
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
  }

  /** Whether one of them has failed, so that the others should leave. */
  boolean hasFailed() {
    return failure != null;
  }

  /** A thread of the pool follows the invitation. */
  private void join() {
    present.incrementAndGet();
    try {
      Work shared = work;
      if (isOpen && shared != null) {
        int lane = lanesTaken.getAndIncrement();
        if (lane < lanes) {
          attempt(shared, lane);
        }
      }
    } finally {
      present.decrementAndGet();
    }
  }

  private void attempt(Work shared, int lane) {
    try {
      shared.in(lane);
    } catch (Throwable e) { // the root of this worker: the block fails with it
      failure = e;
    }
  }

  /** Whether a worker that has waited so often gives up its processor. */
  static boolean isPatienceOver(int tries) {
    return tries >= SPINS;
  }

  /** Waits a little, at first without giving up the processor, and longer as tries go on. */
  static void pause(int tries) {
    if (!isPatienceOver(tries)) {
      Thread.onSpinWait();
    } else {
      LockSupport.parkNanos(SHORTEST_PAUSE_NANOS << Math.min(tries - SPINS, MOST_DOUBLINGS));
    }
  }
}
