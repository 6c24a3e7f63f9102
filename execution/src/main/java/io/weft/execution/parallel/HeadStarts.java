package io.weft.execution.parallel;

import java.util.List;

/**
 * The few transactions of a block that workers take before all others, because they are expected to
 * take so long that the block would wait for them if they were begun in their order.
 */
final class HeadStarts {
  private int[] transactions = new int[0];
  private final PaddedInt taken = new PaddedInt();

  /** Starts over with those of another block, in the order in which they are to be begun. */
  void open(List<Integer> first) {
    transactions = new int[first.size()];
    for (int i = 0; i < transactions.length; i++) {
      transactions[i] = first.get(i);
    }
    taken.set(0);
  }

  /** The next of them, which is the caller's alone, or -1. */
  int take() {
    if (taken.get() >= transactions.length) {
      return -1;
    }
    int place = taken.getAndAdd(1);
    return place < transactions.length ? transactions[place] : -1;
  }

  /** The transaction, or where it is one of these the next that is not. */
  int skip(int transaction) {
    int other = transaction;
    while (isOneOfThem(other)) {
      other++;
    }
    return other;
  }

  private boolean isOneOfThem(int transaction) {
    for (int one : transactions) {
      if (one == transaction) {
        return true;
      }
    }
    return false;
  }
}
