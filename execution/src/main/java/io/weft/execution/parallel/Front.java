package io.weft.execution.parallel;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Where what workers did in any order is taken over in the order of what they did it for, by one of
 * them at a time.
 *
 * <pre>
 *   next --claim--> at work --done--> taken over by whoever holds the front
 * </pre>
 *
 * <p>Nobody waits for the front: it is a lock that is only ever tried. No hand-over is lost: a
 * worker first says what is done and then tries; a holder first lets go and then looks again. All
 * of these are volatile, so at least one of the two sees the other. What one holder wrote, the next
 * one sees.
 *
 * @param <T> what is taken over
 */
final class Front<T> {
  private final HeadStarts headStarts = new HeadStarts();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger holder = new AtomicInteger();

  /** By index, and one more, which never is. */
  private AtomicReferenceArray<@Nullable T> done = new AtomicReferenceArray<>(1);

  private int count;

  /** All before this one have been taken over; written by the holder. */
  private volatile int position;

  private volatile boolean isOver;

  /** Takes over what was done; belongs to one worker. */
  @FunctionalInterface
  interface Taker<T> {
    /** Takes over one; whether it goes on. */
    boolean take(int index, T done);
  }

  /**
   * Starts over with so many; no other thread is in here.
   *
   * @param first those that are claimed before all others
   */
  void open(int size, List<Integer> first) {
    headStarts.open(first);
    if (done.length() <= size) {
      done = new AtomicReferenceArray<>(size + 1);
    } else {
      for (int i = 0; i < done.length(); i++) {
        done.setPlain(i, null);
      }
    }
    count = size;
    next.set(0);
    position = 0;
    isOver = size == 0;
  }

  /** Whether there is nothing left to do, or no point in it. */
  boolean isOver() {
    return isOver;
  }

  void end() {
    isOver = true;
  }

  int position() {
    return position;
  }

  boolean hasNext() {
    return next.get() < count;
  }

  /** The next that nobody has begun, or -1. */
  int claim() {
    int first = headStarts.take();
    if (first >= 0) {
      return first;
    }
    int claimed = hasNext() ? next.getAndIncrement() : count;
    while (claimed < count && headStarts.skip(claimed) != claimed) {
      claimed = next.getAndIncrement();
    }
    return claimed < count ? claimed : -1;
  }

  /** Whoever claimed it has done it. */
  void done(int index, T what) {
    done.set(index, what);
  }

  /** Lets what is done at the front be taken over, unless another worker is at it; whether any. */
  boolean advance(Taker<T> taker) {
    boolean hasMoved = false;
    while (isReady() && holder.compareAndSet(0, 1)) {
      boolean isIntact = false;
      try {
        while (isReady()) {
          hasMoved = true;
          take(taker, position);
        }
        isIntact = true;
      } finally {
        if (!isIntact) {
          isOver = true; // or the next holder would take over again what has failed here
        }
        holder.set(0);
      }
    }
    return hasMoved;
  }

  private boolean isReady() {
    return !isOver && done.get(position) != null;
  }

  private void take(Taker<T> taker, int index) {
    T what = done.get(index);
    boolean goesOn = what != null && taker.take(index, what);
    position = index + 1;
    if (!goesOn || index + 1 == count) {
      isOver = true;
    }
  }

  /** What a developer needs to know of one that does not go on. */
  @Override
  public String toString() {
    int at = position;
    return "front at "
        + at
        + " of "
        + count
        + (done.get(at) == null ? ", not done" : ", done")
        + (holder.get() == 0 ? ", free" : ", held")
        + ", next claim "
        + next.get();
  }
}
