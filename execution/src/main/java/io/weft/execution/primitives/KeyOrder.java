package io.weft.execution.primitives;

import java.util.Arrays;

/**
 * Puts numbers of up to 256 bits in ascending order without touching objects: an array of 64-bit
 * words is sorted, each the top bits of a number and below them which number it is. Where top bits
 * are equal, those words get the bits that follow and are sorted among themselves, and so on; equal
 * numbers stay as they came. That takes at most eight rounds, each O(n log n), whatever the numbers
 * are, so nobody can choose slots that are slow to sort.
 *
 * <p>Its arrays are used again. One thread owns an instance.
 */
public final class KeyOrder {
  private static final int WORDS = 4;
  private static final int BITS = WORDS * Long.SIZE;

  private int size;

  /** Four words a number, the most significant first. */
  private long[] keys = new long[WORDS * 64];

  private long[] sorted = new long[64];

  /** Of a word of {@link #sorted}: which number it is. */
  private long indexMask;

  private int topBits;

  /** Forgets all numbers. */
  public void clear() {
    size = 0;
  }

  public void add(U256 number) {
    add(number.l3(), number.l2(), number.l1(), number.l0());
  }

  /** Adds a number of which all others have 160 bits as well. */
  public void add(Address address) {
    long mid = address.mid();
    long lo = address.lo();
    add((long) address.hi() << 32 | mid >>> 32, mid << 32 | lo >>> 32, lo << 32, 0);
  }

  /** Adds a number in four words, the most significant first. */
  public void add(long word3, long word2, long word1, long word0) {
    if (size == sorted.length) {
      keys = Arrays.copyOf(keys, 2 * keys.length);
      sorted = new long[2 * size];
    }
    int at = WORDS * size++;
    keys[at] = word3;
    keys[at + 1] = word2;
    keys[at + 2] = word1;
    keys[at + 3] = word0;
  }

  /** Puts all numbers in order. */
  public void sort() {
    int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
    indexMask = (1L << indexBits) - 1;
    topBits = Long.SIZE - indexBits;
    for (int i = 0; i < size; i++) {
      sorted[i] = i;
    }
    sort(0, size, 0);
  }

  /** Which number, counted as they were added, is at this place in the order. */
  public int at(int place) {
    return (int) (sorted[place] & indexMask);
  }

  /** Sorts some that agree in all bits before {@code bit}, the most significant being 0. */
  private void sort(int from, int to, int bit) {
    int next = bit;
    boolean areEqual = true;
    while (areEqual && next < BITS) {
      areEqual = take(from, to, next);
      next += topBits;
    }
    if (areEqual) {
      return;
    }
    Arrays.sort(sorted, from, to);
    int start = from;
    while (start < to) {
      int end = start + 1;
      while (end < to && ((sorted[end] ^ sorted[start]) & ~indexMask) == 0) {
        end++;
      }
      if (end - start > 1) {
        sort(start, end, next);
      }
      start = end;
    }
  }

  /** Enters the bits that begin at {@code bit}; whether they are equal in all. */
  private boolean take(int from, int to, int bit) {
    long first = bits(at(from), bit) & ~indexMask;
    long difference = 0;
    for (int i = from; i < to; i++) {
      long index = sorted[i] & indexMask;
      long top = bits((int) index, bit) & ~indexMask;
      difference |= top ^ first;
      // Longs are sorted as signed numbers.
      sorted[i] = (top ^ Long.MIN_VALUE) | index;
    }
    return difference == 0;
  }

  private long bits(int index, int bit) {
    int at = WORDS * index + bit / Long.SIZE;
    int shift = bit % Long.SIZE;
    if (shift == 0) {
      return keys[at];
    }
    boolean isLast = bit / Long.SIZE == WORDS - 1;
    return keys[at] << shift | (isLast ? 0 : keys[at + 1] >>> -shift);
  }
}
