package io.weft.execution.parallel;

import java.util.List;

/**
 * Hands out the numbers of some work, each once: those with a head start, then the others in order,
 * a few at a time. Whoever has a {@link Share} says so when it has done all of it, and others can
 * see when all is done.
 */
final class Claims {
  private final HeadStarts headStarts = new HeadStarts();
  private final PaddedInt next = new PaddedInt();
  private final PaddedInt finished = new PaddedInt();
  private int count;
  private int atATime;

  /** One worker's part of the work. */
  static final class Share {
    private final Claims claims;
    private int at;
    private int end;
    private int taken;

    private Share(Claims claims) {
      this.claims = claims;
    }

    /** The next number, which is the caller's alone, or -1. */
    int next() {
      int claimed = claims.headStarts.take();
      while (claimed < 0) {
        if (at == end && !claimMore()) {
          return -1;
        }
        if (claims.headStarts.skip(at) == at) {
          claimed = at;
        }
        at++;
      }
      taken++;
      return claimed;
    }

    private boolean claimMore() {
      if (claims.next.get() >= claims.count) {
        return false;
      }
      at = claims.next.getAndAdd(claims.atATime);
      end = Math.min(at + claims.atATime, claims.count);
      if (at >= claims.count) {
        at = end;
        return false;
      }
      return true;
    }

    /** What it got so far is done. */
    void finish() {
      claims.finished.getAndAdd(taken);
      taken = 0;
    }
  }

  /**
   * Starts over; no other thread is in here.
   *
   * @param size of the work: numbers from 0 on
   * @param some so many are claimed at a time
   */
  void open(int size, int some, List<Integer> first) {
    headStarts.open(first);
    count = size;
    atATime = some;
    next.set(0);
    finished.set(0);
  }

  Share share() {
    return new Share(this);
  }

  /** Whether all is done, and what was done is to be seen. */
  boolean areFinished() {
    return finished.get() == count;
  }
}
