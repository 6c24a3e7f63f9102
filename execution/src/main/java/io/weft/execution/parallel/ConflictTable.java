package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.KeyedHash;
import io.weft.execution.primitives.Words;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * How often transactions were executed in vain ahead of their turn, by what they call and whom they
 * name: the accounts whose addresses are among the arguments, but for the sender's own. Calls that
 * name the same mostly go to the same places: swaps of two tokens to one pool, transfers to one
 * receiver to one balance. Of what never was in vain nothing is kept.
 *
 * <p>Shares forget exponentially, in a table of fixed size in which a newcomer displaces the lesser
 * of the two that have its places. Wrong answers cost time and nothing else, so entries are known
 * by a hash of their key alone.
 */
final class ConflictTable {
  private static final int SIZE = 1 << 12;
  private static final int SELECTOR = 4;
  private static final int WORD = 32;
  private static final int MOST_WORDS = 16;

  /** What is in vain more often is better waited for. */
  private static final float LIKELY = 1f / 4;

  private static final float FIRST = 1f / 2;
  private static final float FORGET = 1f / 32;

  private final long[] keys = new long[SIZE];
  private final float[] shares = new float[SIZE];

  /** How many entries are likely to be in vain. */
  private int likely;

  /**
   * What a transaction calls and whom it names, as a number that is never 0.
   *
   * @param call what it calls
   */
  static long key(long call, Transaction transaction, @Nullable Address sender) {
    byte[] data = transaction.data().unsafeArray();
    long named = 0;
    int end = Math.min(data.length - WORD, SELECTOR + (MOST_WORDS - 1) * WORD);
    for (int at = SELECTOR; at <= end; at += WORD) {
      int hi = Words.getInt(data, at + 12);
      long mid = Words.getLong(data, at + 16);
      long lo = Words.getLong(data, at + 24);
      // More than an address is none, and as little as one of these is a number.
      boolean isAddress =
          Words.getLong(data, at) == 0 && Words.getInt(data, at + 8) == 0 && (hi | mid) != 0;
      if (isAddress && !isSame(sender, hi, mid, lo)) {
        named += KeyedHash.address(hi, mid, lo);
      }
    }
    return named == 0 ? call : (call ^ named) | 4;
  }

  private static boolean isSame(@Nullable Address sender, int hi, long mid, long lo) {
    return sender != null && sender.lo() == lo && sender.mid() == mid && sender.hi() == hi;
  }

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
