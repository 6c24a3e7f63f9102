package io.weft.execution.transaction;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.KeyedHash;
import io.weft.execution.primitives.Words;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * What kind of call a transaction is, as far as it shows before it is executed; numbers for tables
 * that expect of a call what the last ones of its kind did. Two kinds may have one number, and one
 * that names somebody has another in another process, so nothing but time may depend on them. None
 * is 0.
 */
public final class CallKind {
  /** Every plain payment is of one kind. */
  private static final long PAYMENT = 1;

  private static final long CREATION = 2;

  /** No kind, but all of those of which nothing is known. */
  public static final long UNKNOWN = 3;

  /** Only kinds that need no contract are less than this, and more than 0. */
  public static final int FEW = 4;

  /** What a plain payment may use, and does. */
  public static final long PAYMENT_GAS = 21_000;

  private static final int SELECTOR = 4;
  private static final int WORD = 32;
  private static final int MOST_WORDS = 16;

  private CallKind() {}

  /** What the transaction calls: the contract and the function. */
  public static long called(Transaction transaction) {
    Address to = transaction.to();
    if (to == null) {
      return CREATION;
    }
    Bytes data = transaction.data();
    if (data.isEmpty() && transaction.gasLimit() == PAYMENT_GAS) {
      return PAYMENT;
    }
    long selector = 0;
    for (int i = 0; i < Math.min(SELECTOR, data.size()); i++) {
      selector = selector << 8 | (data.get(i) & 0xFF);
    }
    long h = (to.lo() ^ Long.rotateLeft(to.mid(), 21) ^ to.hi()) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ selector) * 0xC2B2AE3D27D4EB4FL;
    return (h ^ (h >>> 32)) | FEW;
  }

  /**
   * What it calls and whom it names: the accounts whose addresses are among the arguments, but for
   * the sender's own. Calls that name the same mostly go to the same places: swaps of two tokens to
   * one pool, transfers to one receiver to one balance.
   *
   * @param called what it calls
   */
  public static long naming(long called, Transaction transaction, @Nullable Address sender) {
    byte[] data = transaction.data().unsafeArray();
    long named = 0;
    int end = Math.min(data.length - WORD, SELECTOR + (MOST_WORDS - 1) * WORD);
    for (int at = SELECTOR; at <= end; at += WORD) {
      int hi = Words.getInt(data, at + 12);
      long mid = Words.getLong(data, at + 16);
      long lo = Words.getLong(data, at + 24);
      // More than an address is none. Less than 2^128 is a number, as amounts of tokens with 18
      // decimals are; few addresses begin with as many zeros.
      boolean isAddress =
          Words.getLong(data, at) == 0 && Words.getInt(data, at + 8) == 0 && hi != 0;
      if (isAddress && !isSame(sender, hi, mid, lo)) {
        named += KeyedHash.address(hi, mid, lo);
      }
    }
    return named == 0 ? called : (called ^ named) | FEW;
  }

  private static boolean isSame(@Nullable Address sender, int hi, long mid, long lo) {
    return sender != null && sender.lo() == lo && sender.mid() == mid && sender.hi() == hi;
  }
}
