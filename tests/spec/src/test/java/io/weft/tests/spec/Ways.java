package io.weft.tests.spec;

import io.weft.execution.BlockExecutors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The ways to execute blocks in parallel that the files of a suite take turns with, so that one
 * pass through it meets them all. Which file meets which is the seed's to say.
 */
final class Ways {
  private static final int[] WORKERS = {1, 2, 3, 5, 8, 16};

  /** How far workers run ahead; the last is farther than any block is long. */
  private static final int[] WINDOWS = {1, 2, 3, 8, 64, 100_000};

  private final long seed;

  Ways(long seed) {
    this.seed = seed;
  }

  /** Every transaction ahead of its turn: all pairs of workers and windows. */
  List<BlockExecutors> optimistic() {
    List<BlockExecutors> ways = new ArrayList<>();
    for (int workers : WORKERS) {
      for (int window : WINDOWS) {
        ways.add(BlockExecutors.speculating(workers, window, seed, System::nanoTime));
      }
    }
    return shuffled(ways);
  }

  /** By access lists: all numbers of workers. */
  List<BlockExecutors> listDriven() {
    List<BlockExecutors> ways = new ArrayList<>();
    for (int workers : WORKERS) {
      ways.add(BlockExecutors.listDriven(workers, seed, System::nanoTime));
    }
    return shuffled(ways);
  }

  private List<BlockExecutors> shuffled(List<BlockExecutors> ways) {
    Collections.shuffle(ways, new Random(seed));
    return ways;
  }
}
