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

  /** Shares that are not finished. */
  private final PaddedInt shares = new PaddedInt();

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

    /** What it got is done, and it gets no more. */
    void finish() {
      claims.finished.getAndAdd(taken);
      claims.shares.getAndAdd(-1);
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
    shares.set(0);
  }

  Share share() {
    shares.getAndAdd(1);
    return new Share(this);
  }

  /** Whether all is done, and what was done is to be seen. */
  boolean areFinished() {
    return finished.get() == count;
  }

  /**
   * Whether what is left is nobody's, so that it will never be finished. No input can bring that
   * about: the engine itself must have lost something.
   */
  boolean areLost() {
    return next.get() >= count && shares.get() == 0 && !areFinished();
  }

  /** What a developer needs to know of work that does not go on. */
  @Override
  public String toString() {
    return finished.get()
        + " of "
        + count
        + " finished, next claim "
        + next.get()
        + ", shares "
        + shares.get();
  }
}
