package io.weft.execution.parallel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the {@link Chains} of a block: transactions that call the same, where such calls mostly
 * conflict. Is shown them in their order.
 */
final class ChainFinder {
  private final long[] keys = new long[Chains.MOST];
  private final int[][] links = new int[Chains.MOST][16];
  private final int[] lengths = new int[Chains.MOST];
  private final float[] nanos = new float[Chains.MOST];
  private int count;

  void clear() {
    count = 0;
  }

  /** Adds a transaction that calls {@code key}; false where there are too many chains already. */
  boolean add(int transaction, long key, float cost) {
    int chain = find(key);
    if (chain == Chains.MOST) {
      return false;
    }
    if (chain == count) {
      keys[chain] = key;
      lengths[chain] = 0;
      nanos[chain] = 0;
      count++;
    }
    int length = lengths[chain]++;
    if (length == links[chain].length) {
      links[chain] = Arrays.copyOf(links[chain], 2 * length);
    }
    links[chain][length] = transaction;
    nanos[chain] += cost;
    return true;
  }

  /** Whether calls of this kind are in a chain. */
  boolean has(long key) {
    return find(key) < count;
  }

  /** Whether the transaction is to wait for another, or another for it. */
  boolean hasLink(int transaction) {
    for (int i = 0; i < count; i++) {
      if (lengths[i] > 1 && Arrays.binarySearch(links[i], 0, lengths[i], transaction) >= 0) {
        return true;
      }
    }
    return false;
  }

  private int find(long key) {
    int chain = 0;
    while (chain < count && keys[chain] != key) {
      chain++;
    }
    return chain;
  }

  /** How long the longest takes, in nanoseconds. */
  float longest() {
    float longest = 0;
    for (int i = 0; i < count; i++) {
      longest = Math.max(longest, nanos[i]);
    }
    return longest;
  }

  /** Those that are of more than one transaction. */
  List<int[]> chains() {
    if (count == 0) {
      return List.of();
    }
    List<int[]> chains = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (lengths[i] > 1) {
        chains.add(Arrays.copyOf(links[i], lengths[i]));
      }
    }
    return List.copyOf(chains);
  }
}
