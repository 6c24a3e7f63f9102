package io.weft.execution.parallel;

import io.weft.execution.testing.BlockUniverse;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The question of {@link SameResultTest} asked of very many small blocks: a program, for hours that
 * no build has. Arguments: the first seed, the number of blocks, and how many are tried at once. It
 * prints how far it is, and ends with the first seed whose block ends differently.
 */
final class ManyUniverses {
  private static final int REPORTED = 10_000;

  private ManyUniverses() {}

  public static void main(String[] arguments) throws InterruptedException {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    AtomicLong next = new AtomicLong(first);
    AtomicLong done = new AtomicLong();
    Thread[] threads = new Thread[Integer.parseInt(arguments[2])];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> check(next, done, first, count));
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    System.out.println("ended: " + done + " blocks from seed " + first + ", no difference");
  }

  /** Fails if the block of this seed does not end alike in every way. */
  static void check(EveryWay ways, long seed) {
    Random random = new Random(seed);
    boolean isLarger = seed % 50 == 0;
    int accounts = 3 + random.nextInt(isLarger ? 20 : 6);
    int transactions = 2 + random.nextInt(isLarger ? 80 : 14);
    ways.check(seed, BlockUniverse.of(seed, accounts, transactions).block(), random);
  }

  private static void check(AtomicLong next, AtomicLong done, long first, long count) {
    try (EveryWay ways = new EveryWay()) {
      for (long seed = next.getAndIncrement();
          seed < first + count;
          seed = next.getAndIncrement()) {
        try {
          check(ways, seed);
        } catch (RuntimeException | Error e) {
          System.out.println("difference at seed " + seed + ": " + e);
          System.exit(1);
        }
        long so = done.incrementAndGet();
        if (so % REPORTED == 0) {
          System.out.println(so + " blocks from seed " + first + ", no difference");
        }
      }
    }
  }
}
