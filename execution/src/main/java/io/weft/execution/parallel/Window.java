package io.weft.execution.parallel;

/**
 * How far workers may run ahead of the frontier. It grows while speculations hold and shrinks when
 * most are stale, down to nothing: then the block runs on one thread, and every so often, less and
 * less frequently, a few speculations try whether that is still so. More than a few workers may go
 * further, in proportion. Belongs to the frontier's holder; workers read {@link #size}.
 */
final class Window {
  private static final int SCALE = 1024;
  private static final int MOSTLY_STALE = SCALE * 5 / 8;
  private static final int FIRST_PAUSE = 16;
  private static final int LONGEST_PAUSE = 256;
  private static final int TRIAL = 2;

  /** So many times its limit may workers run ahead that have nothing else to do. */
  private static final int REACH = 4;

  /** Who may go as far as was said. */
  private static final int FEW_WORKERS = 4;

  private final int startOfFew;
  private final int limitOfFew;
  private final boolean isFixed;
  private int limit;
  private volatile int size;

  // The share of recent speculations that were stale, in parts of SCALE.
  private int staleShare;
  private int pause = FIRST_PAUSE;
  private int pauseLeft;

  private Window(int start, int limit, boolean isFixed) {
    startOfFew = start;
    limitOfFew = limit;
    this.isFixed = isFixed;
    reset(1);
  }

  /** One that adapts, from {@code start} and up to {@code limit} transactions for a few workers. */
  static Window adaptive(int start, int limit) {
    return new Window(Math.min(start, limit), limit, false);
  }

  static Window fixed(int size) {
    return new Window(size, size, true);
  }

  /** Starts over with another block. */
  void reset(int workers) {
    limit = inProportion(limitOfFew, workers);
    size = inProportion(startOfFew, workers);
    staleShare = 0;
    pause = FIRST_PAUSE;
    pauseLeft = 0;
  }

  private int inProportion(int ofFew, int workers) {
    return isFixed || workers <= FEW_WORKERS ? ofFew : ofFew * workers / FEW_WORKERS;
  }

  int size() {
    return size;
  }

  /** How far a worker may run ahead that would otherwise sleep. */
  int reach() {
    int now = size;
    return isFixed || now == 0 ? now : REACH * limit;
  }

  /** A speculation held. */
  void held() {
    staleShare -= staleShare >> 3;
    int now = size;
    if (!isFixed && now < limit) {
      size = now + 1;
      pause = FIRST_PAUSE;
    }
  }

  /** A speculation was stale. */
  void failed() {
    staleShare += (SCALE - staleShare) >> 3;
    int now = size;
    if (!isFixed && now > 0 && staleShare > MOSTLY_STALE) {
      int half = now >> 1;
      size = half < TRIAL ? 0 : half;
      if (half < TRIAL) {
        pauseLeft = pause;
        pause = Math.min(2 * pause, LONGEST_PAUSE);
      }
    }
  }

  /** The frontier executed a transaction that nobody had speculated on. */
  void passed() {
    if (!isFixed && size == 0 && --pauseLeft <= 0) {
      size = TRIAL;
    }
  }
}
