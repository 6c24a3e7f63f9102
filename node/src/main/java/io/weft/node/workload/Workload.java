package io.weft.node.workload;

import java.util.Locale;

/**
 * What blocks should hold.
 *
 * @param transactions at most so many a block
 * @param accounts half of them send and half receive; at least two
 * @param conflict how many of a hundred transactions touch something hot
 * @param hot how many things are hot: receivers, pools or collections
 * @param seed of all that is drawn by lot
 * @param gasTarget at most so much gas a block; the block's limit is twice that, so that the base
 *     fee stays where it is
 */
public record Workload(
    Kind kind,
    int transactions,
    int accounts,
    double conflict,
    int hot,
    long seed,
    long gasTarget) {

  /** What transactions do. */
  public enum Kind {
    /** Ether from one account to another. */
    TRANSFERS,
    /** One token from one holder to another. */
    ERC20,
    /** A token for another on a constant-product pair. */
    SWAPS,
    /** 60 % transfers, 20 % of three tokens, 20 % swaps on two pairs. */
    HYBRID,
    /** Ether that each receiver passes on: nothing can run before what precedes it. */
    CHAIN,
    /** New pieces of a collection, whose next number is what mints conflict on. */
    MINTS,
    /** A token from one holder to fifty others at once. */
    AIRDROP;

    /** The name a user has for it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Workload {
    if (transactions < 1 || accounts < 2 || hot < 1 || gasTarget < 1_000_000) {
      throw new IllegalArgumentException(
          "workload: expected a transaction, two accounts, something hot and a million gas at"
              + " least, got "
              + transactions
              + ", "
              + accounts
              + ", "
              + hot
              + " and "
              + gasTarget);
    }
    if (!(conflict >= 0 && conflict <= 100)) {
      throw new IllegalArgumentException("conflict: expected 0 to 100, got " + conflict);
    }
  }
}
