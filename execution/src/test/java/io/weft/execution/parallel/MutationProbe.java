package io.weft.execution.parallel;

import io.weft.execution.testing.BlockUniverse;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The question of {@link SameResultTest} as a program: generated blocks, executed in every way, and
 * those of {@link StorageEpochTest}, {@link ListDrivenTest} and {@link SharedWorkTest}, until one
 * ends differently or does not end. Runs in a process of its own, since a broken engine may hang.
 *
 * <p>Arguments: the first seed, the number of blocks, and after how many seconds a block counts as
 * one that does not end.
 */
final class MutationProbe {
  static final int DIFFERENCE_FOUND = 3;

  /** After so many generated blocks come those that were made by hand. */
  private static final int DIRECTED = 30;

  private static final AtomicInteger BLOCK = new AtomicInteger();

  private MutationProbe() {}

  public static void main(String[] args) {
    long seed = Long.parseLong(args[0]);
    int blocks = Integer.parseInt(args[1]);
    watch(Long.parseLong(args[2]));
    EveryWay ways = new EveryWay();
    for (int i = 0; i < blocks; i++) {
      BLOCK.set(i);
      String difference = i == DIRECTED ? directedDifference() : difference(seed + i, ways);
      if (difference != null) {
        found(i, difference.lines().findFirst().orElse(""));
      }
    }
    System.out.println("no difference in " + blocks + " blocks");
    Runtime.getRuntime().halt(0);
  }

  private static void found(int block, String what) {
    System.out.println("block " + block + ": " + what.substring(0, Math.min(120, what.length())));
    Runtime.getRuntime().halt(DIFFERENCE_FOUND);
  }

  /** Ends the process when it is at one block for too long. */
  private static void watch(long seconds) {
    Thread.ofPlatform()
        .name("watch")
        .daemon()
        .start(
            () -> {
              for (int last = -1; last != BLOCK.get(); ) {
                last = BLOCK.get();
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
              }
              found(BLOCK.get(), "does not end");
            });
  }

  private static @Nullable String directedDifference() {
    try {
      StorageEpochTest.check();
      BLOCK.incrementAndGet(); // each has its own time
      ListDrivenTest.checkSlowList();
      for (int workers = 2; workers <= 4; workers++) {
        BLOCK.incrementAndGet();
        SharedWorkTest.check(workers);
      }
      return null;
    } catch (RuntimeException | Error e) {
      return String.valueOf(e);
    }
  }

  private static @Nullable String difference(long seed, EveryWay ways) {
    Random random = new Random(seed);
    int accounts = 3 + random.nextInt(8);
    int transactions = 4 + random.nextInt(60);
    try {
      ways.check(seed, BlockUniverse.of(seed, accounts, transactions).block(), random);
      return null;
    } catch (RuntimeException | Error e) {
      return String.valueOf(e);
    }
  }
}
