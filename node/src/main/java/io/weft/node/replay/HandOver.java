package io.weft.node.replay;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * How long what one thread writes takes to be seen by another: which processors they are on. On a
 * machine that others share that changes by the second, and with it what two threads can do: two
 * threads of one core hand over fastest and gain least.
 */
final class HandOver {
  private static final int ROUND_TRIPS = 200;

  /** The other thread may have no processor. */
  private static final int SPINS = 1_000;

  private final AtomicInteger ball = new AtomicInteger();

  /** Measures it, in nanoseconds one way, between this thread and another. */
  static long nanos(Executor other) {
    HandOver game = new HandOver();
    other.execute(game::returnAll);
    return game.serveAll();
  }

  private long serveAll() {
    long[] roundTrips = new long[ROUND_TRIPS];
    for (int i = 0; i < ROUND_TRIPS; i++) {
      long start = System.nanoTime();
      ball.set(2 * i + 1);
      await(2 * i + 2);
      roundTrips[i] = System.nanoTime() - start;
    }
    Arrays.sort(roundTrips);
    return roundTrips[ROUND_TRIPS / 2] / 2;
  }

  private void returnAll() {
    for (int i = 0; i < ROUND_TRIPS; i++) {
      await(2 * i + 1);
      ball.set(2 * i + 2);
    }
  }

  private void await(int value) {
    for (int spins = 1; ball.get() != value; spins++) {
      if (spins % SPINS == 0) {
        LockSupport.parkNanos(1);
      } else {
        Thread.onSpinWait();
      }
    }
  }
}
