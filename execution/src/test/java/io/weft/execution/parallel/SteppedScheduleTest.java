package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.parallel.SteppedSchedule.Choice;
import io.weft.execution.parallel.SteppedSchedule.Chooser;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.TestBlock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Schedules that are chosen, not met by chance: a seed replays one, and of small blocks all that
 * hold up a worker at most twice are tried.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class SteppedScheduleTest {
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);
  private static final int SEEDS = Integer.getInteger("weft.schedules", 300);
  private static final int PREEMPTIONS = 2;
  private static final int MOST_SCHEDULES = Integer.getInteger("weft.exhaustive", 2_000);

  @Test
  void anySeedEndsAsTheSequentialExecutorAndReplays() {
    System.out.println("schedules: " + SEEDS + " from seed " + SEED);
    for (long seed = SEED; seed < SEED + SEEDS; seed++) {
      int workers = 2 + (int) (seed % 3);
      TestBlock block = BlockUniverse.of(seed, 4, 4 + (int) (seed % 7)).block();
      List<Choice> first = run(block, workers, random(seed), seed);
      List<Choice> second = run(block, workers, random(seed), seed);
      assertThat(second).as("replay of seed %d", seed).isEqualTo(first);
    }
  }

  static Chooser random(long seed) {
    Random random = new Random(seed);
    return (step, able, last) -> able.get(random.nextInt(able.size()));
  }

  @Test
  void everyScheduleOfASmallBlockEndsAsTheSequentialExecutor() {
    for (int workers = 2; workers <= 3; workers++) {
      for (long seed = SEED; seed < SEED + 4; seed++) {
        TestBlock block = BlockUniverse.of(seed, 3, 2 + workers - 1).block();
        int tried = explore(block, workers, seed);
        System.out.println(
            "block "
                + seed
                + ", "
                + workers
                + " workers: "
                + tried
                + " schedules of at most "
                + PREEMPTIONS
                + " preemptions");
      }
    }
  }

  /** Depth first: each run is a prefix of choices, then goes on with whoever is at it. */
  private static int explore(TestBlock block, int workers, long seed) {
    Deque<List<Integer>> prefixes = new ArrayDeque<>();
    prefixes.push(List.of());
    int tried = 0;
    while (!prefixes.isEmpty() && tried < MOST_SCHEDULES) {
      List<Integer> prefix = prefixes.pop();
      List<Choice> choices = run(block, workers, following(prefix), seed);
      tried++;
      List<Integer> chosen = new ArrayList<>();
      int preemptions = 0;
      for (int step = 0; step < choices.size(); step++) {
        Choice choice = choices.get(step);
        if (step >= prefix.size()) {
          for (int other : choice.able()) {
            boolean isAllowed = preemptions + (choice.isPreemption(other) ? 1 : 0) <= PREEMPTIONS;
            if (other != choice.chosen() && isAllowed) {
              List<Integer> branch = new ArrayList<>(chosen);
              branch.add(other);
              prefixes.push(branch);
            }
          }
        }
        preemptions += choice.isPreemption(choice.chosen()) ? 1 : 0;
        chosen.add(choice.chosen());
      }
    }
    return tried;
  }

  private static Chooser following(List<Integer> prefix) {
    return (step, able, last) -> {
      if (step < prefix.size()) {
        return prefix.get(step);
      }
      return able.contains(last) ? last : able.getFirst();
    };
  }

  /** Runs the block under these choices and compares; the choices made. */
  static List<Choice> run(TestBlock block, int workers, Chooser chooser, long seed) {
    int count = block.transactions().size();
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, true);
    SteppedSchedule schedule = new SteppedSchedule(workers, count, chooser);
    ParallelSettings settings =
        new ParallelSettings(7, 0, 8, true, true, schedule, System::nanoTime, report -> {});
    try (WorkerPool pool = WorkerPool.start(workers)) {
      Outcome actual = Outcome.of(block, new OptimisticTransactions(pool, settings), true);
      assertThat(actual)
          .as("seed %d, %d workers, schedule %s", seed, workers, schedule.choices())
          .isEqualTo(expected);
    }
    return schedule.choices();
  }
}
