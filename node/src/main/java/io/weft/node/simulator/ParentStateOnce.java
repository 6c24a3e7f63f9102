package io.weft.node.simulator;

import io.weft.node.simulator.Execution.Run;
import io.weft.node.simulator.TransactionTrace.Read;
import org.jspecify.annotations.Nullable;

/**
 * One core takes the transactions in their order; the others run them ahead, each once, on the
 * state before the block. The first core takes over a result that is ready and touched no row that
 * an earlier transaction has changed; everything else it runs itself, and calls off a run that is
 * still under way.
 */
final class ParentStateOnce implements Policy {
  @Override
  public Projection project(BlockTrace trace, int cores, Costs costs) {
    return new Block(trace, cores, costs).project();
  }

  private static final class Block {
    private final BlockTrace trace;
    private final Costs costs;
    private final Versions versions;
    private final Timeline timeline = new Timeline();
    private final Execution execution;
    private final @Nullable Run[] runs;
    private final boolean[] isReady;
    private final int cores;
    private int next;
    private int imported;
    private long endNanos;

    Block(BlockTrace trace, int cores, Costs costs) {
      this.trace = trace;
      this.costs = costs.among(cores);
      this.cores = cores;
      versions = new Versions(trace);
      execution = new Execution(trace, timeline);
      runs = new @Nullable Run[trace.transactions().size()];
      isReady = new boolean[runs.length];
    }

    Projection project() {
      importNext();
      for (int i = 1; i < cores; i++) {
        runAhead();
      }
      timeline.run();
      return execution.projection(endNanos);
    }

    private void runAhead() {
      next = Math.max(next, imported + 1);
      if (next >= runs.length) {
        return;
      }
      int transaction = next++;
      runs[transaction] =
          execution.start(
              transaction,
              costs,
              read -> {},
              () -> {
                isReady[transaction] = true;
                runAhead();
              });
    }

    private void importNext() {
      if (imported == runs.length) {
        endNanos = timeline.now();
        return;
      }
      int transaction = imported;
      if (isReady[transaction] && !conflicts(transaction)) {
        timeline.after(costs.commitNanos(trace.transactions().get(transaction)), this::done);
        return;
      }
      Run run = runs[transaction];
      if (run != null && !isReady[transaction]) {
        run.stop();
        runAhead();
      }
      execution.start(transaction, costs.atFrontier(), read -> {}, this::done);
    }

    private void done() {
      imported++;
      importNext();
    }

    private boolean conflicts(int transaction) {
      for (Read read : trace.transactions().get(transaction).reads()) {
        int writer =
            versions.newestOfRow(versions.row(read.location()), transaction, earlier -> true);
        if (writer != Versions.BEFORE_BLOCK && !versions.isFeePayment(read)) {
          return true;
        }
      }
      return false;
    }
  }
}
