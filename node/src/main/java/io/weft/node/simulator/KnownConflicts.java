package io.weft.node.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kinds of calls that were run in vain in earlier runs of a block, as this project's executors
 * learn them of earlier blocks.
 */
final class KnownConflicts {
  private static final int MOST_CHAINS = 8;

  /** What takes less is repeated sooner than waited for. */
  private static final long LEAST_NANOS = 10_000;

  /** A kind is known from one in so many on. */
  private static final int LIKELY = 4;

  private final Set<Long> kinds = new LinkedHashSet<>();

  /**
   * Hears of a run of the block.
   *
   * @param inVain by transaction, whether it was run ahead of its turn and had to be repeated there
   * @return whether anything was learned by that
   */
  boolean learn(List<TransactionTrace> transactions, boolean[] inVain) {
    Map<Long, int[]> counts = new LinkedHashMap<>();
    for (int i = 0; i < inVain.length; i++) {
      if (mayWait(transactions.get(i))) {
        int[] count = counts.computeIfAbsent(transactions.get(i).kind(), unknown -> new int[2]);
        count[0]++;
        count[1] += inVain[i] ? 1 : 0;
      }
    }
    boolean isNew = false;
    for (Map.Entry<Long, int[]> entry : counts.entrySet()) {
      int[] count = entry.getValue();
      isNew |= count[1] > 0 && LIKELY * count[1] >= count[0] && kinds.add(entry.getKey());
    }
    return isNew;
  }

  private static boolean mayWait(TransactionTrace transaction) {
    return transaction.kind() != 0 && transaction.nanos() >= LEAST_NANOS;
  }

  /** Transactions that had better be run one after the other, the longest chain first. */
  List<List<Integer>> chains(List<TransactionTrace> transactions) {
    Map<Long, List<Integer>> chains = new LinkedHashMap<>();
    for (int i = 0; i < transactions.size(); i++) {
      long kind = transactions.get(i).kind();
      if (kinds.contains(kind) && mayWait(transactions.get(i))) {
        chains.computeIfAbsent(kind, unknown -> new ArrayList<>()).add(i);
      }
    }
    return chains.values().stream()
        .filter(chain -> chain.size() > 1)
        .sorted(Comparator.comparingLong(chain -> -nanos(chain, transactions)))
        .limit(MOST_CHAINS)
        .toList();
  }

  private static long nanos(List<Integer> chain, List<TransactionTrace> transactions) {
    return chain.stream().mapToLong(link -> transactions.get(link).nanos()).sum();
  }
}
