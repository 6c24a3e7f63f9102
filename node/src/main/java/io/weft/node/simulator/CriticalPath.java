package io.weft.node.simulator;

import io.weft.node.simulator.TransactionTrace.Read;
import io.weft.node.simulator.TransactionTrace.Stretch;

/**
 * The least time that what the transactions need of each other allows: a transaction cannot pass a
 * read before some earlier one has left a value that satisfies it, and all work has to fit on the
 * cores. Long computations that come in parts are divided among them. A run that waits for nothing
 * costs what the trace says; one that had to wait may find its caches warm. Nothing else costs
 * anything.
 */
final class CriticalPath implements Policy {
  @Override
  public Projection project(BlockTrace trace, int cores, Costs costs) {
    Versions versions = new Versions(trace);
    int count = trace.transactions().size();
    double factor = Math.min(1, costs.rerunFactor());
    long[] finished = new long[count];
    long longest = 0;
    for (int i = 0; i < count; i++) {
      TransactionTrace transaction = trace.transactions().get(i);
      long end = least(transaction, 0, cores);
      for (Read read : transaction.reads()) {
        long ready = versions.earliestSatisfying(read, i, finished);
        if (ready > 0) {
          long rest = Math.round(least(transaction, read.offsetNanos(), cores) * factor);
          end = Math.max(end, ready + rest);
        }
      }
      finished[i] = end;
      longest = Math.max(longest, end);
    }
    long evenly = Math.ceilDiv(trace.sequentialNanos(), cores);
    return new Projection(Math.max(longest, evenly), count, 0);
  }

  /** What a transaction takes from there on if all cores help. */
  private static long least(TransactionTrace transaction, long offset, int cores) {
    long nanos = transaction.nanos() - offset;
    for (Stretch stretch : transaction.stretches()) {
      if (stretch.offsetNanos() >= offset) {
        nanos -= stretch.nanos() - stretch.nanos(cores);
      }
    }
    return nanos;
  }
}
