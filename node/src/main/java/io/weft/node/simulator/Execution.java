package io.weft.node.simulator;

import io.weft.node.simulator.TransactionTrace.Read;
import io.weft.node.simulator.TransactionTrace.Stretch;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs of transactions in simulated time, and the database they share: whoever first reads a row
 * waits for it, and so does everybody else until it is there.
 */
final class Execution {
  private final BlockTrace trace;
  private final Timeline timeline;
  private final Runnable invitation;
  private final boolean[] hasRun;
  private final long[] arrival;
  private long count;
  private int running;
  private long togetherSince;
  private long togetherNanos;

  /** What other cores may do parts of; one at a time. */
  private @Nullable Division shared;

  /** One of which nobody helps another. */
  Execution(BlockTrace trace, Timeline timeline) {
    this(trace, timeline, () -> {});
  }

  /**
   * An execution.
   *
   * @param invitation happens when there is something to {@link #help} with
   */
  Execution(BlockTrace trace, Timeline timeline, Runnable invitation) {
    this.trace = trace;
    this.timeline = timeline;
    this.invitation = invitation;
    hasRun = new boolean[trace.transactions().size()];
    arrival = new long[trace.rows()];
    Arrays.fill(arrival, -1);
  }

  /** What all this came to if it is over at {@code nanos}. */
  Projection projection(long nanos) {
    return new Projection(nanos, count, togetherNanos);
  }

  /**
   * Starts a run now.
   *
   * @param onRead hears of each read at its moment
   * @param onEnd happens when the run is over, unless it was stopped
   */
  Run start(int transaction, Costs costs, Consumer<Read> onRead, Runnable onEnd) {
    count++;
    started();
    double factor = hasRun[transaction] ? costs.rerunFactor() : 1;
    hasRun[transaction] = true;
    Run run = new Run(trace.transactions().get(transaction), costs, factor, onRead, onEnd);
    timeline.after(costs.perRunNanos(), run::advance);
    return run;
  }

  /**
   * Takes a part of what another core does; false where there is nothing of the kind.
   *
   * @param onEnd happens when the part is done
   */
  boolean help(Runnable onEnd) {
    Division division = shared;
    if (division == null || division.left == 0) {
      return false;
    }
    started();
    division.left--;
    timeline.after(
        division.partNanos,
        () -> {
          ended();
          division.end();
          onEnd.run();
        });
    return true;
  }

  /** A stretch under way. */
  private static final class Division {
    private final long partNanos;
    private final Runnable onEnd;

    /** Parts that nobody has begun, and parts that are not done. */
    private int left;

    private int undone;

    Division(long partNanos, int parts, Runnable onEnd) {
      this.partNanos = partNanos;
      this.onEnd = onEnd;
      left = parts;
      undone = parts;
    }

    private void end() {
      undone--;
      if (undone == 0) {
        onEnd.run();
      }
    }
  }

  private void started() {
    if (++running == 2) {
      togetherSince = timeline.now();
    }
  }

  private void ended() {
    if (--running == 1) {
      togetherNanos += timeline.now() - togetherSince;
    }
  }

  /** One run of one transaction. */
  final class Run {
    private final TransactionTrace transaction;
    private final Costs costs;
    private final double factor;
    private final Consumer<Read> onRead;
    private final Runnable onEnd;
    private int next;
    private int nextStretch;
    private long offset;
    private int row = -1;
    private boolean isStopped;

    private Run(
        TransactionTrace transaction,
        Costs costs,
        double factor,
        Consumer<Read> onRead,
        Runnable onEnd) {
      this.transaction = transaction;
      this.costs = costs;
      this.factor = factor;
      this.onRead = onRead;
      this.onEnd = onEnd;
    }

    /** Nothing more happens in this run. */
    void stop() {
      isStopped = true;
      ended();
    }

    private void advance() {
      if (isStopped) {
        return;
      }
      boolean isRead = next < transaction.reads().size();
      long readNanos = isRead ? transaction.reads().get(next).offsetNanos() : transaction.nanos();
      if (nextStretch < transaction.stretches().size()
          && transaction.stretches().get(nextStretch).offsetNanos() <= readNanos) {
        Stretch stretch = transaction.stretches().get(nextStretch++);
        timeline.after(scaled(stretch.offsetNanos()), () -> divide(stretch));
        return;
      }
      if (!isRead) {
        timeline.after(scaled(transaction.nanos()), this::end);
        return;
      }
      Read read = transaction.reads().get(next++);
      int before = row;
      row = trace.row(read);
      long lookup = row == before ? 0 : costs.perReadNanos();
      timeline.after(scaled(read.offsetNanos()) + lookup, () -> fetch(read));
    }

    /** Time from where the run is to the given offset of the trace. */
    private long scaled(long to) {
      long from = offset;
      offset = to;
      return Math.round(Math.max(0, to - from) * factor);
    }

    private void divide(Stretch stretch) {
      if (isStopped) {
        return;
      }
      offset = stretch.offsetNanos() + stretch.nanos();
      long partNanos = Math.round(stretch.nanos() * factor / stretch.parts());
      Division division = new Division(partNanos, stretch.parts(), this::advance);
      boolean isShared = shared == null;
      if (isShared) {
        shared = division;
      }
      takePart(division);
      if (isShared) {
        invitation.run();
      }
    }

    /** Takes one part after the other, and at last waits for those that others have taken. */
    private void takePart(Division division) {
      if (isStopped || division.left == 0) {
        if (shared == division) {
          shared = null;
        }
        return;
      }
      division.left--;
      timeline.after(
          division.partNanos,
          () -> {
            takePart(division);
            division.end();
          });
    }

    private void fetch(Read read) {
      if (isStopped) {
        return;
      }
      int wanted = trace.row(read);
      if (arrival[wanted] < 0) {
        arrival[wanted] = timeline.now() + costs.coldReadNanos();
      }
      long wait = arrival[wanted] - timeline.now();
      if (wait > 0) {
        timeline.after(wait, () -> deliver(read));
      } else {
        deliver(read);
      }
    }

    private void deliver(Read read) {
      if (!isStopped) {
        onRead.accept(read);
        advance();
      }
    }

    private void end() {
      if (!isStopped) {
        ended();
        onEnd.run();
      }
    }
  }
}
