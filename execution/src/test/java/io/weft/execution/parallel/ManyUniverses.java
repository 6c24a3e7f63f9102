package io.weft.execution.parallel;

import java.util.Random;

/**
 * The question of {@link SameResultTest} asked of very many small blocks: a program, for hours that
 * no build has. Arguments: the first seed and the number of blocks. It prints how far it is, and
 * ends with the first seed whose block ends differently.
 */
final class ManyUniverses {
  private static final int REPORTED = 10_000;

  private ManyUniverses() {}

  public static void main(String[] arguments) {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    try (SameResultTest.Pools pools = new SameResultTest.Pools()) {
      for (long done = 0; done < count; done++) {
        long seed = first + done;
        Random random = new Random(seed);
        int accounts = 3 + random.nextInt(6);
        int transactions = 2 + random.nextInt(14);
        try {
          SameResultTest.check(seed, accounts, transactions, random, pools);
        } catch (RuntimeException | Error e) {
          System.out.println("difference at seed " + seed + " after " + done + " blocks: " + e);
          System.exit(1);
        }
        if ((done + 1) % REPORTED == 0) {
          System.out.println((done + 1) + " blocks from seed " + first + ", no difference");
        }
      }
    }
  }
}
