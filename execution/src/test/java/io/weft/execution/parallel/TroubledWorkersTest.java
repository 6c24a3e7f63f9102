package io.weft.execution.parallel;

import static io.weft.execution.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Signature;
import io.weft.execution.parallel.ParallelSettings.Eagerness;
import io.weft.execution.parallel.ScheduleHook.Point;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.LegacyTransaction;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Workers that fail, are interrupted, come late, or are told to go while a block is executed: the
 * block is right or fails as a whole, and the next one is right.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
final class TroubledWorkersTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final int TRANSACTIONS = 24;
  private static final int WORKERS = 3;
  private static final long SEED = Long.getLong("weft.seed", 20_261_122L);

  private final TestBlock block = block(Fork.SHANGHAI);
  private final Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
  private final BlockAccessList list =
      Objects.requireNonNull(Outcome.withAccessList(block).executed().accessList());

  /** What the hook does now; executors are made once. */
  private volatile ScheduleHook hook = ScheduleHook.NONE;

  private static TestBlock block(Fork fork) {
    long rich = 1_000_000_000_000_000L;
    TestState state = new TestState().balance(ALICE, rich).balance(BOB, rich);
    Bytecode code = new Bytecode().sload(0).push(1).op(ADD).push(0).op(SSTORE);
    state.contract(CONTRACT, code.op(CALLER, SLOAD).push(1).op(ADD, CALLER, SSTORE).build());
    TestBlock block = TestBlock.of(fork, state);
    for (int i = 0; i < TRANSACTIONS; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, CONTRACT);
    }
    return block;
  }

  private ParallelSettings settings() {
    ScheduleHook current = (point, lane, transaction) -> hook.at(point, lane, transaction);
    return new ParallelSettings(
        3, Eagerness.EVERY_TRANSACTION, 8, true, current, System::nanoTime, report -> {});
  }

  private List<TransactionExecutor> engines(WorkerPool pool) {
    ListDrivenTransactions listDriven = new ListDrivenTransactions(pool, settings());
    return List.of(
        new OptimisticTransactions(pool, settings()),
        (execution, candidates) -> {
          if (!listDriven.execute(execution, candidates, list, "tried", List.of())) {
            SequentialTransactions.UNWATCHED.execute(execution, candidates);
          }
        });
  }

  @Test
  void failureAnywhereFailsTheBlockAndNotTheNext() {
    Random random = new Random(SEED);
    try (WorkerPool pool = WorkerPool.start(WORKERS)) {
      List<Thread> threads = pool.threads();
      for (TransactionExecutor engine : engines(pool)) {
        for (Point point : Point.values()) {
          for (int i = 0; i < 12; i++) {
            Throwable failure =
                switch (i % 3) {
                  case 0 -> new OutOfMemoryError("made up");
                  case 1 -> new StackOverflowError("made up");
                  default -> new IllegalStateException("made up");
                };
            hook = failingOnce(point, random.nextInt(WORKERS), random.nextInt(6), failure);
            Throwable thrown = thrownBy(engine);
            // What a guess led to is no failure, and the rest may not have happened.
            boolean isGuess =
                point == Point.READ
                    && (failure instanceof RuntimeException
                        || engine instanceof OptimisticTransactions);
            assertThat(thrown == null || (thrown.equals(failure) && !isGuess))
                .as("seed %d, %s, %s, thrown %s", SEED, point, failure, thrown)
                .isTrue();
            hook = ScheduleHook.NONE;
            assertThat(Outcome.of(block, engine, false)).as("after %s", point).isEqualTo(expected);
          }
        }
      }
      assertThat(pool.threads()).isEqualTo(threads).allMatch(Thread::isAlive);
    }
  }

  /** Fails in one worker, when it has been at a point so often. */
  private static ScheduleHook failingOnce(Point at, int worker, int times, Throwable failure) {
    AtomicInteger left = new AtomicInteger(times + 1);
    return (point, lane, transaction) -> {
      if (point == at && lane == worker && left.decrementAndGet() == 0) {
        if (failure instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) failure;
      }
    };
  }

  private @Nullable Throwable thrownBy(TransactionExecutor engine) {
    try {
      assertThat(Outcome.of(block, engine, false)).isEqualTo(expected);
      return null;
    } catch (IllegalStateException | OutOfMemoryError | StackOverflowError e) {
      return e;
    }
  }

  @Test
  void whatFailedAtTheFrontierIsNotTriedThereAgain() {
    try (WorkerPool pool = WorkerPool.start(2)) {
      TransactionExecutor engine = engines(pool).getFirst();
      AtomicInteger validations = new AtomicInteger();
      AtomicInteger failed = new AtomicInteger(-1);
      AtomicInteger steps = new AtomicInteger();
      hook =
          (point, lane, transaction) -> {
            if (point == Point.VALIDATE && transaction == 5) {
              validations.incrementAndGet();
              failed.compareAndSet(-1, lane);
              throw new IllegalStateException("made up");
            }
            if (failed.get() == lane) {
              // The other one gets all the time it may need to do wrong.
              until(() -> steps.get() > 5);
            } else if (failed.get() >= 0) {
              steps.addAndGet(point == Point.LEAVE ? 10 : 1);
            }
          };
      assertThat(thrownBy(engine)).hasMessage("made up");
      assertThat(validations).hasValue(1);
    }
  }

  @Test
  void nothingIsBegunOnceTheBlockHasEnded() {
    TestBlock endsAtOnce = TestBlock.of(Fork.SHANGHAI, new TestState().balance(BOB, 1_000_000_000));
    endsAtOnce.add(
        ALICE,
        new LegacyTransaction(
            null, 7, U256.ONE, 21_000, BOB, U256.ONE, Bytes.EMPTY, Signature.NONE));
    for (int i = 0; i < 10; i++) {
      endsAtOnce.call(BOB, CONTRACT);
    }
    AtomicInteger left = new AtomicInteger();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger came = new AtomicInteger();
    hook =
        (point, lane, transaction) -> {
          if (point == Point.LEAVE) {
            left.incrementAndGet();
          } else if (lane == 0) {
            until(() -> came.get() > 0);
          } else if (point == Point.SEEK) {
            came.incrementAndGet();
            until(() -> left.get() > 0);
          } else if (point == Point.CLAIM) {
            begun.incrementAndGet();
          }
        };
    try (WorkerPool pool = WorkerPool.start(2)) {
      ParallelSettings turn =
          new ParallelSettings(
              3, Eagerness.EVERY_BLOCK, 8, true, settings().hook(), System::nanoTime, report -> {});
      Outcome outcome = Outcome.of(endsAtOnce, new OptimisticTransactions(pool, turn), false);
      assertThat(outcome.results()).hasSize(1);
    }
    assertThat(left).hasValue(2);
    assertThat(begun).as("speculations begun after the end").hasValue(0);
  }

  @Test
  void interruptOfTheCallerWaitsForTheBlockToEnd() {
    try (WorkerPool pool = WorkerPool.start(2)) {
      for (TransactionExecutor engine : engines(pool)) {
        // The helper shows its changes for a second: nobody executes anything, and all is well.
        AtomicInteger held = new AtomicInteger();
        hook =
            (point, lane, transaction) -> {
              if (point == Point.PUBLISH && lane == 1 && held.getAndIncrement() == 0) {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
                until(() -> System.nanoTime() > end);
              } else if (lane == 0 && held.get() == 0) {
                until(() -> held.get() > 0);
              }
            };
        Thread.currentThread().interrupt();
        assertThat(thrownBy(engine)).isNull();
        assertThat(Thread.interrupted()).as("the caller is still interrupted").isTrue();
      }
    }
  }

  @Test
  void interruptOfThePoolsThreadsEndsNone() {
    try (WorkerPool pool = WorkerPool.start(WORKERS)) {
      List<Thread> threads = pool.threads();
      for (TransactionExecutor engine : engines(pool)) {
        for (int i = 0; i < 20; i++) {
          threads.forEach(Thread::interrupt);
          assertThat(Outcome.of(block, engine, false)).isEqualTo(expected);
        }
      }
      assertThat(pool.threads()).isEqualTo(threads).allMatch(Thread::isAlive);
    }
  }

  @Test
  void numberOfWorkersMayChangeWhileBlocksAreExecuted() throws InterruptedException {
    WorkerPool pool = WorkerPool.start(1);
    AtomicInteger blocks = new AtomicInteger();
    Thread changer =
        new Thread(
            () -> {
              Random random = new Random(SEED);
              while (blocks.get() < 400) {
                pool.resize(1 + random.nextInt(6));
                LockSupport.parkNanos(50_000);
              }
              pool.close();
            });
    changer.start();
    List<TransactionExecutor> engines = engines(pool);
    while (changer.isAlive()) {
      for (TransactionExecutor engine : engines) {
        assertThat(Outcome.of(block, engine, false)).isEqualTo(expected);
        blocks.incrementAndGet();
      }
    }
    changer.join();
    for (TransactionExecutor engine : engines) {
      assertThat(Outcome.of(block, engine, false)).as("after the end").isEqualTo(expected);
    }
    until(() -> pool.threads().isEmpty());
    assertThat(pool.threads()).isEmpty();
  }

  @Test
  void poolMayEndWhileABlockIsExecuted() {
    for (int i = 0; i < TRANSACTIONS; i++) {
      WorkerPool pool = WorkerPool.start(WORKERS);
      for (TransactionExecutor engine : engines(pool)) {
        int last = i;
        hook =
            (point, lane, transaction) -> {
              if (point == Point.PUBLISH && transaction == last) {
                pool.close();
              }
            };
        assertThat(Outcome.of(block, engine, false)).isEqualTo(expected);
      }
    }
  }

  @Test
  void whatHasBecomeStaleIsDoneAgainAheadOfItsTurn() {
    FrontierRuns runs = new FrontierRuns(TRANSACTIONS);
    AtomicInteger shown = new AtomicInteger();
    hook =
        (point, lane, transaction) -> {
          runs.at(point, lane, transaction);
          if (point == Point.PUBLISH) {
            shown.incrementAndGet();
          } else if (point == Point.CLAIM && transaction == 0) {
            until(() -> runs.repeated() > 0); // so the frontier does not come
          } else if (point == Point.CLAIM && transaction == 1) {
            until(() -> shown.get() > 2); // so that these have read what it overwrites
          }
        };
    try (WorkerPool pool = WorkerPool.start(WORKERS)) {
      TransactionExecutor engine = new OptimisticTransactions(pool, settings());
      assertThat(Outcome.of(block, engine, false)).isEqualTo(expected);
    }
    assertThat(runs.repeated()).isPositive();
    runs.checkShown();
    runs.check(SEED, null);
  }

  /** Waits for something that comes, but not for ever. */
  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean() && System.nanoTime() < end) {
      LockSupport.parkNanos(20_000);
    }
  }
}
