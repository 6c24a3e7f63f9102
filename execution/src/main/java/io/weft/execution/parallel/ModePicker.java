package io.weft.execution.parallel;

import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.DependencySummary;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import io.weft.execution.block.Spans;
import io.weft.execution.parallel.ParallelSettings.Eagerness;
import io.weft.execution.transaction.CallKind;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses how the transactions of a block are executed, by what it heard of earlier blocks. The
 * choice costs or saves time and changes no result.
 *
 * <pre>
 *   T  one thread:      the sum of what the transactions cost, by {@link CostTable}, and to make the
 *                       access list where one is to be compared
 *   P  several workers: start + (T + what will be in vain + overhead of each transaction) / workers
 *                       and no less than the longest transaction or chain of such as conflict
 *   several, if T / P is large enough to be sure of
 * </pre>
 *
 * <p>What a transaction costs, how often calls like it were in vain and how much {@linkplain
 * Overheads overhead} a mode has are averages over past blocks, and taken from the reports. A mode
 * that was not chosen is not heard of again; so once in a while it is tried where it could be
 * better, and what speaks of conflicts fades, block by block.
 *
 * <p>Calls that are likely to conflict, by {@link ConflictTable}, form {@link Chains}, in which
 * nothing should be in vain.
 *
 * <p>Bounded memory; belongs to whoever executes blocks, one at a time.
 */
final class ModePicker {
  /** The reason of who leaves no choice. */
  static final String ASKED_FOR = "asked for";

  /** A block with fewer is executed by one thread. */
  private static final int LEAST_TRANSACTIONS = 4;

  /** What it must promise to be faster; below, an error of the estimate could make it slower. */
  private static final float LEAST_GAIN = 1.1f;

  /** The same where it was promised last time, lest chance choose anew for every block. */
  private static final float KEPT_GAIN = 1.04f;

  /** But not where more than this share is in vain, which costs processors all the same. */
  private static final float FEW_IN_VAIN = 1f / 8;

  /** What promises more needs no proof that one thread would not be faster. */
  private static final float CLEAR_GAIN = 1.5f;

  /** Until the other workers are awake. */
  private static final float START_NANOS = 40_000;

  private static final float OPTIMISTIC_NANOS = 3_000;
  private static final float LIST_DRIVEN_NANOS = 1_500;

  /** What one thread takes a transaction to make the access list it is compared with. */
  private static final float LISTING_NANOS = 500;

  private static final float FORGIVENESS = 1f / 256;

  /** More, since both have to fade. */
  private static final float FORGIVENESS_OF_KINDS = 1f / 128;

  /**
   * Of larger blocks a sample is looked at, so that the look costs little beside their execution.
   */
  private static final int SAMPLE = 256;

  /** What is granted so much gas is looked at in any case. */
  private static final long LONG_GAS = 500_000;

  /**
   * So is, from here on, what is granted more than all after it are likely to use: others might
   * wait for it in the end.
   */
  private static final long LEAST_LONG_GAS = 100_000;

  /** What takes less is executed again sooner than waited for, and so in no chain. */
  private static final float LINK_NANOS = 10_000;

  /** What takes less is not worth a change of order. */
  private static final float LONG_NANOS = 100_000;

  /** Nor is what takes less than one part in so many of the block. */
  private static final float SHARE = 32;

  private static final int MOST_HEAD_STARTS = 8;
  private static final float HALF = 0.5f;

  /** Ahead of its turn a transaction takes at least so much longer, or such a part of it. */
  private static final float AHEAD_NANOS = 10_000;

  private static final float AHEAD_SHARE = 0.85f;

  /** At the frontier, between other workers, it takes longer than in turn: down to such a part. */
  private static final float FRONTIER_SHARE = 0.7f;

  /** Who executes a block that waits for its longest chain is excused for being idle. */
  private static final float BOUND_SHARE = 0.8f;

  /** A block of which so many times as much gas goes to payments as to all else is one of those. */
  private static final long PAYMENTS_SHARE = 32;

  /** Where a block ends before it has come to so many, what each costs more cannot be told. */
  private static final int LEAST_TIMED = 64;

  /** One thread's estimates are corrected where they are off by more. */
  private static final float TOLERANCE = 0.1f;

  private final ParallelSettings settings;
  private final boolean isListDriven;
  private final CostTable costs = new CostTable();
  private final ConflictTable conflicts = new ConflictTable();
  private final Overheads optimistic = new Overheads(OPTIMISTIC_NANOS);
  private final Overheads listDriven = new Overheads(LIST_DRIVEN_NANOS);

  // The estimate: of all transactions, of making the list where there is one, of what will be in
  // vain, of the longest, those that should begin first, and those that should wait for each other.
  private float sum;
  private float listing;
  private float vain;
  private float longest;
  private int early;
  private final int[] earlyTransactions = new int[MOST_HEAD_STARTS];
  private final float[] earlyNanos = new float[MOST_HEAD_STARTS];
  private final ChainFinder chains = new ChainFinder();

  private boolean wasForConflicts;
  private boolean wasTrial;
  private boolean wasOfPayments;
  private boolean wasByList;

  // By transaction of the block: what it calls or 0 where it is not looked at, for how many it
  // then stands, whether it was executed in vain, and how long it took, negative where that was
  // ahead of its turn.
  private boolean hasKeys;
  private long[] keys = new long[0];
  private int[] weights = new int[0];
  private boolean[] inVain = new boolean[0];
  private long[] spent = new long[0];

  /**
   * How to execute a block.
   *
   * @param reason for the mode
   * @param order in which workers claim, with the longest of the head starts first
   */
  record Choice(Mode mode, String reason, Order order) {
    Choice(Mode mode, String reason) {
      this(mode, reason, Order.OWN);
    }
  }

  /**
   * A picker.
   *
   * @param isListDriven whether an access list is always used where there is one
   */
  ModePicker(ParallelSettings settings, boolean isListDriven) {
    this.settings = settings;
    this.isListDriven = isListDriven;
  }

  /** Whether it could pick several workers for so many transactions. */
  boolean mayShare(int count, int workers) {
    return workers > 1 && count >= LEAST_TRANSACTIONS;
  }

  /** Whether a block that uses so much gas consists of plain payments, but for hardly anything. */
  static boolean isOfPayments(int count, long gasUsed) {
    long gasOfPayments = count * CallKind.PAYMENT_GAS;
    return gasUsed - gasOfPayments <= gasOfPayments / PAYMENTS_SHARE;
  }

  /**
   * Picks.
   *
   * @param hasAccessList whether the block came with an access list
   */
  Choice pick(Candidates candidates, int workers, boolean hasAccessList) {
    wasForConflicts = false;
    wasTrial = false;
    wasOfPayments = false;
    hasKeys = false;
    sum = 0;
    int count = candidates.count();
    boolean isListAskedFor = hasAccessList && isListDriven;
    if (settings.speculatesOnAll()) {
      Mode mode = isListAskedFor ? Mode.LIST_DRIVEN : Mode.OPTIMISTIC;
      return new Choice(mode, ASKED_FOR);
    }
    if (isListAskedFor || (workers > 1 && settings.eagerness() == Eagerness.EVERY_BLOCK)) {
      estimate(candidates, count, workers, hasAccessList);
      return new Choice(isListAskedFor ? Mode.LIST_DRIVEN : Mode.OPTIMISTIC, ASKED_FOR, order());
    }
    if (workers == 1) {
      return new Choice(Mode.SEQUENTIAL, "one worker");
    }
    if (count < LEAST_TRANSACTIONS) {
      return new Choice(Mode.SEQUENTIAL, "few transactions");
    }
    estimate(candidates, count, workers, hasAccessList);
    return choose(count, Math.min(workers, count), hasAccessList);
  }

  private Choice choose(int count, int workers, boolean hasAccessList) {
    Overheads overheads = hasAccessList ? listDriven : optimistic;
    float cost = sum / count;
    float overhead = count * overheads.of(count, cost);
    float alone = sum + listing;
    float parallel = parallel(sum, overhead, workers, longest);
    boolean isKept = overheads.paid(count, cost) && (hasAccessList || vain < FEW_IN_VAIN * sum);
    float gain = isKept ? KEPT_GAIN : LEAST_GAIN;
    boolean pays = alone >= gain * parallel;
    // What is in vain is done again where it is its turn, which is as good as by one thread; a
    // chain is as good as one transaction.
    float bound = Math.max(longest, chains.longest());
    wasForConflicts =
        pays
            && !hasAccessList
            && sum < gain * (parallel(sum - vain, overhead, workers, bound) + vain);
    overheads.expect(count, cost, pays && !wasForConflicts);
    if (wasForConflicts) {
      return new Choice(Mode.SEQUENTIAL, "too many conflicts, by those of earlier blocks");
    }
    boolean isClear = alone >= CLEAR_GAIN * parallel && !wasOfPayments;
    wasTrial = !isClear && overheads.isTrialDue(count, cost, !pays);
    if (pays == wasTrial) {
      return new Choice(
          Mode.SEQUENTIAL, wasTrial ? "to see what one thread takes" : "too little work to share");
    }
    return new Choice(
        hasAccessList ? Mode.LIST_DRIVEN : Mode.OPTIMISTIC,
        wasTrial ? "to see what several workers take" : "enough work for several workers",
        order());
  }

  /** Estimates what the block costs and what of it should begin first. */
  private void estimate(Candidates candidates, int count, int workers, boolean hasAccessList) {
    vain = 0;
    longest = 0;
    listing = listing(count, hasAccessList);
    chains.clear();
    early = 0;
    wasOfPayments = isOfPayments(count, candidates.gasUsed());
    if (wasOfPayments) {
      sum = count * costs.paymentNanos();
    } else {
      look(candidates, count, workers, hasAccessList);
    }
  }

  private void look(Candidates candidates, int count, int workers, boolean hasAccessList) {
    takeKeys(candidates, count);
    sum = 0;
    for (int i = count - 1; i >= 0; i--) {
      long key = keys[i];
      if (key != 0) {
        int weight = weights[i];
        int known = costs.find(key);
        float cost =
            known >= 0 ? costs.nanosAt(known) : costs.nanos(key, candidates.transaction(i));
        float share = costs.conflicts(known);
        sum += weight * cost;
        vain += weight * share * cost;
        longest = Math.max(longest, cost);
        float most = known >= 0 ? cost : costs.mostNanos(key, candidates.transaction(i));
        // The block would wait for it, were it begun when those before it are done.
        boolean isWaitedFor = most > LONG_NANOS && most * workers > sum - cost + most;
        if (isWaitedFor && (hasAccessList || share < HALF)) {
          addHeadStart(i, most);
        }
      }
    }
    if (!hasAccessList && conflicts.hasLikely()) {
      findChains(candidates, count);
    }
  }

  /** Of calls that are likely to conflict, those of a kind are to wait for each other. */
  private void findChains(Candidates candidates, int count) {
    for (int i = 0; i < count; i++) {
      Transaction transaction = candidates.transaction(i);
      long call = keys[i] != 0 ? keys[i] : CallKind.called(transaction);
      int known = costs.find(call);
      if (known >= 0 && mayBeLink(transaction, costs.nanosAt(known))) {
        float cost = costs.nanosAt(known);
        long kind = CallKind.naming(call, transaction, candidates.knownSender(i));
        if (conflicts.isLikely(kind)) {
          float inVain = keys[i] != 0 ? weights[i] * costs.conflictsAt(known) * cost : 0;
          chains.add(i, kind, cost, inVain);
        }
      }
    }
    chains.choose();
    vain = Math.max(0, vain - chains.spared());
  }

  private static boolean mayBeLink(Transaction transaction, float cost) {
    return cost >= LINK_NANOS && !transaction.data().isEmpty();
  }

  private void takeKeys(Candidates candidates, int count) {
    if (keys.length < count) {
      keys = new long[count];
      weights = new int[count];
    }
    int stride = stride(count);
    float gasEach = (float) candidates.gasUsed() / count;
    for (int i = 0; i < count; i++) {
      Transaction transaction = candidates.transaction(i);
      long gasLimit = transaction.gasLimit();
      boolean isMoreThanRest = gasLimit >= LEAST_LONG_GAS && gasLimit > gasEach * (count - 1 - i);
      boolean isLong = gasLimit < 0 || gasLimit >= LONG_GAS || isMoreThanRest;
      boolean isOfSample = i % stride == 0;
      // What is looked at for itself stands for nothing else.
      weights[i] = isLong ? 1 : stride;
      keys[i] = isLong || isOfSample ? CallKind.called(transaction) : 0;
    }
    hasKeys = true;
  }

  /** Keeps those that take longest, the longest first. */
  private void addHeadStart(int transaction, float nanos) {
    boolean isFull = early == MOST_HEAD_STARTS;
    if (isFull && earlyNanos[early - 1] >= nanos) {
      return;
    }
    int at = isFull ? early - 1 : early++;
    while (at > 0 && earlyNanos[at - 1] < nanos) {
      earlyNanos[at] = earlyNanos[at - 1];
      earlyTransactions[at] = earlyTransactions[at - 1];
      at--;
    }
    earlyNanos[at] = nanos;
    earlyTransactions[at] = transaction;
  }

  private Order order() {
    return new Order(headStarts(), chains.chains());
  }

  /** Those worth it, now that all of the block is known. */
  private List<Integer> headStarts() {
    List<Integer> chosen = new ArrayList<>();
    for (int i = 0; i < early; i++) {
      if (earlyNanos[i] * SHARE > sum && !chains.hasLink(earlyTransactions[i])) {
        chosen.add(earlyTransactions[i]);
      }
    }
    return List.copyOf(chosen);
  }

  /** Who follows a list need not make it. */
  private static float listing(int count, boolean hasAccessList) {
    return hasAccessList ? count * LISTING_NANOS : 0;
  }

  private static int stride(int count) {
    return 1 + (count - 1) / SAMPLE;
  }

  private static float parallel(float sum, float overhead, int workers, float longest) {
    return START_NANOS + Math.max((sum + overhead) / workers, longest);
  }

  /** Hears how the block went that was chosen for last. */
  void learn(Candidates candidates, ExecutionReport report) {
    int count = candidates.count();
    if (report.workers() > 1 && report.mode() != Mode.SEQUENTIAL) {
      learnFromSpans(candidates, count, report);
    } else if (report.mode() == Mode.SEQUENTIAL && sum > 0) {
      learnFromTotal(candidates, count, report);
    }
    conflicts.nextBlock();
    sum = 0;
  }

  private void learnFromTotal(Candidates candidates, int count, ExecutionReport report) {
    float share = (float) report.executions() / count; // the rest was not reached
    if (share == 0) {
      return;
    }
    float ratio = report.wallNanos() / (share * (sum + listing));
    boolean isOff = Math.abs(ratio - 1) > TOLERANCE;
    float bounded = Math.max(0.25f, Math.min(ratio, 4));
    if (isOff) {
      costs.nextBlock();
    }
    if (wasOfPayments && wasTrial) {
      costs.setPayments(bounded * costs.paymentNanos());
    } else if (wasOfPayments && isOff) {
      costs.scalePayments(bounded);
    } else if (isOff || wasForConflicts) {
      for (int i = 0; i < count; i++) {
        boolean isLookedAt = keys[i] != 0;
        if (isLookedAt && wasForConflicts) {
          forgive(candidates, i, (float) weights[i] / count);
        }
        if (isLookedAt && isOff) {
          costs.scale(keys[i], candidates.transaction(i), bounded);
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
    wasByList = report.mode() == Mode.LIST_DRIVEN;
    // Ahead of its turn a transaction takes longer, and the more so the shorter it is; in its turn,
    // but between other workers, still a bit. What it costs one thread is known from blocks that
    // one thread executed; these set limits to it.
    Spans spans = report.spans();
    for (int i = 0; i < spans.size(); i++) {
      int transaction = spans.transaction(i);
      Span.Kind kind = spans.kind(i);
      inVain[transaction] |= kind == Span.Kind.REPEAT || spent[transaction] != 0;
      if (spent[transaction] <= 0) {
        long nanos = spans.nanos(i);
        spent[transaction] = kind == Span.Kind.SPECULATION ? -nanos : nanos;
      }
    }
    if (!hasKeys && !wasOfPayments) {
      takeKeys(candidates, count);
    }
    int executed = 0;
    float all = 0;
    float longestSpent = 0;
    float sample = 0;
    float work = 0;
    for (int i = 0; i < count; i++) {
      float most = Math.abs((float) spent[i]);
      executed += spent[i] != 0 ? 1 : 0;
      all += most;
      longestSpent = Math.max(longestSpent, most);
      long key = wasOfPayments ? 0 : keys[i];
      if (key != 0 && spent[i] != 0) {
        int weight = weights[i];
        int at = costs.find(key);
        float known = at >= 0 ? costs.nanosAt(at) : costs.nanos(key, candidates.transaction(i));
        float least = spent[i] > 0 ? FRONTIER_SHARE * most : AHEAD_SHARE * (most - AHEAD_NANOS);
        float cost = Math.max(least, Math.min(known, most));
        sample += weight * most;
        work += weight * learn(candidates, i, key, cost);
      }
    }
    // All have been timed: that says more of the others than for how many each of the sample
    // stands. But payments are so short that it says nothing of what one thread takes.
    float scaled = sample > 0 ? work * (all / sample) : 0;
    if (wasOfPayments && executed > 0) {
      costs.limitPayments(all / executed);
    }
    if (executed >= Math.min(count, LEAST_TIMED)) {
      float reached = wasOfPayments ? sum * executed / count : scaled;
      learnOverhead(report, count, executed, reached, longestSpent);
    }
  }

  /** Learns from one of those looked at; what it is taken to cost from here on. */
  private float learn(Candidates candidates, int index, long call, float cost) {
    Transaction transaction = candidates.transaction(index);
    if (costs.find(call) < 0) {
      learnCost(CallKind.UNKNOWN, cost, index);
    }
    boolean saysOfKinds = inVain[index] || conflicts.hasLikely();
    if (!saysOfKinds || !mayBeLink(transaction, cost)) {
      return learnCost(call, cost, index);
    }
    long kind = CallKind.naming(call, transaction, candidates.knownSender(index));
    if (!inVain[index] && chains.has(kind)) {
      // In a chain there is nothing to be heard of conflicts, so what is known of them fades.
      float learnt = costs.learn(call, cost);
      forgive(candidates, index, (float) weights[index] / candidates.count());
      return learnt;
    }
    if (saysOfConflicts(index)) {
      conflicts.learn(kind, inVain[index]);
    }
    return learnCost(call, cost, index);
  }

  private float learnCost(long call, float cost, int index) {
    return saysOfConflicts(index)
        ? costs.learn(call, cost, inVain[index], weights[index])
        : costs.learn(call, cost);
  }

  /** What was begun in its turn, or by list, was not in vain for that reason alone. */
  private boolean saysOfConflicts(int index) {
    return inVain[index] || (spent[index] < 0 && !wasByList);
  }

  /** Forgets a little of the conflicts of one that stands for such a share of the block. */
  private void forgive(Candidates candidates, int index, float share) {
    Transaction transaction = candidates.transaction(index);
    long call = keys[index];
    costs.forgive(costs.find(call) >= 0 ? call : CallKind.UNKNOWN, 1 - share * FORGIVENESS);
    if (conflicts.hasLikely() && !transaction.data().isEmpty()) {
      long kind = CallKind.naming(call, transaction, candidates.knownSender(index));
      conflicts.forgive(kind, 1 - share * FORGIVENESS_OF_KINDS);
    }
  }

  private void learnOverhead(
      ExecutionReport report, int count, int executed, float work, float longestSpent) {
    boolean isOptimistic = report.mode() == Mode.OPTIMISTIC;
    if (isOptimistic && report.wastedNanos() >= report.usefulNanos() / 4) {
      return; // where much is in vain, workers wait for reasons that are counted as conflicts
    }
    int workers = Math.min(report.workers(), count);
    float wall = Math.max(0, report.wallNanos() - START_NANOS);
    DependencySummary dependencies = report.dependencies();
    float chain = dependencies == null ? 0 : dependencies.criticalPathNanos();
    boolean isBound = Math.max(longestSpent, chain) > BOUND_SHARE * wall;
    float excused = report.wastedNanos() + (isBound ? report.idleNanos() : 0);
    float overhead = (workers * wall - excused - work) / executed;
    Overheads overheads = isOptimistic ? optimistic : listDriven;
    float expected = sum > 0 ? sum / count : work / executed; // by which it was looked up
    if (wasTrial) {
      float alone = work + listing(executed, !isOptimistic);
      boolean isWorthIt = alone >= LEAST_GAIN * report.wallNanos();
      overheads.learnByTrial(count, expected, overhead, workers, isWorthIt);
    } else {
      overheads.learn(count, expected, overhead, workers);
    }
  }
}
