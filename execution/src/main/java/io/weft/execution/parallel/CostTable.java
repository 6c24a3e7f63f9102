package io.weft.execution.parallel;

import io.weft.execution.transaction.CallKind;
import io.weft.execution.types.Transaction;

/**
 * What transactions cost that were executed lately, by what they call: the contract and the
 * function. Averages that forget exponentially, in a table of fixed size in which a newcomer
 * displaces the cheaper of the two that have its places; payments, which are cheaper than nearly
 * all else, and creations have places of their own. Wrong answers cost time and nothing else, so
 * entries are known by a hash of their key alone.
 */
final class CostTable {
  private static final int SIZE = 1 << 13;

  private static final float FORGET = 1f / 4;

  /** Slower, since calls that nobody knew have little in common. */
  private static final float FORGET_UNKNOWN = 1f / 32;

  /** Slower, since a chain of calls to one contract fills many places of one block. */
  private static final float FORGET_CONFLICTS = 1f / 64;

  /** So much at most at once, of however many transactions one is a sample. */
  private static final float FORGET_MOST_CONFLICTS = 1f / 16;

  private static final float FIRST_CONFLICT = 1f / 4;

  // Before anything is known, by gas limits: most calls are granted more gas than they use.
  private static final float PAYMENT_NANOS = 1_000;
  private static final float NANOS_PER_GAS = 0.2f;
  private static final float MOST_NANOS = 60_000;

  /**
   * Two words a place, so that to look one up fetches one line: the key, then the bits of what it
   * costs and above them of how often an execution ahead of its turn was in vain: 0 never, 1
   * always.
   */
  private final long[] words = new long[2 * (SIZE + CallKind.FEW)];

  /** In which block the entry was last corrected. */
  private final int[] scaledIn = new int[SIZE + CallKind.FEW];

  private int block;

  /**
   * Of a transaction of a block of payments: there it takes less than among others, whose code and
   * data take the caches.
   */
  private float paymentNanos = PAYMENT_NANOS;

  CostTable() {
    put(cell(CallKind.UNKNOWN), CallKind.UNKNOWN, MOST_NANOS, 0);
  }

  /** Where what is known of the key is, until something else is learned; -1 where nothing is. */
  int find(long key) {
    int at = cell(key);
    return keyAt(at) == key ? at : -1;
  }

  private long keyAt(int at) {
    return words[2 * at];
  }

  float nanosAt(int at) {
    return Float.intBitsToFloat((int) words[2 * at + 1]);
  }

  float conflictsAt(int at) {
    return Float.intBitsToFloat((int) (words[2 * at + 1] >>> 32));
  }

  private void put(int at, long key, float nanos, float conflicts) {
    words[2 * at] = key;
    words[2 * at + 1] =
        (Float.floatToRawIntBits(nanos) & 0xFFFFFFFFL)
            | ((long) Float.floatToRawIntBits(conflicts) << 32);
  }

  float nanos(long key, Transaction transaction) {
    int at = find(key);
    if (at >= 0) {
      return nanosAt(at);
    }
    return isPayment(transaction) ? PAYMENT_NANOS : unknownNanos(transaction.gasLimit());
  }

  private static boolean isPayment(Transaction transaction) {
    return transaction.data().isEmpty() && transaction.authorizations().isEmpty();
  }

  /** No more than such calls took, lest whoever makes one up for each transaction be believed. */
  private float unknownNanos(long gasLimit) {
    return Math.min(nanosAt(cell(CallKind.UNKNOWN)), guess(gasLimit));
  }

  /**
   * How often a call was in vain.
   *
   * @param known where what is known of it is, or -1
   */
  float conflicts(int known) {
    return conflictsAt(known >= 0 ? known : cell(CallKind.UNKNOWN));
  }

  /** What a transaction of a block of payments costs. */
  float paymentNanos() {
    return paymentNanos;
  }

  private static float guess(long gasLimit) {
    return gasLimit < 0 ? MOST_NANOS : Math.min(MOST_NANOS, NANOS_PER_GAS * gasLimit);
  }

  /** What it may come to: what is known, or all of its gas. */
  float mostNanos(long key, Transaction transaction) {
    long gasLimit = transaction.gasLimit();
    return gasLimit < 0 || find(key) >= 0 ? nanos(key, transaction) : NANOS_PER_GAS * gasLimit;
  }

  /** Hears what an execution cost; what it is taken to cost from here on. */
  float learn(long key, float spentNanos) {
    int at = cell(key);
    boolean isKnown = keyAt(at) == key;
    float forget = key == CallKind.UNKNOWN ? FORGET_UNKNOWN : FORGET;
    float nanos = isKnown ? nanosAt(at) + forget * (spentNanos - nanosAt(at)) : spentNanos;
    put(at, key, believed(key, nanos), isKnown ? conflictsAt(at) : 0);
    return nanosAt(at);
  }

  /**
   * Hears what an execution cost, and whether one ahead of its turn had been in vain.
   *
   * @param weight of how many transactions this one is a sample
   * @return what it is taken to cost from here on
   */
  float learn(long key, float spentNanos, boolean wasInVain, int weight) {
    boolean isKnown = find(key) >= 0;
    float nanos = learn(key, spentNanos);
    int at = find(key);
    float conflict = wasInVain ? 1 : 0;
    float forget = Math.min(weight * FORGET_CONFLICTS, FORGET_MOST_CONFLICTS);
    float conflicts = conflictsAt(at);
    float learnt =
        isKnown ? conflicts + forget * (conflict - conflicts) : FIRST_CONFLICT * conflict;
    put(at, key, nanos, learnt);
    return nanos;
  }

  /** Another block; {@link #scale} corrects each entry once in it. */
  void nextBlock() {
    block++;
  }

  /** Hears that transactions together cost so many times what was expected of this one. */
  void scale(long key, Transaction transaction, float ratio) {
    int at = cell(key);
    boolean isKnown = keyAt(at) == key;
    if (isKnown && scaledIn[at] == block) {
      return; // the block had several of it, and all of them together were off by that much
    }
    scaledIn[at] = block;
    float nanos = nanos(key, transaction) * (1 + FORGET * (ratio - 1));
    put(at, key, believed(key, nanos), isKnown ? conflictsAt(at) : 0);
    if (!isKnown) {
      scale(CallKind.UNKNOWN, transaction, ratio);
    }
  }

  /**
   * Of a call that nobody knows no more is believed than of any before something was learned: where
   * gas limits say less, nobody would notice that it goes on growing.
   */
  private static float believed(long key, float nanos) {
    return key == CallKind.UNKNOWN ? Math.min(nanos, MOST_NANOS) : nanos;
  }

  /** The same of a block of payments. */
  void scalePayments(float ratio) {
    paymentNanos *= 1 + FORGET * (ratio - 1);
  }

  /** Hears what one thread takes for a payment of such a block. */
  void setPayments(float nanos) {
    paymentNanos = nanos;
  }

  /** Hears what they take between other workers, which is never less than by one thread. */
  void limitPayments(float nanos) {
    paymentNanos = Math.min(paymentNanos, nanos);
  }

  /** Forgets a little of how often it was in vain, so that it is tried again some time. */
  void forgive(long key, float share) {
    int at = find(key);
    if (at >= 0) {
      put(at, key, nanosAt(at), conflictsAt(at) * share);
    }
  }

  /** Where the key is, or where it would be. */
  private int cell(long key) {
    if (key < CallKind.FEW && key > 0) {
      return SIZE + (int) key;
    }
    int one = (int) (key ^ (key >>> 17)) & (SIZE - 1);
    int other = one ^ 1;
    if (keyAt(one) == key) {
      return one;
    }
    return keyAt(other) == key || nanosAt(other) < nanosAt(one) ? other : one;
  }
}
