package io.weft.execution.parallel;

import java.util.Arrays;

/**
 * What it costs more to execute a transaction on several threads than on one, as measured lately.
 * Kept apart by how long transactions take, in powers of two: to hand over one that is short costs
 * about the same each time, while those that are long wait for each other.
 *
 * <p>What is not chosen is not measured, so each class also counts when the other choice is due to
 * be tried. The more often that was in vain, the longer the next time takes to come.
 */
final class Overheads {
  private static final int CLASSES = 20;
  private static final int FIRST_BITS = 9;
  private static final float FORGET = 1f / 8;
  private static final float FORGET_BY_TRIAL = 1f / 2;
  private static final float LEAST_NANOS = 300;

  /** What takes so many times as long as one thread alone would, may as well take longer. */
  private static final float MOST_SHARE = 8;

  private static final int FIRST_PAUSE = 64;
  private static final int LONGEST_PAUSE = 1024;

  private final float[] nanos = new float[CLASSES];
  private final int[] pauses = new int[CLASSES];
  private final int[] pausesLeft = new int[CLASSES];

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

  /** The overhead of a transaction among those that take one thread so long. */
  float of(float cost) {
    return nanos[place(cost)];
  }

  /** Counts a block of such transactions; whether it is to be tried the other way. */
  boolean isTrialDue(float cost) {
    int place = place(cost);
    if (--pausesLeft[place] > 0) {
      return false;
    }
    pausesLeft[place] = pauses[place];
    return true;
  }

  /** Hears what it was in a block that was chosen for. */
  void learn(float cost, float measured) {
    learn(place(cost), cost, measured, FORGET);
  }

  /** Hears what it was in a block that was only tried, and whether it should be chosen for. */
  void learnByTrial(float cost, float measured, boolean isWorthIt) {
    int place = place(cost);
    learn(place, cost, measured, isWorthIt ? 1 : FORGET_BY_TRIAL);
    pauses[place] = isWorthIt ? FIRST_PAUSE : Math.min(2 * pauses[place], LONGEST_PAUSE);
    pausesLeft[place] = pauses[place];
  }

  private void learn(int place, float cost, float measured, float weight) {
    float bounded = Math.max(LEAST_NANOS, Math.min(measured, MOST_SHARE * cost));
    nanos[place] += weight * (bounded - nanos[place]);
  }

  private static int place(float cost) {
    int bits = 32 - Integer.numberOfLeadingZeros((int) cost >>> FIRST_BITS);
    return Math.min(bits, CLASSES - 1);
  }
}
