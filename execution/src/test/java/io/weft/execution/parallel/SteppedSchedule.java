package io.weft.execution.parallel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lets one worker run at a time, from one point of the schedule to the next, so that the choices
 * who is next are the whole schedule: the same choices, the same execution.
 *
 * <p>Nobody moves before all workers have come. A worker that looks for something to do a second
 * time in a row has found nothing and is not chosen again before another one has moved. Once the
 * last transaction has passed, what is left is only to leave, and is not part of the schedule.
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

  private static final int NOBODY = -1;

  private final int transactions;
  private final Chooser chooser;
  private final boolean[] isHere;
  private final boolean[] hasLeft;
  private final boolean[] isIdle;
  private final boolean[] soughtLast;
  private final List<Choice> choices = new ArrayList<>();
  private boolean hasStarted;
  private boolean isOver;
  private int running = NOBODY;
  private int last = NOBODY;

  SteppedSchedule(int workers, int transactions, Chooser chooser) {
    this.transactions = transactions;
    this.chooser = chooser;
    isHere = new boolean[workers];
    hasLeft = new boolean[workers];
    isIdle = new boolean[workers];
    soughtLast = new boolean[workers];
  }

  /** What was chosen; asked for when the block has ended. */
  synchronized List<Choice> choices() {
    return List.copyOf(choices);
  }

  @Override
  public synchronized void at(Point point, int lane, int transaction) {
    isOver |= point == Point.LEAVE || (point == Point.COMMIT && transaction == transactions - 1);
    isIdle[lane] = point == Point.SEEK && soughtLast[lane];
    soughtLast[lane] = point == Point.SEEK;
    if (!isIdle[lane]) {
      Arrays.fill(isIdle, false); // it has moved, so there may be something to do again
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
    while (running != lane) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new IllegalStateException("interrupted at " + point, e);
      }
    }
    isHere[lane] = false;
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
