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
  private static final int LEAST_TO_SPREAD = 48;
  private static final int FEW = 16;

  private int size;

  /** Four words a number, the most significant first. */
  private long[] keys = new long[WORDS * 64];

  private long[] sorted = new long[64];

  // Of use while many words are sorted: where those of each place end, and the words by place.
  private int[] ends = new int[0];
  private long[] spread = new long[0];

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

  /** Adds a number that was added to another. */
  public void add(KeyOrder other, int number) {
    int at = WORDS * number;
    add(other.keys[at], other.keys[at + 1], other.keys[at + 2], other.keys[at + 3]);
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
    sortWords(from, to);
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

  /**
   * Sorts words. Where they are many, which are hashes or addresses as a rule, each is put where it
   * would be if they were spread evenly, and few then share a place; where many do, those are
   * sorted by comparing.
   */
  private void sortWords(int from, int to) {
    int count = to - from;
    if (count < LEAST_TO_SPREAD) {
      Arrays.sort(sorted, from, to);
      return;
    }
    int placeBits = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
    int shift = Long.SIZE - placeBits;
    if (ends.length < (1 << placeBits) + 1) {
      ends = new int[(1 << placeBits) + 1];
      spread = new long[1 << placeBits];
    }
    int[] counts = ends;
    Arrays.fill(counts, 0, (1 << placeBits) + 1, 0);
    for (int i = from; i < to; i++) {
      counts[place(sorted[i], shift) + 1]++;
    }
    for (int i = 1; i <= 1 << placeBits; i++) {
      counts[i] += counts[i - 1];
    }
    // From here on counts[p] is where the next word of place p goes, and in the end its end.
    for (int i = from; i < to; i++) {
      spread[counts[place(sorted[i], shift)]++] = sorted[i];
    }
    System.arraycopy(spread, 0, sorted, from, count);
    int start = 0;
    for (int p = 0; start < count; p++) {
      int end = counts[p];
      if (end - start > FEW) {
        Arrays.sort(sorted, from + start, from + end);
      } else {
        insert(from + start, from + end);
      }
      start = end;
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long word = sorted[i];
      int at = i;
      while (at > from && sorted[at - 1] > word) {
        sorted[at] = sorted[at - 1];
        at--;
      }
      sorted[at] = word;
    }
  }

  /** Words are signed numbers. */
  private static int place(long word, int shift) {
    return (int) ((word ^ Long.MIN_VALUE) >>> shift);
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
