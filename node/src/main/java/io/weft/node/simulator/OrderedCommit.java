package io.weft.node.simulator;

import io.weft.node.simulator.Execution.Run;
import io.weft.node.simulator.TransactionTrace.Read;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Cores run transactions in their order, ahead of a frontier that commits them in their order. What
 * a run saw is compared with the final state only at the frontier, value by value; a run that saw
 * something else is repeated right there, and that second run is final.
 *
 * <p>One core at a time is at the frontier. It takes over what has finished there, runs what nobody
 * has begun, and, where runs see what finished, calls off a run that has seen something stale and
 * is still under way. Where the frontier's transaction is running elsewhere, the core leaves and
 * runs another one ahead. Policies differ in what a read sees, in how far ahead cores may go and in
 * their {@link Habit}s.
 */
final class OrderedCommit implements Policy {

  /** Whose writes a read sees, of those before it in the block. */
  enum Visibility {
    /** Of all that have finished a run, right or wrong. */
    FINISHED,
    /** Of those that are final. */
    COMMITTED
  }

  /** What some policies do and others do not. */
  enum Habit {
    /** Even the transaction that is next is run ahead and checked. */
    RUNS_ALL_AHEAD,
    /**
     * One of several cores with nothing to begin repeats a run that has become stale, before the
     * frontier comes to it.
     */
    REPEATS_AHEAD,
    /** What the block would wait for is begun first. */
    GIVES_HEAD_STARTS,
    /** Calls that conflicted in earlier blocks are run one after the other. */
    WAITS_FOR_KNOWN_CONFLICTS,
    /** A core with nothing to begin does parts of what takes another one long. */
    HELPS
  }

  // As this project's executors choose what to begin first.
  private static final int MOST_HEAD_STARTS = 8;
  private static final long LEAST_NANOS = 100_000;
  private static final long LEAST_SHARE = 32;

  // And what to repeat.
  private static final int MOST_REPEATS = 8;
  private static final int LEAST_CORES_TO_REPEAT = 3;

  /** By then hardly any block has conflicts that are not known. */
  private static final int MOST_RUNS_TO_LEARN = 16;

  private final Visibility visibility;
  private final IntFunction<Reach> reaches;
  private final Set<Habit> habits;

  OrderedCommit(Visibility visibility, IntFunction<Reach> reaches, Habit... habits) {
    this.visibility = visibility;
    this.reaches = reaches;
    this.habits = Set.of(habits);
  }

  /** The transactions to begin with, the longest first. */
  static List<Integer> headStarts(List<TransactionTrace> transactions, int cores) {
    List<Integer> chosen = new ArrayList<>();
    long all = transactions.stream().mapToLong(TransactionTrace::nanos).sum();
    long rest = 0;
    for (int i = transactions.size() - 1; i >= 0; i--) {
      long nanos = transactions.get(i).nanos();
      rest += nanos;
      if (nanos > LEAST_NANOS && nanos * cores > rest && nanos * LEAST_SHARE > all) {
        chosen.add(i);
      }
    }
    chosen.sort(Comparator.comparingLong((Integer i) -> -transactions.get(i).nanos()));
    return chosen.subList(0, Math.min(MOST_HEAD_STARTS, chosen.size()));
  }

  @Override
  public Projection project(BlockTrace trace, int cores, Costs costs) {
    boolean waits = cores > 1 && habits.contains(Habit.WAITS_FOR_KNOWN_CONFLICTS);
    KnownConflicts known = new KnownConflicts();
    for (int run = 1; ; run++) {
      Block block = new Block(trace, cores, costs, known.chains(trace.transactions()));
      Projection projection = block.project();
      boolean hasLearned = waits && known.learn(trace.transactions(), block.inVain);
      if (!hasLearned || run == MOST_RUNS_TO_LEARN) {
        return projection;
      }
    }
  }

  private enum Status {
    WAITING,
    RUNNING,
    /** Finished, and what it saw is what is true. */
    RIGHT,
    /** Finished in vain. */
    STALE,
    COMMITTED
  }

  /** Whose run a read saw. */
  private record Seen(int location, int writer, int incarnation) {}

  private static final int NONE = -1;

  private final class Block {
    private final BlockTrace trace;
    private final Costs costs;
    private final Versions versions;
    private final Timeline timeline = new Timeline();
    private final Execution execution;
    private final Reach reach;
    private final Status[] status;
    private final boolean[] sawStale;
    private final List<List<Seen>> seen = new ArrayList<>();

    /** How often each transaction has been run ahead. */
    private final int[] incarnations;

    /** Whether each was run ahead and had to be repeated at the frontier. */
    private final boolean[] inVain;

    private final Deque<Integer> headStarts = new ArrayDeque<>();

    /** What has not been begun of each chain. */
    private final List<Deque<Integer>> chains = new ArrayList<>();

    /** The link before, of each that is in a chain but not its first; of others none. */
    private final int[] previous;

    private final boolean[] isLink;
    private final @Nullable Run[] runs;
    private final int cores;
    private int idleCores;
    private int next;
    private int frontier;
    private boolean isFrontierTaken;
    private long endNanos;

    Block(BlockTrace trace, int cores, Costs costs, List<List<Integer>> chains) {
      this.trace = trace;
      this.costs = costs.among(cores);
      versions = new Versions(trace);
      execution = new Execution(trace, timeline, this::dispatch);
      status = new Status[trace.transactions().size()];
      Arrays.fill(status, Status.WAITING);
      sawStale = new boolean[status.length];
      incarnations = new int[status.length];
      inVain = new boolean[status.length];
      isLink = new boolean[status.length];
      previous = new int[status.length];
      Arrays.fill(previous, NONE);
      chains.forEach(this::add);
      for (int i = 0; i < status.length; i++) {
        seen.add(new ArrayList<>());
      }
      runs = new @Nullable Run[status.length];
      this.cores = cores;
      reach = reaches.apply(cores);
      idleCores = cores;
      if (cores > 1 && habits.contains(Habit.GIVES_HEAD_STARTS)) {
        headStarts.addAll(headStarts(trace.transactions(), cores));
        headStarts.removeIf(first -> isLink[first]);
      }
    }

    private void add(List<Integer> chain) {
      chains.add(new ArrayDeque<>(chain));
      int before = NONE;
      for (int link : chain) {
        isLink[link] = true;
        previous[link] = before;
        before = link;
      }
    }

    Projection project() {
      dispatch();
      timeline.run();
      return execution.projection(endNanos);
    }

    private void dispatch() {
      while (idleCores > 0) {
        if (!isFrontierTaken && isDue()) {
          idleCores--;
          isFrontierTaken = true;
          advance();
          continue;
        }
        int first = begin();
        if (first == NONE && habits.contains(Habit.HELPS) && execution.help(this::free)) {
          idleCores--;
          continue;
        }
        int transaction = first == NONE ? outdated() : first;
        if (transaction == NONE) {
          return;
        }
        idleCores--;
        runAhead(transaction);
      }
    }

    private void free() {
      idleCores++;
      dispatch();
    }

    /** What a core may begin that none has begun. */
    private int begin() {
      while (!headStarts.isEmpty()) {
        int first = headStarts.remove();
        if (status[first] == Status.WAITING) {
          return first;
        }
      }
      boolean isFrontierTheirs = isFrontierTaken && !habits.contains(Habit.RUNS_ALL_AHEAD);
      int first = isFrontierTheirs ? frontier + 1 : frontier;
      boolean isWaiting = frontier < status.length && status[frontier] == Status.RUNNING;
      long limit = (long) frontier + (isWaiting ? reach.whileWaiting() : reach.size());
      int link = nextLink(first, limit);
      if (link != NONE) {
        return link;
      }
      next = Math.max(next, first);
      while (next < status.length && (status[next] != Status.WAITING || isLink[next])) {
        next++;
      }
      return next < status.length && next <= limit ? next++ : NONE;
    }

    /** One of a chain, once the link before it can be read. */
    private int nextLink(int first, long limit) {
      for (Deque<Integer> chain : chains) {
        while (!chain.isEmpty() && chain.element() < first) {
          chain.remove();
        }
        if (!chain.isEmpty() && chain.element() <= limit && isReady(chain.element())) {
          return chain.remove();
        }
      }
      return NONE;
    }

    private boolean isReady(int link) {
      int before = previous[link];
      return before == NONE || isVisible(before);
    }

    /** Whether there is something to do at the frontier. */
    private boolean isDue() {
      if (frontier == status.length) {
        return false;
      }
      return switch (status[frontier]) {
        case RUNNING -> visibility == Visibility.FINISHED && sawStale[frontier];
        case WAITING -> !habits.contains(Habit.RUNS_ALL_AHEAD);
        case RIGHT, STALE -> true;
        case COMMITTED -> false;
      };
    }

    /** The first run in vain that would see something else now. */
    private int outdated() {
      boolean isLooking = habits.contains(Habit.REPEATS_AHEAD) && cores >= LEAST_CORES_TO_REPEAT;
      for (int i = frontier + 1; isLooking && i < next; i++) {
        if (status[i] == Status.STALE && incarnations[i] <= MOST_REPEATS) {
          for (Seen one : seen.get(i)) {
            int writer = writer(i, one.location);
            if (writer != one.writer || incarnation(writer) != one.incarnation) {
              return i;
            }
          }
        }
      }
      return NONE;
    }

    private void runAhead(int transaction) {
      status[transaction] = Status.RUNNING;
      sawStale[transaction] = false;
      incarnations[transaction]++;
      seen.get(transaction).clear();
      runs[transaction] =
          execution.start(
              transaction,
              costs,
              read -> sawStale[transaction] |= isStale(transaction, read),
              () -> {
                status[transaction] = sawStale[transaction] ? Status.STALE : Status.RIGHT;
                free();
              });
    }

    private boolean isStale(int transaction, Read read) {
      if (read.need() instanceof Need.Nothing) {
        return false;
      }
      int location = read.location();
      int writer = writer(transaction, location);
      seen.get(transaction).add(new Seen(location, writer, incarnation(writer)));
      boolean isSpoilt =
          writer != Versions.BEFORE_BLOCK
              && status[writer] == Status.STALE
              && trace.locations().get(location).kind().isSpoiltByStaleRuns();
      return isSpoilt || !read.need().isMetBy(versions.value(location, writer));
    }

    /** Whose value a transaction would see now. */
    private int writer(int transaction, int location) {
      // What the fee recipient earns is added up at the frontier and shown to nobody before.
      return location == trace.coinbase()
          ? Versions.BEFORE_BLOCK
          : versions.newest(location, transaction, this::isVisible);
    }

    private int incarnation(int writer) {
      return writer == Versions.BEFORE_BLOCK ? 0 : incarnations[writer];
    }

    private boolean isVisible(int writer) {
      return switch (status[writer]) {
        case WAITING, RUNNING -> false;
        case RIGHT, STALE -> visibility == Visibility.FINISHED;
        case COMMITTED -> true;
      };
    }

    private void advance() {
      TransactionTrace transaction = trace.transactions().get(frontier);
      switch (status[frontier]) {
        case WAITING -> {
          reach.passed();
          repeat();
        }
        case RUNNING -> {
          Run run = runs[frontier];
          if (run != null) {
            run.stop();
          }
          idleCores++;
          failed();
          repeat();
        }
        case STALE ->
            timeline.after(
                costs.commitNanos(transaction),
                () -> {
                  failed();
                  repeat();
                });
        case RIGHT ->
            timeline.after(
                costs.commitNanos(transaction),
                () -> {
                  reach.held();
                  commit();
                });
        case COMMITTED -> throw new IllegalStateException("the frontier is past " + frontier);
      }
    }

    private void failed() {
      reach.failed();
      inVain[frontier] = true;
    }

    /** Runs the transaction on the final state. */
    private void repeat() {
      status[frontier] = Status.RUNNING;
      execution.start(frontier, costs.atFrontier(), read -> {}, this::commit);
    }

    private void commit() {
      status[frontier++] = Status.COMMITTED;
      endNanos = timeline.now();
      if (isDue()) {
        advance();
      } else {
        isFrontierTaken = false;
        idleCores++;
      }
      dispatch();
    }
  }
}
