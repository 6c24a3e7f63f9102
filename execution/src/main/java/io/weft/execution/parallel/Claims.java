package io.weft.execution.parallel;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out the transactions of a block, each once: those with a head start, then in order. */
final class Claims {
  private final HeadStarts headStarts = new HeadStarts();
  private final AtomicInteger next = new AtomicInteger();
  private int count;

  /** Starts over with so many; no other thread is in here. */
  void open(int size, List<Integer> first) {
    headStarts.open(first);
    count = size;
    next.set(0);
  }

  /** The next that nobody has, which is the caller's alone, or -1. */
  int next() {
    int first = headStarts.take();
    if (first >= 0) {
      return first;
    }
    int claimed = next.get() < count ? next.getAndIncrement() : count;
    while (claimed < count && headStarts.skip(claimed) != claimed) {
      claimed = next.getAndIncrement();
    }
    return claimed < count ? claimed : -1;
  }
}
