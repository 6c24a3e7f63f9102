package io.weft.node.rpc.api;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets requests wait for the chain to move. */
final class HeadSignal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /** Counts heads, so that one between a look and the wait is not missed. Guarded by the lock. */
  private long moves;

  /** The head is another one now. */
  void headChanged() {
    lock.lock();
    try {
      moves++;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Asks {@code question} now and after every move until it has an answer or time is up. */
  <T> @Nullable T awaitNonNull(Duration limit, Supplier<@Nullable T> question)
      throws InterruptedException {
    long deadlineNanos = System.nanoTime() + limit.toNanos();
    while (true) {
      long seen = moves();
      T answer = question.get();
      if (answer != null || !awaitMove(seen, deadlineNanos)) {
        return answer;
      }
    }
  }

  private long moves() {
    lock.lock();
    try {
      return moves;
    } finally {
      lock.unlock();
    }
  }

  private boolean awaitMove(long seen, long deadlineNanos) throws InterruptedException {
    lock.lock();
    try {
      while (moves == seen) {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
          return false;
        }
        boolean isSignalled = moved.await(left, TimeUnit.NANOSECONDS);
        if (!isSignalled && moves == seen) {
          return false;
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
