package io.weft.execution.primitives;

import java.security.SecureRandom;

/**
 * Hashes of addresses and slots for tables with open addressing. Whoever sends transactions chooses
 * both freely, so they are hashed under a secret of this process: nobody can prepare thousands that
 * want one cell, and whose look-ups would take seconds. Where a thing lies in a table decides
 * nothing; so it may differ from process to process.
 *
 * <p>Each step multiplies two words, both mixed with what a sender does not know, and folds the 128
 * bits of the product.
 */
public final class KeyedHash {
  private static final long ONE;
  private static final long OTHER;

  static {
    SecureRandom random = new SecureRandom();
    ONE = random.nextLong();
    OTHER = random.nextLong();
  }

  private KeyedHash() {}

  /** Of the address with these words; all bits are equally good. */
  public static int address(int hi, long mid, long lo) {
    long h = fold(lo ^ ONE, mid ^ OTHER);
    return (int) fold(hi ^ h, OTHER);
  }

  /** The same of an address. */
  public static int address(Address address) {
    return address(address.hi(), address.mid(), address.lo());
  }

  /** Of the slot whose key has these limbs, least significant first. */
  public static int slot(long l0, long l1, long l2, long l3) {
    long h = fold(l0 ^ ONE, l1 ^ OTHER);
    return (int) fold(l2 ^ OTHER, l3 ^ h);
  }

  private static long fold(long a, long b) {
    return a * b ^ Math.unsignedMultiplyHigh(a, b);
  }
}
