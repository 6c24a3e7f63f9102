package io.weft.execution.parallel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Where each transaction of a block is, who may work on it, and who has the frontier.
 *
 * <pre>
 *                           .------ restart -- REOPENED <----- reopen --.
 *                           v                                           |
 *   UNCLAIMED --start--> RUNNING --finish--> PUBLISHING --------------> DONE
 *       |                   |                                           |
 *       '------ take -------'------------> AT_FRONTIER <-------- take --'
 * </pre>
 *
 * <p>Workers claim in order, inside the window, but for those with a head start. The frontier is a
 * lock that is only ever tried: whoever has it executes or adopts transactions in order and lets go
 * where the next one is running elsewhere. It may take over one that is running (its worker then
 * finds that it has lost it), but not one that is publishing or taken up again, so a version is
 * written, and a speculation replaced, by one thread at a time.
 *
 * <p>No wake-up is lost: a worker first sets DONE, then tries the frontier; a holder first lets go,
 * then looks at the next transaction again. All of these are volatile, so at least one of the two
 * sees the other.
 */
final class Schedule implements Watchdog.Progress, Chains.Progress {
  static final int UNCLAIMED = 0;
  static final int RUNNING = 1;
  static final int PUBLISHING = 2;
  static final int DONE = 3;
  static final int AT_FRONTIER = 4;
  static final int REOPENED = 5;

  private static final String[] NAMES = {
    "unclaimed", "running", "publishing", "done", "at-frontier", "reopened"
  };

  /** So many states from the frontier on are shown to people. */
  private static final int SHOWN = 16;

  private static final VarHandle STATES = MethodHandles.arrayElementVarHandle(int[].class);

  /** A state has a cache line to itself: two workers change those of neighbours all the time. */
  private static final int STRIDE = 16;

  private final HeadStarts headStarts = new HeadStarts();
  private final Chains chains = new Chains();
  private final PaddedInt nextClaim = new PaddedInt();
  private final PaddedInt frontierHolder = new PaddedInt();

  /** The transactions before this one have passed the frontier; written by its holder. */
  private final PaddedInt frontier = new PaddedInt();

  private int[] states = new int[0];
  private int count;

  private volatile boolean isOver;

  /**
   * Starts over with so many transactions; no other thread is in here.
   *
   * @param order in which they are claimed where not in theirs
   */
  void open(int transactions, Order order) {
    headStarts.open(order.headStarts());
    chains.open(order.chains(), transactions);
    if (STRIDE * transactions > states.length) {
      states = new int[Math.max(STRIDE * transactions, 2 * states.length)];
    }
    Arrays.fill(states, 0, STRIDE * transactions, UNCLAIMED);
    count = transactions;
    nextClaim.set(0);
    frontier.set(0);
    isOver = transactions == 0;
  }

  @Override
  public boolean isOver() {
    return isOver;
  }

  /** Whether all transactions have passed the frontier. */
  boolean isComplete() {
    return frontier.get() == count;
  }

  /** Ends the block, whatever is still under way. */
  void end() {
    isOver = true;
  }

  @Override
  public int frontier() {
    return frontier.get();
  }

  int state(int transaction) {
    return (int) STATES.getVolatile(states, STRIDE * transaction);
  }

  @Override
  public boolean isExecuting(int transaction) {
    if (transaction >= count) {
      return false; // the last one has passed, and the end is about to be set
    }
    int state = state(transaction);
    return state == RUNNING || state == AT_FRONTIER;
  }

  @Override
  public boolean isWritten(int transaction) {
    return transaction < frontier.get() || state(transaction) == DONE;
  }

  /**
   * The next transaction that nobody works on, less than {@code window} ahead of the frontier
   * unless it has a head start, or -1. It is not the caller's before {@link #start}.
   *
   * @param ahead 1 to leave the frontier's own transaction to its holder, 0 to claim even that
   */
  int claim(int window, int ahead) {
    int first = headStarts.take();
    if (first >= 0) {
      return first;
    }
    if (!chains.areNone()) {
      int at = frontier.get();
      int link = chains.claim(at + ahead, (long) at + window, this);
      if (link >= 0) {
        return link;
      }
    }
    for (; ; ) {
      int claimed = nextClaim.get();
      int at = frontier.get();
      int next = skip(Math.max(claimed, at + ahead));
      if (next >= count || next > (long) at + window) {
        return -1;
      }
      if (nextClaim.compareAndSet(claimed, next + 1)) {
        return next;
      }
    }
  }

  /** The transaction, or where it is claimed otherwise the next that is not. */
  private int skip(int transaction) {
    int next = headStarts.skip(transaction);
    while (next < count && chains.has(next)) {
      next = headStarts.skip(next + 1);
    }
    return next;
  }

  boolean start(int transaction) {
    return STATES.compareAndSet(states, STRIDE * transaction, UNCLAIMED, RUNNING);
  }

  /** The worker wants to show its changes; false where the frontier has taken the transaction. */
  boolean finish(int transaction) {
    return STATES.compareAndSet(states, STRIDE * transaction, RUNNING, PUBLISHING);
  }

  void done(int transaction) {
    STATES.setVolatile(states, STRIDE * transaction, DONE);
  }

  /** Takes up one that is done, to do it again; false where somebody else has it. */
  boolean reopen(int transaction) {
    return STATES.compareAndSet(states, STRIDE * transaction, DONE, REOPENED);
  }

  /** It runs again, and may be taken over. */
  void restart(int transaction) {
    STATES.setVolatile(states, STRIDE * transaction, RUNNING);
  }

  /** The first transaction that nobody has claimed in its order. */
  int nextClaim() {
    return Math.min(nextClaim.get(), count);
  }

  /** Takes a transaction to the frontier out of this state; only the holder does. */
  boolean take(int transaction, int from) {
    return STATES.compareAndSet(states, STRIDE * transaction, from, AT_FRONTIER);
  }

  boolean tryFrontier() {
    return frontierHolder.get() == 0 && frontierHolder.compareAndSet(0, 1);
  }

  void leaveFrontier() {
    frontierHolder.set(0);
  }

  /** The holder has finished the transaction at the frontier. */
  void pass() {
    int passed = frontier.get() + 1;
    frontier.set(passed);
    if (passed == count) {
      isOver = true;
    }
  }

  /** What a developer needs to know of a block that does not go on. */
  @Override
  public String toString() {
    int at = frontier.get();
    StringBuilder text = new StringBuilder(256);
    text.append("frontier at ").append(at).append(" of ").append(count);
    text.append(frontierHolder.get() == 0 ? ", free" : ", held");
    text.append(", next claim ").append(nextClaim.get()).append(", states");
    for (int i = at; i < Math.min(count, at + SHOWN); i++) {
      text.append(' ').append(NAMES[state(i)]);
    }
    return text.toString();
  }
}
