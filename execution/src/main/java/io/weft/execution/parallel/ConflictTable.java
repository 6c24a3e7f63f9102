package io.weft.execution.parallel;

import io.weft.execution.transaction.CallKind;

/**
 * How often transactions were executed in vain ahead of their turn, by what they call and
 * {@linkplain CallKind#naming whom they name}. Of what never was in vain nothing is kept.
 *
 * <p>Shares forget exponentially, in a table of fixed size in which a newcomer displaces the lesser
 * of the two that have its places. Wrong answers cost time and nothing else, so entries are known
 * by a hash of their key alone.
 */
final class ConflictTable {
  private static final int SIZE = 1 << 12;

  /** What is in vain more often is better waited for. */
  private static final float LIKELY = 1f / 4;

  private static final float FIRST = 1f / 2;
  private static final float FORGET = 1f / 32;

  /** All fade every so many blocks, which takes less than a look at each block. */
  private static final int BLOCKS_TO_FADE = 64;

  private static final float FADED = 31f / 32;

  private final long[] keys = new long[SIZE];
  private final float[] shares = new float[SIZE];

  /** How many entries are likely to be in vain. */
  private int likely;

  private int blocks;

  /** Whether there is anything worth asking for. */
  boolean hasLikely() {
    return likely > 0;
  }

  boolean isLikely(long key) {
    int at = cell(key);
    return keys[at] == key && shares[at] >= LIKELY;
  }

  /** Hears whether one was in vain. */
  void learn(long key, boolean wasInVain) {
    int at = cell(key);
    if (keys[at] == key) {
      float conflict = wasInVain ? 1 : 0;
      set(at, shares[at] + FORGET * (conflict - shares[at]));
    } else if (wasInVain) {
      set(at, 0);
      keys[at] = key;
      set(at, FIRST);
    }
  }

  /** Another block; what is not seen again fades, since nobody asks for it to be forgiven. */
  void nextBlock() {
    if (++blocks % BLOCKS_TO_FADE == 0) {
      for (int i = 0; i < SIZE; i++) {
        set(i, shares[i] * FADED);
      }
    }
  }

  /** Forgets a little, so that it is tried again some time. */
  void forgive(long key, float share) {
    int at = cell(key);
    if (keys[at] == key) {
      set(at, shares[at] * share);
    }
  }

  private void set(int at, float share) {
    likely += (share >= LIKELY ? 1 : 0) - (shares[at] >= LIKELY ? 1 : 0);
    shares[at] = share;
  }

  /** Where the key is, or where it would be. */
  private int cell(long key) {
    int one = (int) (key ^ (key >>> 17)) & (SIZE - 1);
    int other = one ^ 1;
    if (keys[one] == key) {
      return one;
    }
    return keys[other] == key || shares[other] < shares[one] ? other : one;
  }
}
