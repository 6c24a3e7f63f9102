package io.weft.execution.parallel;

import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.types.Transaction;
import java.util.Arrays;

/**
 * Chooses how the transactions of a block are executed, by what it heard of earlier blocks. The
 * choice costs or saves time and changes no result.
 *
 * <pre>
 *   T  one thread:      the sum of what the transactions cost, by {@link CostTable}
 *   P  several workers: start + (T + what will be in vain + overhead of each transaction) / workers
 *                       and no less than the longest transaction
 *   several, if T / P is large enough to be sure of
 * </pre>
 *
 * <p>What a transaction costs, how often calls like it were in vain and how much overhead a mode
 * has are averages over past blocks, and taken from the reports. A mode that was not chosen is not
 * heard of again; so what speaks against it fades, block by block, until it is tried once more.
 * Bounded memory; belongs to whoever executes blocks, one at a time.
 */
final class ModePicker {
  /** What it must promise to be faster; below, an error of the estimate could make it slower. */
  private static final float LEAST_GAIN = 1.12f;

  /** Until the other workers are awake. */
  private static final float START_NANOS = 40_000;

  private static final float OPTIMISTIC_NANOS = 3_000;
  private static final float LIST_DRIVEN_NANOS = 1_500;
  private static final float LEAST_OVERHEAD = 300;
  private static final float MOST_OVERHEAD = 30_000;
  private static final float FORGET = 1f / 8;
  private static final float FADE = 1f / 512;
  private static final float FORGIVENESS = 1f / 256;

  /**
   * Of larger blocks a sample is looked at, so that the look costs little beside their execution.
   */
  private static final int SAMPLE = 256;

  /** One thread's estimates are corrected where they are off by more. */
  private static final float TOLERANCE = 0.1f;

  private final ParallelSettings settings;
  private final boolean isListDriven;
  private final CostTable costs = new CostTable();
  private float optimisticOverhead = OPTIMISTIC_NANOS;
  private float listDrivenOverhead = LIST_DRIVEN_NANOS;
  private float expectedNanos;
  private boolean wasForConflicts;

  // By transaction of the block: what it called, whether it was executed in vain, and how long it
  // took, negative where that was ahead of its turn.
  private long[] keys = new long[0];
  private boolean[] inVain = new boolean[0];
  private long[] spent = new long[0];

  /** A mode, and why it. */
  record Choice(Mode mode, String reason) {}

  /**
   * A picker.
   *
   * @param isListDriven whether an access list is always used where there is one
   */
  ModePicker(ParallelSettings settings, boolean isListDriven) {
    this.settings = settings;
    this.isListDriven = isListDriven;
  }

  /**
   * Picks.
   *
   * @param hasAccessList whether the block came with an access list
   */
  Choice pick(Candidates candidates, int workers, boolean hasAccessList) {
    wasForConflicts = false;
    if (hasAccessList && isListDriven) {
      return new Choice(Mode.LIST_DRIVEN, "asked for");
    }
    if (settings.speculatesAlways()) {
      return new Choice(Mode.OPTIMISTIC, "asked for");
    }
    if (workers == 1) {
      return new Choice(Mode.SEQUENTIAL, "one worker");
    }
    if (settings.leastTransactions() == 0) {
      return new Choice(Mode.OPTIMISTIC, "asked for");
    }
    int count = candidates.count();
    if (count < settings.leastTransactions()) {
      return new Choice(Mode.SEQUENTIAL, "few transactions");
    }
    return estimate(candidates, count, Math.min(workers, count), hasAccessList);
  }

  private Choice estimate(Candidates candidates, int count, int workers, boolean hasAccessList) {
    if (keys.length < count) {
      keys = new long[count];
    }
    float sum = 0;
    float vain = 0;
    float longest = 0;
    int stride = stride(count);
    for (int i = 0; i < count; i += stride) {
      Transaction transaction = candidates.transaction(i);
      long key = CostTable.key(transaction);
      keys[i] = key;
      float cost = costs.nanos(key, transaction);
      sum += cost;
      vain += costs.conflicts(key) * cost;
      longest = Math.max(longest, cost);
    }
    sum *= stride;
    vain *= stride;
    expectedNanos = sum;
    if (hasAccessList) {
      float parallel = parallel(sum, count * listDrivenOverhead, workers, longest);
      return sum >= LEAST_GAIN * parallel
          ? new Choice(Mode.LIST_DRIVEN, "enough work for several workers, and an access list")
          : new Choice(Mode.SEQUENTIAL, "too little work to share, even by the access list");
    }
    float overhead = count * optimisticOverhead;
    if (sum < LEAST_GAIN * parallel(sum, overhead, workers, longest)) {
      return new Choice(Mode.SEQUENTIAL, "too little work to share");
    }
    // What is in vain is done again where it is its turn, which is as good as by one thread.
    wasForConflicts = sum < LEAST_GAIN * (parallel(sum - vain, overhead, workers, longest) + vain);
    return wasForConflicts
        ? new Choice(Mode.SEQUENTIAL, "too many conflicts, by those of earlier blocks")
        : new Choice(Mode.OPTIMISTIC, "enough work for several workers");
  }

  private static int stride(int count) {
    return 1 + count / SAMPLE;
  }

  private static float parallel(float sum, float overhead, int workers, float longest) {
    return START_NANOS + Math.max((sum + overhead) / workers, longest);
  }

  /** Hears how the block went that was chosen for last. */
  void learn(Candidates candidates, ExecutionReport report) {
    int count = candidates.count();
    if (report.workers() > 1 && report.mode() != Mode.SEQUENTIAL) {
      learnFromSpans(candidates, count, report);
    } else if (report.mode() == Mode.SEQUENTIAL && expectedNanos > 0) {
      learnFromTotal(candidates, count, report.wallNanos() / expectedNanos);
      optimisticOverhead += FADE * (OPTIMISTIC_NANOS - optimisticOverhead);
      listDrivenOverhead += FADE * (LIST_DRIVEN_NANOS - listDrivenOverhead);
    }
    expectedNanos = 0;
  }

  private void learnFromTotal(Candidates candidates, int count, float ratio) {
    boolean isOff = Math.abs(ratio - 1) > TOLERANCE;
    if (isOff || wasForConflicts) {
      float bounded = Math.max(0.25f, Math.min(ratio, 4));
      costs.nextBlock();
      for (int i = 0; i < count; i += stride(count)) {
        if (isOff) {
          costs.scale(keys[i], candidates.transaction(i), bounded);
        }
        if (wasForConflicts) {
          costs.forgive(keys[i], 1 - FORGIVENESS / count);
        }
      }
    }
  }

  private void learnFromSpans(Candidates candidates, int count, ExecutionReport report) {
    if (spent.length < count) {
      spent = new long[count];
      inVain = new boolean[count];
    }
    Arrays.fill(spent, 0, count, 0);
    Arrays.fill(inVain, 0, count, false);
    // Ahead of its turn a transaction takes longer, and the more so the shorter it is. What it
    // costs
    // one thread is known from those that were executed in their turn; of others it is that at
    // most.
    for (Span span : report.spans()) {
      int transaction = span.transaction();
      inVain[transaction] |= span.kind() == Span.Kind.REPEAT;
      long nanos = span.endNanos() - span.startNanos();
      if (spent[transaction] <= 0) {
        spent[transaction] = span.kind() == Span.Kind.SPECULATION ? -nanos : nanos;
      }
    }
    float work = 0;
    for (int i = 0; i < count; i++) {
      if (spent[i] != 0) {
        Transaction transaction = candidates.transaction(i);
        long key = CostTable.key(transaction);
        float known = costs.nanos(key, transaction);
        float cost = spent[i] > 0 ? (float) spent[i] : Math.min(known, (float) -spent[i]);
        costs.learn(key, cost, inVain[i]);
        work += costs.nanos(key, transaction);
      }
    }
    work += report.wastedNanos();
    float overhead = (report.workers() * (report.wallNanos() - START_NANOS) - work) / count;
    overhead = Math.max(LEAST_OVERHEAD, Math.min(overhead, MOST_OVERHEAD));
    if (report.mode() == Mode.LIST_DRIVEN) {
      listDrivenOverhead += FORGET * (overhead - listDrivenOverhead);
    } else if (report.wastedNanos() < report.usefulNanos() / 4) {
      // Where much is in vain, workers wait for reasons that are counted as conflicts.
      optimisticOverhead += FORGET * (overhead - optimisticOverhead);
    }
  }
}
