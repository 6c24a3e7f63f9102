package io.weft.node.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Every read is answered by the block's access list (EIP-7928), and whoever has run a transaction
 * holds what it did against the list: cores share nothing but what is left to begin. What has to be
 * done to the list as a whole, before and after, they divide among them.
 */
final class ListDriven implements Policy {
  @Override
  public Projection project(BlockTrace trace, int cores, Costs costs) {
    return new Block(trace, cores, costs).project();
  }

  private static final class Block {
    private final Timeline timeline = new Timeline();
    private final Execution execution;
    private final Deque<Integer> waiting = new ArrayDeque<>();
    private final int cores;
    private final Costs costs;
    private final long aroundNanos;
    private int idleCores;

    Block(BlockTrace trace, int cores, Costs costs) {
      this.cores = cores;
      this.costs = costs.ofRunByList();
      aroundNanos = costs.byList().perRowNanos() * trace.rows() / cores;
      execution = new Execution(trace, timeline, this::dispatch);
      List<TransactionTrace> transactions = trace.transactions();
      List<Integer> first = cores > 1 ? OrderedCommit.headStarts(transactions, cores) : List.of();
      waiting.addAll(first);
      for (int i = 0; i < transactions.size(); i++) {
        if (!first.contains(i)) {
          waiting.add(i);
        }
      }
    }

    Projection project() {
      timeline.after(
          aroundNanos,
          () -> {
            idleCores = cores;
            dispatch();
          });
      timeline.run();
      return execution.projection(timeline.now());
    }

    /** Cores take what comes next, if anything is left, and else help each other. */
    private void dispatch() {
      while (idleCores > 0) {
        if (!waiting.isEmpty()) {
          execution.start(waiting.remove(), costs, read -> {}, this::free);
        } else if (!execution.help(this::free)) {
          return;
        }
        idleCores--;
      }
    }

    private void free() {
      idleCores++;
      dispatch();
    }
  }
}
