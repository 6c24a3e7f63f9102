package io.weft.execution.parallel;

import io.weft.execution.testing.BlockUniverse;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the block and the schedule, the answer is that of the sequential executor. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class SameResultTest {
  private static final int BLOCKS = Integer.getInteger("weft.universes", 400);
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);

  @Test
  void generatedBlocksEndAlikeHoweverTheyAreExecuted() {
    System.out.println("generated blocks: " + BLOCKS + " from seed " + SEED);
    try (EveryWay ways = new EveryWay()) {
      for (int i = 0; i < BLOCKS; i++) {
        long seed = SEED + i;
        Random random = new Random(seed);
        int accounts = 3 + random.nextInt(i % 5 == 0 ? 100 : 10);
        int transactions = 4 + random.nextInt(60);
        if (i % 50 == 49) {
          transactions = i % 200 == 199 ? 3000 : 500 + random.nextInt(500);
        }
        ways.check(seed, BlockUniverse.of(seed, accounts, transactions).block(), random);
      }
    }
  }

  /** Those of ManyUniverses; the first found a slot without a value before the block. */
  @Test
  void blocksThatOnceFailedDoNot() {
    for (long seed : new long[] {6_100_031_515L, 6_000_000_108L}) {
      try (EveryWay ways = new EveryWay()) {
        ManyUniverses.check(ways, seed);
      }
    }
  }
}
