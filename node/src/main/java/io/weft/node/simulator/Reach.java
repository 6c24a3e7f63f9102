package io.weft.node.simulator;

/** How many transactions beyond the frontier may be run ahead. */
interface Reach {
  int size();

  /** The same for a core that has to wait anyway. */
  default int whileWaiting() {
    return size();
  }

  /** A transaction that was run ahead has committed. */
  default void held() {}

  /** A transaction that was run ahead is repeated. */
  default void failed() {}

  /** A transaction was run at the frontier at once. */
  default void passed() {}

  static Reach fixed(int size) {
    return () -> size;
  }

  /**
   * As this project's executor adapts it: it grows while runs hold, is halved while more than five
   * in eight of the recent ones are stale, and at nothing leaves a pause before it tries again.
   * More than four cores may go further, in proportion.
   */
  final class Adaptive implements Reach {
    private static final int START = 16;
    private static final int LIMIT = 64;
    private static final int FEW_CORES = 4;
    private static final double MOSTLY_STALE = 5.0 / 8;
    private static final int FIRST_PAUSE = 16;
    private static final int LONGEST_PAUSE = 256;
    private static final int TRIAL = 2;

    private final int limit;
    private int size;
    private double staleShare;
    private int pause = FIRST_PAUSE;
    private int pauseLeft;

    Adaptive(int cores) {
      int share = Math.max(cores, FEW_CORES);
      size = START * share / FEW_CORES;
      limit = LIMIT * share / FEW_CORES;
    }

    @Override
    public int size() {
      return size;
    }

    @Override
    public int whileWaiting() {
      return size == 0 ? 0 : 4 * limit;
    }

    @Override
    public void held() {
      staleShare -= staleShare / 8;
      if (size < limit) {
        size++;
        pause = FIRST_PAUSE;
      }
    }

    @Override
    public void failed() {
      staleShare += (1 - staleShare) / 8;
      if (size > 0 && staleShare > MOSTLY_STALE) {
        size /= 2;
        if (size < TRIAL) {
          size = 0;
          pauseLeft = pause;
          pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
      }
    }

    @Override
    public void passed() {
      if (size == 0 && --pauseLeft <= 0) {
        size = TRIAL;
      }
    }
  }
}
