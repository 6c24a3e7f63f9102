package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockResult;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With the right access list the answer is the sequential one; a wrong list is never believed. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ListDrivenTest {
  private static final int[] WORKERS = {1, 2, 3, 4, 8};
  private static final int BLOCKS = Integer.getInteger("weft.universes", 400) / 2;
  private static final int WRONG_LISTS = 6;

  /** Of each payment, which uses 21,000. */
  private static final long GAS_LIMIT = 1_000_000;

  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
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

  /** Blocks of all sizes, none and one among them, by few workers and by many, right and wrong. */
  @Test
  void nothingOfOneBlockIsLeftForTheNext() {
    Random random = new Random(SEED);
    ParallelSettings settings =
        ParallelSettings.standard(random.nextLong(), System::nanoTime, report -> {});
    try (WorkerPool pool = WorkerPool.start(1)) {
      ListDrivenTransactions engine = new ListDrivenTransactions(pool, settings);
      for (int i = 0; i < BLOCKS / 2; i++) {
        long seed = SEED + 3_000_000 + i;
        TestBlock whole =
            valid(new BlockUniverse(seed, Fork.AMSTERDAM, 3 + i % 20, 1 + i % 60).block());
        int size = i % 4 == 0 ? random.nextInt(3) : Integer.MAX_VALUE;
        TestBlock block = whole.with(index -> index < size);
        Outcome expected = Outcome.withAccessList(block);
        BlockAccessList right = ByList.right(block);
        pool.resize(WORKERS[random.nextInt(WORKERS.length)]);
        List<Integer> first = EveryWay.headStarts(random, block.transactions().size());
        for (BlockAccessList list : List.of(WrongList.of(right, random), right)) {
          ByList.of(block, engine, list, first)
              .check(block, expected, "seed %d, %d workers".formatted(seed, pool.workers()));
        }
      }
    }
  }

  @Test
  void nobodyExecutesBeforeTheListIsEntered() {
    checkSlowList();
  }

  /** Fails unless a list is followed of which one account takes long to be entered. */
  static void checkSlowList() {
    TestBlock block = valid(new BlockUniverse(SEED, Fork.AMSTERDAM, 10, 20).block());
    Outcome expected = Outcome.withAccessList(block);
    List<AccountChanges> accounts = new ArrayList<>(ByList.right(block).accounts());
    AccountChanges first = accounts.getFirst();
    ParallelSettings settings = ParallelSettings.standard(SEED, System::nanoTime, report -> {});
    try (WorkerPool pool = WorkerPool.start(2)) {
      ListDrivenTransactions engine = new ListDrivenTransactions(pool, settings);
      for (int i = 0; i < 3; i++) {
        accounts.set(
            0,
            new AccountChanges(
                first.address(),
                first.storageChanges(),
                new SlowList<>(first.storageReads()),
                first.balanceChanges(),
                first.nonceChanges(),
                first.codeChanges()));
        ByList.of(block, engine, new BlockAccessList(List.copyOf(accounts)), List.of())
            .check(block, expected, "a slow list");
      }
    }
  }

  /** A list whose reader is held up when it asks for the first time. */
  private static final class SlowList<E> extends AbstractList<E> {
    private static final long NANOS = 50_000_000;

    private final List<E> list;
    private boolean wasAsked;

    SlowList(List<E> list) {
      this.list = list;
    }

    @Override
    public E get(int index) {
      return list.get(index);
    }

    @Override
    public int size() {
      if (!wasAsked) {
        wasAsked = true;
        long until = System.nanoTime() + NANOS;
        for (long left = NANOS; left > 0; left = until - System.nanoTime()) {
          LockSupport.parkNanos(left); // which whoever wakes this worker for something else ends
        }
      }
      return list.size();
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

  /** A list may describe what a block would come to if it had room for more. */
  @Test
  void listOfABlockWithoutRoomForItsTransactionsIsNotFollowed() {
    TestBlock block = payments(Fork.AMSTERDAM);
    long room = GAS_LIMIT + 2 * 21_000 - 1;
    assertFollowed(block, ByList.right(block), true);
    assertFollowed(block.withGasLimit(room), ByList.right(block), false);
  }

  /** The same accesses in another order have another hash. */
  @Test
  void listInAnotherOrderIsNotTheList() {
    for (Fork fork : List.of(Fork.SHANGHAI, Fork.AMSTERDAM)) {
      TestBlock block = payments(fork);
      List<AccountChanges> accounts = ByList.right(block).accounts();
      assertFollowed(block, new BlockAccessList(accounts.reversed()), false);
      List<AccountChanges> twice = new ArrayList<>(accounts);
      twice.add(1, accounts.getFirst());
      assertFollowed(block, new BlockAccessList(twice), false);
    }
  }

  private static TestBlock payments(Fork fork) {
    TestState state = new TestState().balance(ALICE, 1_000_000_000_000L);
    return TestBlock.of(fork, state).call(ALICE, BOB).call(ALICE, BOB).call(ALICE, BOB);
  }

  private static void assertFollowed(TestBlock block, BlockAccessList list, boolean isFollowed) {
    try (WorkerPool pool = WorkerPool.start(2)) {
      ParallelSettings settings = ParallelSettings.standard(1, System::nanoTime, report -> {});
      ByList byList = ByList.of(block, new ListDrivenTransactions(pool, settings), list, List.of());
      assertThat(byList.isDone() && byList.isRight()).isEqualTo(isFollowed);
      byList.check(block, Outcome.withAccessList(block), "of " + block.fork());
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
    if (!ByList.isFollowed(block)) {
      return;
    }
    Outcome expected = Outcome.withAccessList(block);
    BlockAccessList list = Objects.requireNonNull(expected.executed().accessList());
    int workers = WORKERS[random.nextInt(WORKERS.length)];
    ParallelSettings settings =
        ParallelSettings.standard(random.nextLong(), System::nanoTime, report -> {});
    try (WorkerPool pool = WorkerPool.start(workers)) {
      ListDrivenTransactions engine = new ListDrivenTransactions(pool, settings);
      for (int i = 0; i < 2 + WRONG_LISTS; i++) {
        BlockAccessList given = i < 2 ? list : WrongList.of(list, random);
        ByList.of(block, engine, given, EveryWay.headStarts(random, block.transactions().size()))
            .check(
                block,
                expected,
                "seed %d, %s, %d workers, list %d".formatted(seed, block.fork(), workers, i));
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
}
