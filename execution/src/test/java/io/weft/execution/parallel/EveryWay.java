package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.parallel.ParallelSettings.Eagerness;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Executes blocks in every way there is and compares: optimistically and by their access lists, the
 * right one and a wrong one, with 1 to 16 workers, through windows of several sizes, and with
 * threads held up where they meet. Executors are kept, so that each block meets what others left
 * behind. One thread at a time.
 */
final class EveryWay implements AutoCloseable {
  private static final int[] WORKERS = {1, 2, 3, 4, 6, 8, 16};
  private static final int KEPT = 16;
  private static final int[] WINDOWS = {1, 2, 3, 8, 64, 100_000};

  private final Map<Integer, WorkerPool> pools = new HashMap<>();

  /** The last ones used; each keeps the room that its largest block took. */
  private final Map<Way, OptimisticTransactions> optimistic =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Way, OptimisticTransactions> eldest) {
          return size() > KEPT;
        }
      };

  private final Map<Integer, ListDrivenTransactions> listDriven = new HashMap<>();
  private final Switch hook = new Switch();
  private @Nullable ExecutionReport report;

  private record Way(int workers, int window, boolean isFixed, boolean isAlwaysAhead) {
    static Way drawn(Random random) {
      boolean isFixed = random.nextInt(4) != 0;
      return new Way(
          WORKERS[random.nextInt(1 + random.nextInt(WORKERS.length))],
          WINDOWS[random.nextInt(WINDOWS.length)],
          isFixed,
          isFixed && random.nextInt(3) == 0);
    }
  }

  /** What executors are given before it is known what it does. */
  private static final class Switch implements ScheduleHook {
    private volatile ScheduleHook to = ScheduleHook.NONE;

    @Override
    public void at(Point point, int lane, int transaction) {
      to.at(point, lane, transaction);
    }
  }

  /** Fails if any way does not end as the sequential executor. */
  void check(long seed, TestBlock block, Random random) {
    boolean isBuilding = random.nextBoolean();
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, isBuilding);
    for (int repeat = 0; repeat < 2; repeat++) {
      Way way = Way.drawn(random);
      OptimisticTransactions executor = of(way);
      Order order = order(random, block.transactions().size());
      Outcome actual =
          run(
              block,
              (execution, candidates) -> executor.execute(execution, candidates, "tried", order),
              isBuilding,
              seed,
              random);
      assertThat(actual).as("seed %d, %s, %s", seed, block.fork(), way).isEqualTo(expected);
    }
    TestBlock valid = valid(block);
    if (ByList.isFollowed(block)) {
      BlockAccessList right = ByList.right(valid);
      checkByList(seed, valid, right, random);
      checkByList(seed, valid, WrongList.of(right, random), random);
      checkByList(seed, block, right, random); // maybe a list of another block
    }
    if (block.fork().isAtLeast(Fork.AMSTERDAM)) {
      checkVerdicts(seed, random.nextBoolean() ? block : valid, random);
    }
  }

  /** Whatever list comes with a block, the verdict and its reason are those of one thread. */
  private void checkVerdicts(long seed, TestBlock block, Random random) {
    WholeBlock whole = WholeBlock.of(block);
    SequentialBlockExecutor oracle = new SequentialBlockExecutor(whole.spec(), whole.senders());
    BlockResult expected = oracle.execute(whole.parent(), whole.block());
    BlockAccessList known = oracle.accessList(whole.parent(), whole.block());
    BlockAccessList right = known == null ? BlockAccessList.EMPTY : known;
    hook.to = new Chaos(random.nextLong());
    int workers = Way.drawn(random).workers;
    ParallelBlockExecutor executor =
        ParallelBlockExecutor.listDriven(
            whole.spec(),
            whole.senders(),
            pool(workers),
            settings(new Way(workers, 1, true, false)));
    List<BlockAccessList> lists =
        List.of(right, WrongList.of(right, random), WrongList.absurd(right, random));
    for (BlockAccessList list : lists) {
      assertThat(executor.execute(whole.parent(), whole.block(), list))
          .as("seed %d, verdict by %d workers", seed, workers)
          .isEqualTo(expected);
    }
  }

  private void checkByList(long seed, TestBlock block, BlockAccessList list, Random random) {
    int workers = Way.drawn(random).workers;
    List<Integer> first = headStarts(random, block.transactions().size());
    ByList byList =
        hooked(block, seed, random, () -> ByList.of(block, byList(workers), list, first));
    byList.check(
        block,
        Outcome.withAccessList(block),
        "seed %d, %s, %d workers, by list".formatted(seed, block.fork(), workers));
  }

  /** Some have a head start, and some others are chained to each other, whatever they are. */
  static Order order(Random random, int transactions) {
    List<Integer> first = headStarts(random, transactions);
    int count = random.nextInt(4);
    List<List<Integer>> chains = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      chains.add(new ArrayList<>());
    }
    for (int i = 0; i < transactions; i++) {
      int chain = random.nextInt(count + 1);
      if (chain < count && !first.contains(i)) {
        chains.get(chain).add(i);
      }
    }
    chains.removeIf(List::isEmpty);
    return new Order(
        first, chains.stream().map(chain -> chain.stream().mapToInt(i -> i).toArray()).toList());
  }

  /** Some transactions in no order, or none. */
  static List<Integer> headStarts(Random random, int transactions) {
    if (transactions == 0) {
      return List.of();
    }
    return random
        .ints(random.nextInt(9), 0, transactions)
        .distinct()
        .skip(random.nextInt(3))
        .boxed()
        .toList();
  }

  /** The block without what cannot be in it. */
  static TestBlock valid(TestBlock generated) {
    Outcome sifted = Outcome.ofAllCandidates(generated);
    return generated.with(index -> sifted.results().get(index) instanceof Executed);
  }

  private Outcome run(
      TestBlock block, TransactionExecutor executor, boolean isBuilding, long seed, Random random) {
    return hooked(block, seed, random, () -> Outcome.of(block, executor, isBuilding));
  }

  private <T> T hooked(TestBlock block, long seed, Random random, Supplier<T> execution) {
    FrontierRuns runs = new FrontierRuns(block.transactions().size());
    ScheduleHook chaos = random.nextInt(4) == 0 ? ScheduleHook.NONE : new Chaos(random.nextLong());
    hook.to =
        (point, lane, transaction) -> {
          runs.at(point, lane, transaction);
          chaos.at(point, lane, transaction);
        };
    report = null;
    T outcome = execution.get();
    runs.check(seed, report);
    return outcome;
  }

  private OptimisticTransactions of(Way way) {
    return optimistic.computeIfAbsent(
        way, drawn -> new OptimisticTransactions(pool(drawn.workers), settings(drawn)));
  }

  private ListDrivenTransactions byList(int workers) {
    return listDriven.computeIfAbsent(
        workers, w -> new ListDrivenTransactions(pool(w), settings(new Way(w, 1, true, false))));
  }

  private WorkerPool pool(int workers) {
    return pools.computeIfAbsent(workers, WorkerPool::start);
  }

  private ParallelSettings settings(Way way) {
    return new ParallelSettings(
        way.hashCode() * 0x9E3779B97F4A7C15L,
        way.isAlwaysAhead ? Eagerness.EVERY_TRANSACTION : Eagerness.EVERY_BLOCK,
        way.window,
        way.isFixed,
        hook,
        System::nanoTime,
        block -> report = block);
  }

  @Override
  public void close() {
    pools.values().forEach(WorkerPool::close);
  }

  /** Yields, parks and spins wherever threads meet. */
  private record Chaos(long seed) implements ScheduleHook {
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // to be let down by it is the point
    public void at(Point point, int lane, int transaction) {
      long mix =
          (seed + 31L * transaction + 7L * lane + point.name().hashCode()) * 0x9E3779B97F4A7C15L;
      mix ^= System.nanoTime();
      int draw = (int) (mix >>> 40) & 63;
      if (draw == 0) {
        LockSupport.parkNanos(30_000);
      } else if (draw < 8) {
        Thread.yield();
      } else if (draw < 16) {
        for (int i = 0; i < 200; i++) {
          Thread.onSpinWait();
        }
      }
    }
  }
}
