package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class WorkerPoolTest {
  private static final int WORKERS = 4;

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static boolean areAsleep(List<Thread> threads) {
    return threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING);
  }

  @Test
  void invitationIsFollowedWhetherItWasAnnouncedOrNot() throws InterruptedException {
    try (WorkerPool pool = WorkerPool.start(WORKERS)) {
      for (int round = 0; round < 1_000; round++) {
        if (round % 3 != 0) {
          pool.alert();
        }
        if (round % 7 == 0) {
          List<Thread> threads = pool.threads();
          await(() -> areAsleep(threads));
        }
        CountDownLatch come = new CountDownLatch(WORKERS - 1);
        pool.invite(come::countDown, WORKERS - 1);
        come.await();
      }
    }
  }

  @Test
  void threadsSleepAgainIfNoInvitationComes() {
    try (WorkerPool pool = WorkerPool.start(WORKERS)) {
      List<Thread> threads = pool.threads();
      for (int round = 0; round < 10; round++) {
        await(() -> areAsleep(threads));
        pool.alert();
      }
      await(() -> areAsleep(threads));
    }
  }

  @Test
  void alertedThreadsEndWithThePool() throws InterruptedException {
    WorkerPool pool = WorkerPool.start(WORKERS);
    List<Thread> threads = pool.threads();
    pool.alert();
    pool.close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(pool.threads()).isEmpty();
  }
}
