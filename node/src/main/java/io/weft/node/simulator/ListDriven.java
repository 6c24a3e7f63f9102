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
    Timeline timeline = new Timeline();
    Execution execution = new Execution(trace, timeline);
    List<TransactionTrace> transactions = trace.transactions();
    List<Integer> first = cores > 1 ? OrderedCommit.headStarts(transactions, cores) : List.of();
    Deque<Integer> waiting = new ArrayDeque<>(first);
    for (int i = 0; i < transactions.size(); i++) {
      if (!first.contains(i)) {
        waiting.add(i);
      }
    }
    Cores all = new Cores(execution, waiting, costs.ofRunByList());
    timeline.after(
        costs.byList().perRowNanos() * trace.rows() / cores,
        () -> {
          for (int core = 0; core < cores; core++) {
            all.next();
          }
        });
    timeline.run();
    return new Projection(timeline.now(), execution.count());
  }

  private record Cores(Execution execution, Deque<Integer> waiting, Costs costs) {
    /** A core takes what comes next, if anything is left. */
    void next() {
      if (!waiting.isEmpty()) {
        execution.start(waiting.remove(), costs, read -> {}, this::next);
      }
    }
  }
}
