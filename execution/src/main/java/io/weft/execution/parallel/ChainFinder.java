package io.weft.execution.parallel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the {@link Chains} of a block: transactions that call the same, where such calls mostly
 * conflict. Is shown them in their order, then chooses the chains that take longest; a kind that
 * comes once is none.
 */
final class ChainFinder {
  /** So many kinds are looked at; chains are among the first of those that come often. */
  private static final int MOST_KINDS = 64;

  private final long[] keys = new long[MOST_KINDS];
  private final int[][] links = new int[MOST_KINDS][4];
  private final int[] lengths = new int[MOST_KINDS];
  private final float[] nanos = new float[MOST_KINDS];
  private final float[] vain = new float[MOST_KINDS];
  private int count;

  /** The kinds that were chosen. */
  private final int[] chosen = new int[Chains.MOST];

  private int chosenCount;

  void clear() {
    count = 0;
    chosenCount = 0;
  }

  /**
   * Shows a transaction that calls {@code key}.
   *
   * @param cost of it in nanoseconds
   * @param inVain how much would be in vain if it waited for nobody
   */
  void add(int transaction, long key, float cost, float inVain) {
    int kind = find(key);
    if (kind == MOST_KINDS) {
      return;
    }
    if (kind == count) {
      keys[kind] = key;
      lengths[kind] = 0;
      nanos[kind] = 0;
      vain[kind] = 0;
      count++;
    }
    int length = lengths[kind]++;
    if (length == links[kind].length) {
      links[kind] = Arrays.copyOf(links[kind], 2 * length);
    }
    links[kind][length] = transaction;
    nanos[kind] += cost;
    vain[kind] += inVain;
  }

  private int find(long key) {
    int kind = 0;
    while (kind < count && keys[kind] != key) {
      kind++;
    }
    return kind;
  }

  /** All have been shown. */
  void choose() {
    for (int kind = 0; kind < count; kind++) {
      if (lengths[kind] > 1) {
        choose(kind);
      }
    }
  }

  /** Keeps the longest, the longest first. */
  private void choose(int kind) {
    int at = chosenCount;
    while (at > 0 && nanos[chosen[at - 1]] < nanos[kind]) {
      at--;
    }
    if (at == Chains.MOST) {
      return;
    }
    chosenCount = Math.min(chosenCount + 1, Chains.MOST);
    System.arraycopy(chosen, at, chosen, at + 1, chosenCount - 1 - at);
    chosen[at] = kind;
  }

  /** Whether calls of this kind are in a chain. */
  boolean has(long key) {
    for (int i = 0; i < chosenCount; i++) {
      if (keys[chosen[i]] == key) {
        return true;
      }
    }
    return false;
  }

  /** Whether the transaction is to wait for another, or another for it. */
  boolean hasLink(int transaction) {
    for (int i = 0; i < chosenCount; i++) {
      int kind = chosen[i];
      if (Arrays.binarySearch(links[kind], 0, lengths[kind], transaction) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** How long the longest takes, in nanoseconds. */
  float longest() {
    return chosenCount == 0 ? 0 : nanos[chosen[0]];
  }

  /** How much of what would be in vain is not since they wait for each other, in nanoseconds. */
  float spared() {
    float spared = 0;
    for (int i = 0; i < chosenCount; i++) {
      spared += vain[chosen[i]];
    }
    return spared;
  }

  List<int[]> chains() {
    List<int[]> chains = new ArrayList<>(chosenCount);
    for (int i = 0; i < chosenCount; i++) {
      chains.add(Arrays.copyOf(links[chosen[i]], lengths[chosen[i]]));
    }
    return List.copyOf(chains);
  }
}
