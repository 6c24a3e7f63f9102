package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockResult;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.parallel.ListDrivenTransactions.Reliance;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the right access list the answer is the sequential one; a wrong list is never believed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ListDrivenTest {
  private static final int[] WORKERS = {1, 2, 3, 4, 8};
  private static final int BLOCKS = Integer.getInteger("weft.universes", 400) / 2;
  private static final int WRONG_LISTS = 6;
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);

  @Test
  void generatedBlocksEndAsTheirListsSay() {
    System.out.println("generated blocks with lists: " + BLOCKS + " from seed " + SEED);
    for (int i = 0; i < BLOCKS; i++) {
      check(SEED + i, universe(SEED + i, i), new Random(SEED + i));
    }
  }

  @Test
  void generatedBlocksOfAmsterdamEndAsTheirListsSay() {
    for (int i = 0; i < BLOCKS; i++) {
      long seed = SEED + 1_000_000 + i;
      Random random = new Random(seed);
      int accounts = 3 + random.nextInt(i % 5 == 0 ? 100 : 10);
      BlockUniverse universe =
          new BlockUniverse(seed, Fork.AMSTERDAM, accounts, 4 + random.nextInt(60));
      check(seed, universe.block(), random);
    }
  }

  /** Whatever list comes with a block, the verdict and its reason are those of one thread. */
  @Test
  void wrongListIsRefusedForTheReasonThatOneThreadGives() {
    for (int i = 0; i < BLOCKS; i++) {
      long seed = SEED + 2_000_000 + i;
      Random random = new Random(seed);
      BlockUniverse universe =
          new BlockUniverse(seed, Fork.AMSTERDAM, 3 + random.nextInt(10), 4 + random.nextInt(20));
      TestBlock generated = universe.block();
      WholeBlock whole = WholeBlock.of(i % 4 == 0 ? generated : valid(generated));
      SequentialBlockExecutor oracle = new SequentialBlockExecutor(whole.spec(), whole.senders());
      BlockResult expected = oracle.execute(whole.parent(), whole.block());
      BlockAccessList right = oracle.accessList(whole.parent(), whole.block());
      ParallelSettings settings =
          ParallelSettings.standard(random.nextLong(), System::nanoTime, report -> {});
      try (WorkerPool pool = WorkerPool.start(WORKERS[random.nextInt(WORKERS.length)])) {
        ParallelBlockExecutor executor =
            ParallelBlockExecutor.listDriven(whole.spec(), whole.senders(), pool, settings);
        for (int k = 0; k < WRONG_LISTS; k++) {
          BlockAccessList list =
              right == null
                  ? WrongList.of(BlockAccessList.EMPTY, random)
                  : switch (k) {
                    case 0 -> right;
                    case 1, 2, 3 -> WrongList.of(right, random);
                    default -> WrongList.absurd(right, random);
                  };
          assertThat(executor.execute(whole.parent(), whole.block(), list))
              .as("seed %d, list %d", seed, k)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static TestBlock universe(long seed, int index) {
    Random random = new Random(seed);
    int accounts = 3 + random.nextInt(index % 5 == 0 ? 100 : 10);
    int transactions = index % 50 == 49 ? 600 : 4 + random.nextInt(60);
    return BlockUniverse.of(seed, accounts, transactions).block();
  }

  private static void check(long seed, TestBlock generated, Random random) {
    TestBlock block = valid(generated);
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    BlockAccessList list =
        Objects.requireNonNull(Outcome.withAccessList(block).executed().accessList());
    int workers = WORKERS[random.nextInt(WORKERS.length)];
    ParallelSettings settings =
        ParallelSettings.standard(random.nextLong(), System::nanoTime, report -> {});
    boolean isProof = block.fork().isAtLeast(Fork.AMSTERDAM);
    try (WorkerPool pool = WorkerPool.start(workers)) {
      ListDrivenTransactions executor = new ListDrivenTransactions(pool, settings);
      for (int repeat = 0; repeat < 2; repeat++) {
        Run run = run(block, executor, list, EveryWay.headStarts(random, size(block)));
        assertThat(run.outcome)
            .as("seed %d, %s, %d workers", seed, block.fork(), workers)
            .isEqualTo(expected);
        assertThat(run.reliance)
            .isEqualTo(isProof && !block.transactions().isEmpty() ? Reliance.WHOLE : Reliance.NONE);
      }
      for (int i = 0; i < WRONG_LISTS; i++) {
        BlockAccessList wrong = WrongList.of(list, random);
        Run run = run(block, executor, wrong, EveryWay.headStarts(random, size(block)));
        if (run.reliance == Reliance.NONE) {
          assertThat(run.outcome).as("seed %d, wrong list %d", seed, i).isEqualTo(expected);
        } else if (run.reliance == Reliance.WHOLE) {
          assertThat(run.outcome.executed().accessList())
              .as("seed %d, wrong list %d", seed, i)
              .isNotEqualTo(wrong);
        }
      }
    }
  }

  /** The generated block without what cannot be in it. */
  private static TestBlock valid(TestBlock generated) {
    TestBlock block = generated;
    Outcome outcome = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    while (outcome.results().size() < block.transactions().size()
        || !outcome.results().stream().allMatch(Executed.class::isInstance)) {
      int rejected = outcome.results().size() - 1;
      block = block.with(index -> index != rejected);
      outcome = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    }
    return block;
  }

  private record Run(Outcome outcome, Reliance reliance) {}

  private static int size(TestBlock block) {
    return Math.max(1, block.transactions().size());
  }

  private static Run run(
      TestBlock block,
      ListDrivenTransactions executor,
      BlockAccessList list,
      List<Integer> headStarts) {
    Reliance[] reliance = {Reliance.NONE};
    Outcome outcome =
        Outcome.of(
            block,
            (execution, candidates) ->
                reliance[0] = executor.execute(execution, candidates, list, headStarts),
            false);
    return new Run(outcome, reliance[0]);
  }
}
