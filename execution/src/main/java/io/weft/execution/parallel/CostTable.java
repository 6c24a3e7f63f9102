package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.types.Transaction;

/**
 * What transactions cost that were executed lately, by what they call: the contract and the
 * function. Averages that forget exponentially, in a table of fixed size in which a newcomer
 * displaces the cheaper of the two that have its places. Wrong answers cost time and nothing else,
 * so entries are known by a hash of their key alone.
 */
final class CostTable {
  private static final int SIZE = 1 << 13;

  /** Every plain payment is taken for every other. */
  private static final long PAYMENT = 1;

  private static final long CREATION = 2;
  static final long PAYMENT_GAS = 21_000;
  private static final float FORGET = 1f / 4;

  /** Slower, since a chain of calls to one contract fills many places of one block. */
  private static final float FORGET_CONFLICTS = 1f / 64;

  /** So much at most at once, of however many transactions one is a sample. */
  private static final float FORGET_MOST_CONFLICTS = 1f / 16;

  private static final float FIRST_CONFLICT = 1f / 4;

  // Before anything is known, by gas limits: most calls are granted more gas than they use.
  private static final float PAYMENT_NANOS = 1_000;
  private static final float NANOS_PER_GAS = 0.2f;
  private static final float MOST_NANOS = 60_000;

  private final long[] keys = new long[SIZE];
  private final float[] nanos = new float[SIZE];

  /** In which block the entry was last corrected. */
  private final int[] scaledIn = new int[SIZE];

  private int block;

  /** How often an execution ahead of its turn was in vain: 0 never, 1 always. */
  private final float[] conflicts = new float[SIZE];

  /** What the transaction calls, as a number that is never 0. */
  static long key(Transaction transaction) {
    Address to = transaction.to();
    if (to == null) {
      return CREATION;
    }
    Bytes data = transaction.data();
    if (data.isEmpty() && transaction.gasLimit() == PAYMENT_GAS) {
      return PAYMENT;
    }
    long selector = 0;
    for (int i = 0; i < Math.min(4, data.size()); i++) {
      selector = selector << 8 | (data.get(i) & 0xFF);
    }
    long h = (to.lo() ^ Long.rotateLeft(to.mid(), 21) ^ to.hi()) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ selector) * 0xC2B2AE3D27D4EB4FL;
    return (h ^ (h >>> 32)) | 4;
  }

  float nanos(long key, Transaction transaction) {
    int at = cell(key);
    if (keys[at] == key) {
      return nanos[at];
    }
    return transaction.data().isEmpty() ? PAYMENT_NANOS : guess(transaction.gasLimit());
  }

  float paymentNanos() {
    int at = cell(PAYMENT);
    return keys[at] == PAYMENT ? nanos[at] : PAYMENT_NANOS;
  }

  private static float guess(long gasLimit) {
    return gasLimit < 0 ? MOST_NANOS : Math.min(MOST_NANOS, NANOS_PER_GAS * gasLimit);
  }

  /** What it may come to: what is known, or all of its gas. */
  float mostNanos(long key, Transaction transaction) {
    int at = cell(key);
    long gasLimit = transaction.gasLimit();
    return keys[at] == key || gasLimit < 0 ? nanos(key, transaction) : NANOS_PER_GAS * gasLimit;
  }

  float conflicts(long key) {
    int at = cell(key);
    return keys[at] == key ? conflicts[at] : 0;
  }

  /**
   * Hears what an execution cost, and whether one ahead of its turn had been in vain.
   *
   * @param weight of how many transactions this one is a sample
   */
  void learn(long key, float spentNanos, boolean wasInVain, int weight) {
    int at = cell(key);
    float conflict = wasInVain ? 1 : 0;
    if (keys[at] == key) {
      nanos[at] += FORGET * (spentNanos - nanos[at]);
      float forget = Math.min(weight * FORGET_CONFLICTS, FORGET_MOST_CONFLICTS);
      conflicts[at] += forget * (conflict - conflicts[at]);
    } else {
      keys[at] = key;
      nanos[at] = spentNanos;
      conflicts[at] = FIRST_CONFLICT * conflict;
    }
  }

  /** Another block; {@link #scale} corrects each entry once in it. */
  void nextBlock() {
    block++;
  }

  /** Hears that transactions together cost so many times what was expected of this one. */
  void scale(long key, Transaction transaction, float ratio) {
    scale(key, nanos(key, transaction), ratio);
  }

  /** The same of payments. */
  void scalePayments(float ratio) {
    scale(PAYMENT, paymentNanos(), ratio);
  }

  private void scale(long key, float expected, float ratio) {
    int at = cell(key);
    if (keys[at] != key) {
      keys[at] = key;
      nanos[at] = expected;
      conflicts[at] = 0;
    } else if (scaledIn[at] == block) {
      return; // the block had several of it, and all of them together were off by that much
    }
    scaledIn[at] = block;
    nanos[at] *= 1 + FORGET * (ratio - 1);
  }

  /** Forgets a little of how often it was in vain, so that it is tried again some time. */
  void forgive(long key, float share) {
    int at = cell(key);
    if (keys[at] == key) {
      conflicts[at] *= share;
    }
  }

  /** Where the key is, or where it would be. */
  private int cell(long key) {
    int one = (int) (key ^ (key >>> 17)) & (SIZE - 1);
    int other = one ^ 1;
    if (keys[one] == key) {
      return one;
    }
    return keys[other] == key || nanos[other] < nanos[one] ? other : one;
  }
}
