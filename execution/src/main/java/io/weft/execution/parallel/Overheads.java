package io.weft.execution.parallel;

import java.util.Arrays;

/**
 * What it costs more to execute a transaction on several threads than on one, as measured lately.
 * Kept apart by how long transactions take, in powers of two: to hand over one that is short costs
 * about the same each time, while those that are long wait for each other. And by how long the
 * block takes, since workers have to come and to end, which many transactions share or few.
 *
 * <p>What is not chosen is not measured, so each class also counts when the other choice is due to
 * be tried. The more often it was, the longer the next time takes to come. Several threads are
 * tried a few times in a row, since the first time finds helpers asleep and caches cold; more often
 * at first, and on while that makes them faster, since the code is yet to be compiled then, on the
 * very processors that they need.
 */
final class Overheads {
  private static final int CLASSES = 20;
  private static final int FIRST_BITS = 9;
  private static final float FORGET = 1f / 8;
  private static final float FORGET_BY_TRIAL = 1f / 2;
  private static final float LEAST_NANOS = 300;

  /** One thread takes less for a short block, and more for a long one. */
  private static final float SHORT_NANOS = 500_000;

  private static final float LONG_NANOS = 2_000_000;
  private static final int LENGTHS = 3;

  /** What takes each worker so many times as long as one thread, may as well take longer. */
  private static final float MOST_SHARE = 4;

  /** What was measured first was measured while the code was cold, so it is soon asked again. */
  private static final int FIRST_PAUSE = 8;

  private static final int PAUSE_AFTER_CHANGE = 64;
  private static final int LONGEST_PAUSE = 1024;
  private static final int TRIALS_OF_SEVERAL = 3;
  private static final int TRIALS_WHILE_COLD = 12;
  private static final int COLD_ROWS = 3;

  /** A trial whose overhead is less by this share than the least so far gained something by it. */
  private static final float IMPROVEMENT = 1f / 16;

  /** So many times as much is believed of one block, since something may have held it up. */
  private static final float MOST_GROWTH = 2;

  /** Costs are known no better than to such a factor. */
  private static final float NEAR = 1.25f;

  private final float[] nanos = new float[LENGTHS * CLASSES];
  private final int[] pauses = new int[LENGTHS * CLASSES];
  private final int[] pausesLeft = new int[LENGTHS * CLASSES];
  private final int[] trialsLeft = new int[LENGTHS * CLASSES];
  private final int[] rowsOfSeveral = new int[LENGTHS * CLASSES];

  /** The least that was measured in this row of trials. */
  private final float[] least = new float[LENGTHS * CLASSES];

  private final boolean[] paid = new boolean[LENGTHS * CLASSES];
  private int last = -1;

  /**
   * Nothing measured yet.
   *
   * @param guess for all of them
   */
  Overheads(float guess) {
    Arrays.fill(nanos, guess);
    Arrays.fill(pauses, FIRST_PAUSE);
    Arrays.fill(pausesLeft, FIRST_PAUSE);
  }

  /** The overhead of a transaction of a block of so many, which take one thread so long each. */
  float of(int count, float cost) {
    return nanos[place(count, cost)];
  }

  /**
   * Counts a block of such transactions; whether it is to be tried the other way.
   *
   * @param isOfSeveral whether that way is by several threads
   */
  boolean isTrialDue(int count, float cost, boolean isOfSeveral) {
    int place = place(count, cost);
    if (!isOfSeveral) {
      trialsLeft[place] = 0; // several are the choice by now, so there is nothing left to try
    }
    if (trialsLeft[place] > 0) {
      trialsLeft[place]--;
      return true;
    }
    if (--pausesLeft[place] > 0) {
      return false;
    }
    trialsLeft[place] = isOfSeveral ? trialsInRow(place) - 1 : 0;
    least[place] = Float.MAX_VALUE;
    pauses[place] = Math.min(2 * pauses[place], LONGEST_PAUSE);
    pausesLeft[place] = pauses[place];
    return true;
  }

  private int trialsInRow(int place) {
    return ++rowsOfSeveral[place] <= COLD_ROWS ? TRIALS_WHILE_COLD : TRIALS_OF_SEVERAL;
  }

  /** Whether several threads were expected to pay for the last such block. */
  boolean paid(int count, float cost) {
    return paid[place(count, cost)];
  }

  /** Hears whether they are expected to pay for one. */
  void expect(int count, float cost, boolean pays) {
    paid[place(count, cost)] = pays;
  }

  /**
   * Hears what it was in a block that was chosen for.
   *
   * @param workers that executed it
   */
  void learn(int count, float cost, float measured, int workers) {
    int place = place(count, cost);
    float most = Math.max(cost, MOST_GROWTH * nanos[place]);
    approach(place, Math.min(bounded(cost, measured, workers), most), FORGET);
  }

  /** Hears what it was in a block that was only tried, and whether it should be chosen for. */
  void learnByTrial(int count, float cost, float measured, int workers, boolean isWorthIt) {
    int place = place(count, cost);
    float bounded = bounded(cost, measured, workers);
    approach(place, bounded, isWorthIt ? 1 : FORGET_BY_TRIAL);
    if (isWorthIt) {
      pauses[place] = PAUSE_AFTER_CHANGE;
      pausesLeft[place] = PAUSE_AFTER_CHANGE;
      trialsLeft[place] = 0;
    } else if (bounded < (1 - IMPROVEMENT) * least[place]) {
      trialsLeft[place] = Math.max(trialsLeft[place], TRIALS_OF_SEVERAL - 1);
    }
    least[place] = Math.min(least[place], bounded);
  }

  private void approach(int place, float measured, float weight) {
    nanos[place] += weight * (measured - nanos[place]);
  }

  private static float bounded(float cost, float measured, int workers) {
    return Math.max(LEAST_NANOS, Math.min(measured, MOST_SHARE * workers * cost));
  }

  /** The class; the last one where that is nearly as right, so that what is near stays together. */
  private int place(int count, float cost) {
    boolean isNearLast =
        exactPlace(count, cost * NEAR) == last || exactPlace(count, cost / NEAR) == last;
    if (!isNearLast) {
      last = exactPlace(count, cost);
    }
    return last;
  }

  private static int exactPlace(int count, float cost) {
    int bits = 32 - Integer.numberOfLeadingZeros((int) cost >>> FIRST_BITS);
    float block = count * cost;
    int length = block < SHORT_NANOS ? 0 : block < LONG_NANOS ? 1 : 2;
    return length * CLASSES + Math.min(bits, CLASSES - 1);
  }
}
