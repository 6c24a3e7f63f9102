package io.weft.execution.parallel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Lets one worker run at a time, from one point of the schedule to the next, so that the choices
 * who is next are the whole schedule: the same choices, the same execution.
 *
 * <p>Nobody moves before all workers have come. A worker that looks for something to do twice in a
 * row has found nothing: if there was something after all, the block fails here. It is not chosen
 * again before another one has moved. Once the last transaction has passed, what is left is only to
 * leave, and is not part of the schedule.
 */
final class SteppedSchedule implements ScheduleHook {

  /** Who is next. */
  @FunctionalInterface
  interface Chooser {
    /**
     * Chooses.
     *
     * @param step counted from 0
     * @param able the workers that may go on, ascending
     * @param last the one that moved last, or -1
     */
    int choose(int step, List<Integer> able, int last);
  }

  /** A choice made. */
  record Choice(List<Integer> able, int last, int chosen) {
    /** Whether the last one could have gone on and was held up. */
    boolean isPreemption(int instead) {
      return instead != last && able.contains(last);
    }
  }

  /**
   * What workers may do.
   *
   * @param window how far ahead of the frontier they may claim
   * @param ahead 1 if nobody claims the frontier's own transaction, since its holder executes it
   * @param headStarts how many transactions have one: who claims such a one may find it taken
   * @param links those that may wait for another; who claims such a one may find it taken, too
   * @param hasFrontier whether what is done waits to be taken over in order
   */
  record Rules(int window, int ahead, int headStarts, Set<Integer> links, boolean hasFrontier) {}

  private static final int NOBODY = -1;
  private static final long PATIENCE_NANOS = 30_000_000_000L;

  /** Between which the frontier is somebody's. */
  private static final Set<Point> OF_THE_FRONTIER =
      EnumSet.of(Point.VALIDATE, Point.ABORT, Point.COMMIT);

  private final int transactions;
  private final Rules rules;
  private final Set<Point> points;
  private final Chooser chooser;
  private final boolean[] isHere;
  private final boolean[] hasLeft;
  private final boolean[] isIdle;
  private final int[] seeksInARow;
  private final Point[] pointOf;
  private final int[] transactionOf;
  private final boolean[] isClaimed;
  private final boolean[] isDone;
  private final List<Choice> choices = new ArrayList<>();
  private boolean hasStarted;
  private boolean isOver;
  private int frontier;
  private int running = NOBODY;
  private int last = NOBODY;

  SteppedSchedule(int workers, int transactions, Rules rules, Chooser chooser) {
    this(workers, transactions, rules, EnumSet.allOf(Point.class), chooser);
  }

  /**
   * One with fewer steps.
   *
   * @param points where another worker may go on
   */
  SteppedSchedule(int workers, int transactions, Rules rules, Set<Point> points, Chooser chooser) {
    this.transactions = transactions;
    this.rules = rules;
    this.points = points;
    this.chooser = chooser;
    isHere = new boolean[workers];
    hasLeft = new boolean[workers];
    isIdle = new boolean[workers];
    seeksInARow = new int[workers];
    pointOf = new Point[workers];
    Arrays.fill(pointOf, Point.CLAIM);
    transactionOf = new int[workers];
    isClaimed = new boolean[transactions];
    isDone = new boolean[transactions];
  }

  /** What was chosen; asked for when the block has ended. */
  synchronized List<Choice> choices() {
    return List.copyOf(choices);
  }

  @Override
  public synchronized void at(Point point, int lane, int transaction) {
    seeksInARow[lane] = point == Point.SEEK ? seeksInARow[lane] + 1 : 0;
    moved(point, lane, transaction);
    if (!points.contains(point)) {
      return;
    }
    isIdle[lane] = seeksInARow[lane] > 1 + rules.headStarts + rules.links.size();
    if (!isIdle[lane]) {
      Arrays.fill(isIdle, false); // it has moved, so there may be something to do again
    } else if (!isOver) {
      checkNothingIsReady(lane);
    }
    if (point == Point.LEAVE) {
      hasLeft[lane] = true;
      next();
      return;
    }
    isHere[lane] = true;
    hasStarted |= areAllHere();
    if (hasStarted) {
      next();
    }
    long patience = System.nanoTime() + PATIENCE_NANOS;
    while (running != lane) {
      try {
        wait(1 + Math.max(0, patience - System.nanoTime()) / 1_000_000);
        if (System.nanoTime() > patience) {
          throw new AssertionError(
              "nobody moves: %d runs, at %s".formatted(running, Arrays.toString(pointOf)));
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted at " + point, e);
      }
    }
    isHere[lane] = false;
  }

  /** What its last step came to, and where it is now. */
  private void moved(Point point, int lane, int transaction) {
    switch (pointOf[lane]) {
      case PUBLISH -> isDone[transactionOf[lane]] = true;
      case COMMIT -> frontier = transactionOf[lane] + 1;
      case SEEK, CLAIM, REPEAT, READ, VALIDATE, ABORT, LEAVE -> {}
    }
    pointOf[lane] = point;
    transactionOf[lane] = transaction;
    if (point == Point.CLAIM) {
      isClaimed[transaction] = true;
    }
    if (point == Point.REPEAT) {
      isDone[transaction] = false;
    }
    isOver |= point == Point.LEAVE || (point == Point.COMMIT && transaction == transactions - 1);
  }

  /** A worker that has nothing to do is right: nobody is idle while there is work. */
  private void checkNothingIsReady(int lane) {
    long end = Math.min(transactions, frontier + (long) rules.window + 1);
    for (int t = frontier + rules.ahead; t < end; t++) {
      if (!isClaimed[t] && !rules.links.contains(t)) {
        throw idle(lane, "transaction " + t + " is not claimed");
      }
    }
    if (!rules.hasFrontier) {
      return;
    }
    for (Point point : pointOf) {
      if (OF_THE_FRONTIER.contains(point)) {
        return;
      }
    }
    if (frontier < transactions && (isDone[frontier] || !isClaimed[frontier])) {
      throw idle(lane, "nobody takes over transaction " + frontier);
    }
  }

  private AssertionError idle(int lane, String reason) {
    return new AssertionError(
        "worker %d is idle, but %s; frontier %d, %s"
            .formatted(lane, reason, frontier, Arrays.toString(pointOf)));
  }

  private boolean areAllHere() {
    for (boolean here : isHere) {
      if (!here) {
        return false;
      }
    }
    return true;
  }

  private void next() {
    List<Integer> able = able(false);
    if (able.isEmpty()) {
      able = able(true);
    }
    if (able.isEmpty()) {
      running = NOBODY;
    } else if (isOver) {
      running = able.getFirst();
    } else {
      running = able.size() == 1 ? able.getFirst() : chooser.choose(choices.size(), able, last);
      choices.add(new Choice(able, last, running));
      last = running;
    }
    notifyAll();
  }

  private List<Integer> able(boolean evenIfIdle) {
    List<Integer> able = new ArrayList<>(isHere.length);
    for (int lane = 0; lane < isHere.length; lane++) {
      if (isHere[lane] && !hasLeft[lane] && (evenIfIdle || !isIdle[lane])) {
        able.add(lane);
      }
    }
    return able;
  }
}
