package io.weft.node.simulator;

import io.weft.node.simulator.TransactionTrace.Read;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Runs of transactions in simulated time, and the database they share: whoever first reads a row
 * waits for it, and so does everybody else until it is there.
 */
final class Execution {
  private final BlockTrace trace;
  private final Timeline timeline;
  private final boolean[] hasRun;
  private final long[] arrival;
  private long count;

  Execution(BlockTrace trace, Timeline timeline) {
    this.trace = trace;
    this.timeline = timeline;
    hasRun = new boolean[trace.transactions().size()];
    arrival = new long[trace.rows()];
    Arrays.fill(arrival, -1);
  }

  /** Runs started. */
  long count() {
    return count;
  }

  /**
   * Starts a run now.
   *
   * @param onRead hears of each read at its moment
   * @param onEnd happens when the run is over, unless it was stopped
   */
  Run start(int transaction, Costs costs, Consumer<Read> onRead, Runnable onEnd) {
    count++;
    double factor = hasRun[transaction] ? costs.rerunFactor() : 1;
    hasRun[transaction] = true;
    Run run = new Run(trace.transactions().get(transaction), costs, factor, onRead, onEnd);
    timeline.after(costs.perRunNanos(), run::advance);
    return run;
  }

  /** One run of one transaction. */
  final class Run {
    private final TransactionTrace transaction;
    private final Costs costs;
    private final double factor;
    private final Consumer<Read> onRead;
    private final Runnable onEnd;
    private int next;
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
    }

    private void advance() {
      if (isStopped) {
        return;
      }
      if (next == transaction.reads().size()) {
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
      return Math.round((to - from) * factor);
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
        onEnd.run();
      }
    }
  }
}
