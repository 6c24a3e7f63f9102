package io.weft.execution.evm;

import io.weft.execution.primitives.Words;

/**
 * What the loops do to words of the stack themselves, so small that HotSpot makes each a part of
 * its arm. Words are told by the index of their least significant limb; what takes more than that
 * is in {@link Arithmetic}.
 */
final class StackWords {
  private StackWords() {}

  static void put(long[] s, int at, long unsigned) {
    s[at] = unsigned;
    s[at + 1] = 0;
    s[at + 2] = 0;
    s[at + 3] = 0;
  }

  static void putTruth(long[] s, int at, boolean value) {
    put(s, at, value ? 1 : 0);
  }

  static void copy(long[] s, int from, int to) {
    s[to] = s[from];
    s[to + 1] = s[from + 1];
    s[to + 2] = s[from + 2];
    s[to + 3] = s[from + 3];
  }

  static boolean isEqual(long[] s, int a, int b) {
    return ((s[a] ^ s[b]) | (s[a + 1] ^ s[b + 1]) | (s[a + 2] ^ s[b + 2]) | (s[a + 3] ^ s[b + 3]))
        == 0;
  }

  /** The sign of the word minus a small number. */
  static int compareSmall(long[] s, int at, int small) {
    return (s[at + 1] | s[at + 2] | s[at + 3]) != 0 ? 1 : Long.compareUnsigned(s[at], small);
  }

  /** Adds a word to another. */
  static void add(long[] s, int from, int to) {
    long x = s[from];
    long y = s[to];
    long r = x + y;
    s[to] = r;
    long c = ((x & y) | ((x | y) & ~r)) >>> 63;
    x = s[from + 1];
    y = s[to + 1];
    r = x + y + c;
    s[to + 1] = r;
    c = ((x & y) | ((x | y) & ~r)) >>> 63;
    x = s[from + 2];
    y = s[to + 2];
    r = x + y + c;
    s[to + 2] = r;
    c = ((x & y) | ((x | y) & ~r)) >>> 63;
    s[to + 3] += s[from + 3] + c;
  }

  static void addSmall(long[] s, int at, int small) {
    long low = s[at] + small;
    s[at] = low;
    if (Long.compareUnsigned(low, small) < 0) {
      carry(s, at);
    }
  }

  private static void carry(long[] s, int at) {
    for (int i = 1; i < 4 && ++s[at + i] == 0; i++) {}
  }

  static void subtractSmall(long[] s, int at, int small) {
    long low = s[at];
    s[at] = low - small;
    if (Long.compareUnsigned(low, small) < 0) {
      borrow(s, at);
    }
  }

  private static void borrow(long[] s, int at) {
    for (int i = 1; i < 4 && s[at + i]-- == 0; i++) {}
  }

  /** a - b. */
  static void subtract(long[] s, int a, int b, int to) {
    long x = s[a];
    long y = s[b];
    long r = x - y;
    long c = ((~x & y) | ((~x | y) & r)) >>> 63;
    s[to] = r;
    x = s[a + 1];
    y = s[b + 1];
    r = x - y - c;
    c = ((~x & y) | ((~x | y) & r)) >>> 63;
    s[to + 1] = r;
    x = s[a + 2];
    y = s[b + 2];
    r = x - y - c;
    c = ((~x & y) | ((~x | y) & r)) >>> 63;
    s[to + 2] = r;
    s[to + 3] = s[a + 3] - s[b + 3] - c;
  }

  static void and(long[] s, int from, int to) {
    s[to] &= s[from];
    s[to + 1] &= s[from + 1];
    s[to + 2] &= s[from + 2];
    s[to + 3] &= s[from + 3];
  }

  static void shiftLeft(long[] s, int x, int distance) {
    long x0 = s[x];
    long x1 = s[x + 1];
    long x2 = s[x + 2];
    long x3 = s[x + 3];
    for (int limbs = distance >>> 6; limbs > 0; limbs--) {
      x3 = x2;
      x2 = x1;
      x1 = x0;
      x0 = 0;
    }
    int bits = distance & 63;
    // Two steps, because Java takes a distance of 64 as 0.
    int rest = 63 - bits;
    s[x] = x0 << bits;
    s[x + 1] = x1 << bits | x0 >>> 1 >>> rest;
    s[x + 2] = x2 << bits | x1 >>> 1 >>> rest;
    s[x + 3] = x3 << bits | x2 >>> 1 >>> rest;
  }

  static void shiftRight(long[] s, int x, int distance) {
    long x0 = s[x];
    long x1 = s[x + 1];
    long x2 = s[x + 2];
    long x3 = s[x + 3];
    for (int limbs = distance >>> 6; limbs > 0; limbs--) {
      x0 = x1;
      x1 = x2;
      x2 = x3;
      x3 = 0;
    }
    int bits = distance & 63;
    int rest = 63 - bits;
    s[x] = x0 >>> bits | x1 << 1 << rest;
    s[x + 1] = x1 >>> bits | x2 << 1 << rest;
    s[x + 2] = x2 >>> bits | x3 << 1 << rest;
    s[x + 3] = x3 >>> bits;
  }

  static boolean isZero(long[] s, int at) {
    return (s[at] | s[at + 1] | s[at + 2] | s[at + 3]) == 0;
  }

  static void swap(long[] s, int a, int b) {
    long limb = s[a];
    s[a] = s[b];
    s[b] = limb;
    limb = s[a + 1];
    s[a + 1] = s[b + 1];
    s[b + 1] = limb;
    limb = s[a + 2];
    s[a + 2] = s[b + 2];
    s[b + 2] = limb;
    limb = s[a + 3];
    s[a + 3] = s[b + 3];
    s[b + 3] = limb;
  }

  static void or(long[] s, int from, int to) {
    s[to] |= s[from];
    s[to + 1] |= s[from + 1];
    s[to + 2] |= s[from + 2];
    s[to + 3] |= s[from + 3];
  }

  static void xor(long[] s, int from, int to) {
    s[to] ^= s[from];
    s[to + 1] ^= s[from + 1];
    s[to + 2] ^= s[from + 2];
    s[to + 3] ^= s[from + 3];
  }

  static void not(long[] s, int at) {
    s[at] = ~s[at];
    s[at + 1] = ~s[at + 1];
    s[at + 2] = ~s[at + 2];
    s[at + 3] = ~s[at + 3];
  }

  static void countZeros(long[] s, int at) {
    put(s, at, 256L - Arithmetic.bitLength(s, at));
  }

  /** Reads 32 bytes of memory. */
  static void load(byte[] memory, int from, long[] s, int at) {
    s[at] = Words.getLong(memory, from + 24);
    s[at + 1] = Words.getLong(memory, from + 16);
    s[at + 2] = Words.getLong(memory, from + 8);
    s[at + 3] = Words.getLong(memory, from);
  }

  /** Writes 32 bytes of memory. */
  static void store(long[] s, int at, byte[] memory, int to) {
    Words.putLong(memory, to + 24, s[at]);
    Words.putLong(memory, to + 16, s[at + 1]);
    Words.putLong(memory, to + 8, s[at + 2]);
    Words.putLong(memory, to, s[at + 3]);
  }
}
