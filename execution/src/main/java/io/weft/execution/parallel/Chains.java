package io.weft.execution.parallel;

import java.util.List;

/**
 * Transactions of a block that are expected to conflict with each other, as they did in earlier
 * blocks: each chain is taken one after the other, so that each transaction finds what the one
 * before it wrote, while different chains and all that is in none go on side by side. An
 * expectation that is wrong costs time and nothing else.
 *
 * <p>The frontier takes whatever it comes to, in a chain or not, so a chain may be ahead of who
 * claims from it. Any thread may claim; who wins a link has it alone.
 */
final class Chains {
  /** More are not worth a look at each claim. */
  static final int MOST = 8;

  private static final int[][] NONE = new int[0][];

  private int[][] chains = NONE;

  /** Of each chain, the first link that was not claimed. */
  private PaddedInt[] next = new PaddedInt[0];

  /** A bit for each transaction. */
  private long[] linked = new long[0];

  /** Where a transaction is. */
  interface Progress {
    /** Whether what it wrote can be read. */
    boolean isWritten(int transaction);
  }

  /**
   * Starts over with those of another block; no other thread is in here.
   *
   * @param of each ascending, none in two of them
   */
  void open(List<int[]> of, int transactions) {
    if (of.isEmpty()) {
      chains = NONE;
      return;
    }
    chains = of.toArray(NONE);
    linked = new long[(transactions >>> 6) + 1];
    next = new PaddedInt[chains.length];
    for (int i = 0; i < chains.length; i++) {
      next[i] = new PaddedInt();
      for (int link : chains[i]) {
        linked[link >>> 6] |= 1L << link;
      }
    }
  }

  boolean areNone() {
    return chains.length == 0;
  }

  /** Whether the transaction is in a chain. */
  boolean has(int transaction) {
    return !areNone() && (linked[transaction >>> 6] & 1L << transaction) != 0;
  }

  /** A link from {@code first} up to {@code last} whose predecessor is written, or -1. */
  int claim(int first, long last, Progress progress) {
    for (int i = 0; i < chains.length; i++) {
      int claimed = claim(chains[i], next[i], first, last, progress);
      if (claimed >= 0) {
        return claimed;
      }
    }
    return -1;
  }

  private static int claim(int[] chain, PaddedInt next, int first, long last, Progress progress) {
    for (; ; ) {
      int at = next.get();
      if (at == chain.length || chain[at] > last) {
        return -1;
      }
      boolean isPassed = chain[at] < first;
      if (!isPassed && at > 0 && !progress.isWritten(chain[at - 1])) {
        return -1;
      }
      if (next.compareAndSet(at, at + 1) && !isPassed) {
        return chain[at];
      }
    }
  }
}
