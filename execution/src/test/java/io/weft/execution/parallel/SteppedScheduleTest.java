package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.parallel.ParallelSettings.Eagerness;
import io.weft.execution.parallel.ScheduleHook.Point;
import io.weft.execution.parallel.SteppedSchedule.Choice;
import io.weft.execution.parallel.SteppedSchedule.Chooser;
import io.weft.execution.parallel.SteppedSchedule.Rules;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.types.BlockAccessList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Schedules that are chosen, not met by chance: a seed replays one, and of small blocks all that
 * hold up a worker only so many times are tried. Whatever the schedule, nobody is idle while there
 * is something to do, and no transaction is executed in its turn more than once.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SteppedScheduleTest {
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);
  private static final int SEEDS = Integer.getInteger("weft.schedules", 300);
  private static final int MOST_SCHEDULES = Integer.getInteger("weft.exhaustive", 20_000);
  private static final int[] WINDOWS = {8, 1, 2, 3};
  private static final Set<Point> ALL = EnumSet.allOf(Point.class);

  /** Of three transactions the first and the last, one after the other. */
  private static final List<int[]> CHAINS = List.of(new int[] {0, 2});

  /** Where what one worker does next depends on what another one did; reads are repeated. */
  private static final Set<Point> HAND_OVERS = EnumSet.complementOf(EnumSet.of(Point.READ));

  @Test
  void anySeedEndsAsTheSequentialExecutorAndReplays() {
    System.out.println("schedules: " + SEEDS + " from seed " + SEED);
    for (long seed = SEED; seed < SEED + SEEDS; seed++) {
      int workers = 2 + (int) (seed % 3);
      int window = WINDOWS[(int) (seed / 3 % WINDOWS.length)];
      boolean isAlwaysAhead = seed % 2 == 0;
      TestBlock block = BlockUniverse.of(seed, 4, 4 + (int) (seed % 7)).block();
      try (Subject subject =
          new Optimistic(block, workers, window, isAlwaysAhead, order(seed, block))) {
        checkReplay(subject, seed);
      }
    }
  }

  @Test
  void anySeedEndsAsTheSequentialExecutorByAccessLists() {
    System.out.println("schedules by lists: " + SEEDS + " from seed " + SEED);
    for (long seed = SEED; seed < SEED + SEEDS; seed++) {
      int workers = 2 + (int) (seed % 3);
      int transactions = 4 + (int) (seed % 7);
      BlockUniverse universe =
          seed % 2 == 0
              ? new BlockUniverse(seed, Fork.AMSTERDAM, 4, transactions)
              : BlockUniverse.of(seed, 4, transactions);
      TestBlock block = EveryWay.valid(universe.block());
      if (!block.transactions().isEmpty() && ByList.isFollowed(block)) {
        try (Subject subject =
            new Listed(block, workers, seed % 4 < 2 ? null : seed, headStarts(seed, block))) {
          checkReplay(subject, seed);
        }
      }
    }
  }

  private static void checkReplay(Subject subject, long seed) {
    List<Choice> first = subject.run(ALL, random(seed), seed);
    List<Choice> second = subject.run(ALL, random(seed), seed);
    assertThat(second).as("replay of seed %d", seed).isEqualTo(first);
  }

  /** None for most. */
  private static List<Integer> headStarts(long seed, TestBlock block) {
    return seed % 4 == 0
        ? EveryWay.headStarts(new Random(seed), block.transactions().size())
        : List.of();
  }

  /** For most, their own. */
  private static Order order(long seed, TestBlock block) {
    return seed % 4 == 1
        ? EveryWay.order(new Random(seed), block.transactions().size())
        : new Order(headStarts(seed, block), List.of());
  }

  static Chooser random(long seed) {
    Random random = new Random(seed);
    return (step, able, last) -> able.get(random.nextInt(able.size()));
  }

  /** Two preemptions among all points for two workers; for three, among those that matter. */
  @Test
  void everyScheduleOfASmallBlockEndsAsTheSequentialExecutor() {
    for (long seed = SEED; seed < SEED + 4; seed++) {
      TestBlock block = BlockUniverse.of(seed, 3, 3).block();
      boolean isAlwaysAhead = seed % 2 == 0;
      try (Subject two = new Optimistic(block, 2, 8, isAlwaysAhead, Order.OWN);
          Subject late =
              new Optimistic(block, 2, 8, isAlwaysAhead, new Order(List.of(2), List.of()));
          Subject chained =
              new Optimistic(block, 2, 8, isAlwaysAhead, new Order(List.of(), CHAINS));
          Subject three = new Optimistic(block, 3, 2, isAlwaysAhead, Order.OWN)) {
        explore(two, ALL, 2, seed);
        explore(two, HAND_OVERS, 4, seed);
        explore(late, HAND_OVERS, 3, seed);
        explore(chained, HAND_OVERS, 3, seed);
        explore(three, HAND_OVERS, 2, seed);
      }
    }
  }

  @Test
  void everyScheduleOfASmallBlockEndsAsItsListSays() {
    int explored = 0;
    for (long seed = SEED; explored < 4; seed++) {
      Fork fork = seed % 2 == 0 ? Fork.AMSTERDAM : Fork.SHANGHAI;
      TestBlock block = EveryWay.valid(new BlockUniverse(seed, fork, 3, 4).block());
      if (block.transactions().size() == 3) {
        explored++;
        try (Subject two = new Listed(block, 2, null, List.of(2));
            Subject three = new Listed(block, 3, null, List.of());
            Subject wrong = new Listed(block, 3, seed, List.of())) {
          explore(two, HAND_OVERS, 4, seed);
          explore(three, HAND_OVERS, 3, seed);
          explore(wrong, HAND_OVERS, 3, seed);
        }
      }
    }
  }

  /** Depth first: each run is a prefix of choices, then goes on with whoever is at it. */
  private static void explore(Subject subject, Set<Point> points, int preemptions, long seed) {
    Deque<List<Integer>> prefixes = new ArrayDeque<>();
    prefixes.push(List.of());
    int tried = 0;
    while (!prefixes.isEmpty() && tried < MOST_SCHEDULES) {
      List<Integer> prefix = prefixes.pop();
      List<Choice> choices = subject.run(points, following(prefix), seed);
      tried++;
      List<Integer> chosen = new ArrayList<>();
      int preempted = 0;
      for (int step = 0; step < choices.size(); step++) {
        Choice choice = choices.get(step);
        if (step >= prefix.size()) {
          for (int other : choice.able()) {
            boolean isAllowed = preempted + (choice.isPreemption(other) ? 1 : 0) <= preemptions;
            if (other != choice.chosen() && isAllowed) {
              List<Integer> branch = new ArrayList<>(chosen);
              branch.add(other);
              prefixes.push(branch);
            }
          }
        }
        preempted += choice.isPreemption(choice.chosen()) ? 1 : 0;
        chosen.add(choice.chosen());
      }
    }
    System.out.println(
        "block %d, %s: %s%d schedules of at most %d preemptions"
            .formatted(seed, subject, prefixes.isEmpty() ? "all " : "", tried, preemptions));
  }

  private static Chooser following(List<Integer> prefix) {
    return (step, able, last) -> {
      if (step < prefix.size()) {
        return prefix.get(step);
      }
      return able.contains(last) ? last : able.getFirst();
    };
  }

  /** A block, what it must come to, and what executes it. */
  abstract static sealed class Subject implements AutoCloseable permits Optimistic, Listed {
    final TestBlock block;
    final int workers;
    private final Rules rules;
    private final WorkerPool pool;

    Subject(TestBlock block, int workers, Rules rules) {
      this.block = block;
      this.workers = Math.min(workers, block.transactions().size()); // more do not come
      this.rules = rules;
      pool = WorkerPool.start(workers);
    }

    /** Runs the block under these choices and compares; the choices made. */
    final List<Choice> run(Set<Point> points, Chooser chooser, long seed) {
      int count = block.transactions().size();
      SteppedSchedule schedule = new SteppedSchedule(workers, count, rules, points, chooser);
      FrontierRuns runs = new FrontierRuns(count);
      ScheduleHook hook =
          (point, lane, transaction) -> {
            runs.at(point, lane, transaction);
            schedule.at(point, lane, transaction);
          };
      try {
        check(pool, hook);
      } catch (RuntimeException | Error e) {
        throw new AssertionError(
            "seed %d, %s, schedule %s".formatted(seed, this, schedule.choices()), e);
      }
      runs.check(seed, null);
      return schedule.choices();
    }

    abstract void check(WorkerPool threads, ScheduleHook hook);

    @Override
    public final void close() {
      pool.close();
    }
  }

  /** A block that is built, optimistically. */
  static final class Optimistic extends Subject {
    private final Order order;
    private final Outcome expected;
    private final int window;
    private final boolean isAlwaysAhead;

    Optimistic(TestBlock block, int workers, int window, boolean isAlwaysAhead, Order order) {
      super(block, workers, rules(window, isAlwaysAhead, order));
      this.window = window;
      this.order = order;
      this.isAlwaysAhead = isAlwaysAhead;
      expected = Outcome.of(block, SequentialTransactions.UNWATCHED, true);
    }

    private static Rules rules(int window, boolean isAlwaysAhead, Order order) {
      Set<Integer> links = new HashSet<>();
      for (int[] chain : order.chains()) {
        Arrays.stream(chain).forEach(links::add);
      }
      return new Rules(window, isAlwaysAhead ? 0 : 1, order.headStarts().size(), links, true);
    }

    @Override
    void check(WorkerPool threads, ScheduleHook hook) {
      ParallelSettings settings =
          new ParallelSettings(
              7,
              isAlwaysAhead ? Eagerness.EVERY_TRANSACTION : Eagerness.EVERY_BLOCK,
              window,
              true,
              hook,
              System::nanoTime,
              report -> {});
      OptimisticTransactions executor = new OptimisticTransactions(threads, settings);
      Outcome actual =
          Outcome.of(
              block, (execution, all) -> executor.execute(execution, all, "tried", order), true);
      assertThat(actual).isEqualTo(expected);
    }

    @Override
    public String toString() {
      return "%d workers, window %d%s"
          .formatted(workers, window, isAlwaysAhead ? ", all ahead" : "");
    }
  }

  /** A block that is verified by its access list, or by another one. */
  static final class Listed extends Subject {
    private final List<Integer> first;
    private final Outcome expected;
    private final BlockAccessList right;
    private final BlockAccessList list;

    Listed(TestBlock block, int workers, @Nullable Long wrongSeed, List<Integer> first) {
      super(block, workers, new Rules(Integer.MAX_VALUE, 0, first.size(), Set.of(), false));
      this.first = first;
      expected = Outcome.withAccessList(block);
      right = Objects.requireNonNull(expected.executed().accessList());
      list = wrongSeed == null ? right : WrongList.of(right, new Random(wrongSeed));
    }

    @Override
    void check(WorkerPool threads, ScheduleHook hook) {
      ParallelSettings settings =
          new ParallelSettings(
              7, Eagerness.EVERY_BLOCK, 1, true, hook, System::nanoTime, report -> {});
      ByList.of(block, new ListDrivenTransactions(threads, settings), list, first)
          .check(block, expected, toString());
    }

    @Override
    public String toString() {
      return "%d workers, by a %s list".formatted(workers, list.equals(right) ? "right" : "wrong");
    }
  }
}
