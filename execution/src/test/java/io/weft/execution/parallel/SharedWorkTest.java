package io.weft.execution.parallel;

import static io.weft.execution.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Hands.Part;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.PairingInput;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SharedWorkTest {
  private static final int GARBAGE = -1;

  private final WorkerPool pool = WorkerPool.start(2);
  private final Crew crew = new Crew(pool);
  private final SharedWork work = new SharedWork(crew);

  @AfterEach
  void close() {
    pool.close();
  }

  private static int square(int part) {
    return part * part;
  }

  private static List<Integer> squares(int parts) {
    return IntStream.range(0, parts).mapToObj(SharedWorkTest::square).toList();
  }

  private List<Integer> all(int parts, Part<Integer> part) {
    return work.all(parts, () -> part);
  }

  @Test
  void resultsAreInTheOrderOfTheirParts() {
    for (int parts = 0; parts < 5; parts++) {
      assertThat(all(parts, (part, isMade) -> square(part))).isEqualTo(squares(parts));
    }
  }

  @Test
  void nothingIsLeftToHelpWithAfterwards() {
    assertThat(work.help()).isFalse();
    all(7, (part, isMade) -> square(part));
    assertThat(work.help()).isFalse();
  }

  @Test
  void ownerThatFailsLeavesNothingBehind() {
    Part<Integer> failing =
        (part, isMade) -> {
          throw new IllegalStateException("the owner fails");
        };
    assertThatThrownBy(() -> all(3, failing)).hasMessage("the owner fails");
    assertThat(work.help()).isFalse();
    assertThat(all(3, (part, isMade) -> square(part))).isEqualTo(squares(3));
  }

  @Test
  void whatIsOfferedIsDoneByWhoComesOnceAndNotAfterTheBlock() {
    AtomicInteger done = new AtomicInteger();
    work.offer(done::incrementAndGet);
    work.offer(done::incrementAndGet);
    assertThat(work.help()).isTrue();
    work.forget();
    assertThat(work.help()).isFalse();
    assertThat(done).hasValue(1);
  }

  // What is done while a part is made happens as if another worker had come just then.

  @Test
  void helpersDoWhatTheOwnerDoesNot() {
    AtomicInteger helped = new AtomicInteger();
    List<Integer> made =
        all(
            30,
            (part, isMade) -> {
              if (part == 0) {
                while (work.help()) {
                  helped.incrementAndGet();
                }
              }
              return square(part);
            });
    assertThat(made).isEqualTo(squares(30));
    assertThat(helped).hasValue(29);
  }

  @Test
  void everyoneHasToolsOfItsOwn() {
    AtomicInteger tools = new AtomicInteger();
    List<Integer> made =
        work.all(
            4,
            () -> {
              int mine = tools.incrementAndGet();
              return (part, isMade) -> {
                if (part == 0) {
                  work.help();
                  work.help();
                }
                return mine;
              };
            });
    assertThat(made).containsExactly(1, 2, 3, 1);
  }

  @Test
  void whatAHelperFailsInIsDoneByTheOwner() {
    Thread owner = Thread.currentThread();
    AtomicInteger failures = new AtomicInteger();
    AtomicInteger helping = new AtomicInteger();
    Part<Integer> part =
        (number, isMade) -> {
          if (helping.get() > 0) {
            throw new IllegalStateException("a helper fails");
          }
          if (number == 0 && Thread.currentThread() == owner) {
            helping.incrementAndGet();
            for (int i = 0; i < 3; i++) {
              assertThat(work.help()).as("it is the owner's to say what failed").isTrue();
              failures.incrementAndGet();
            }
            helping.decrementAndGet();
          }
          return square(number);
        };
    assertThat(all(9, part)).isEqualTo(squares(9));
    assertThat(failures).hasValue(3);
  }

  @Test
  void whoFindsOtherWorkThereWorksAlone() {
    List<List<Integer>> others = new ArrayList<>();
    Part<Integer> part =
        (number, isMade) -> {
          if (number == 2) {
            others.add(all(5, (other, isOtherMade) -> square(other)));
          }
          return square(number);
        };
    assertThat(all(4, part)).isEqualTo(squares(4));
    assertThat(others).containsExactly(squares(5));
  }

  @Test
  void ownerStopsAtWhatAHelperFinishesMeanwhile() throws InterruptedException {
    Thread owner = Thread.currentThread();
    CountDownLatch helperBegan = new CountDownLatch(1);
    CountDownLatch ownerBegan = new CountDownLatch(1);
    AtomicInteger ofOwner = new AtomicInteger();
    Part<Integer> part =
        (number, isMade) -> {
          if (Thread.currentThread() != owner) { // whichever of the two it has taken
            helperBegan.countDown();
            await(ownerBegan);
          } else if (ofOwner.getAndIncrement() == 0) {
            await(helperBegan);
          } else {
            ownerBegan.countDown();
            while (!isMade.getAsBoolean()) {
              Thread.onSpinWait();
            }
            return GARBAGE;
          }
          return square(number);
        };
    Thread helper = helper();
    assertThat(all(2, part)).isEqualTo(squares(2));
    helper.join();
  }

  @Test
  void helperStopsAtWhatTheOwnerFinishesMeanwhile() throws InterruptedException {
    Thread owner = Thread.currentThread();
    CountDownLatch helperBegan = new CountDownLatch(1);
    Part<Integer> part =
        (number, isMade) -> {
          if (Thread.currentThread() != owner) { // whichever of the two it has taken
            helperBegan.countDown();
            while (!isMade.getAsBoolean()) {
              Thread.onSpinWait();
            }
            return GARBAGE;
          }
          await(helperBegan);
          return square(number);
        };
    Thread helper = helper();
    assertThat(all(2, part)).isEqualTo(squares(2));
    helper.join();
  }

  /** One that helps once. */
  private Thread helper() {
    Thread helper =
        new Thread(
            () -> {
              while (!work.help()) {
                Thread.onSpinWait();
              }
            });
    helper.start();
    return helper;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatIsOfferedIsDoneOnceAfterWhatIsWanted() {
    List<String> done = new ArrayList<>();
    work.offer(() -> done.add("first"));
    work.offer(() -> done.add("second"));
    Part<Integer> part =
        (number, isMade) -> {
          if (number == 0) {
            work.help();
          }
          done.add("part " + number);
          return square(number);
        };
    assertThat(all(2, part)).isEqualTo(squares(2));
    assertThat(done).containsExactly("part 1", "part 0");
    assertThat(work.help()).isTrue();
    assertThat(work.help()).isTrue();
    assertThat(work.help()).isFalse();
    assertThat(done).containsExactly("part 1", "part 0", "first", "second");
  }

  @Test
  void othersAreThoseThatRest() {
    assertThat(work.others()).isZero();
    AtomicInteger seen = new AtomicInteger();
    AtomicBoolean isOver = new AtomicBoolean();
    crew.run(
        2,
        lane -> {
          if (lane == 1) {
            for (int tries = 0; !isOver.get(); tries++) {
              crew.pause(tries);
            }
          } else {
            while (seen.get() == 0) {
              seen.set(work.others());
            }
            isOver.set(true);
          }
        });
    assertThat(seen).hasValue(1);
    assertThat(work.others()).isZero();
  }

  /** Even one that would rest for very long. */
  @Test
  void whoRestsIsWoken() {
    AtomicBoolean isHelped = new AtomicBoolean();
    crew.run(
        2,
        lane -> {
          if (lane == 1) {
            while (!work.help()) {
              crew.pause(1000);
            }
            isHelped.set(true);
          } else {
            while (work.others() == 0) {
              Thread.onSpinWait();
            }
            Thread owner = Thread.currentThread();
            Part<Integer> part =
                (number, isMade) -> {
                  while (Thread.currentThread() == owner && !isHelped.get()) {
                    Thread.onSpinWait();
                  }
                  return square(number);
                };
            assertThat(all(2, part)).isEqualTo(squares(2));
          }
        });
    assertThat(isHelped).isTrue();
  }

  // ---- what it is for

  private static List<Log> logs(int count) {
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      logs.add(new Log(Address.of(7), List.of(new Hash32(i, 2, 3, 4)), Bytes.EMPTY));
    }
    return List.copyOf(logs);
  }

  @Test
  void filterIsTheOneThatOneMakerMakes() throws InterruptedException {
    int many = LogsBloom.Maker.MANY_LOGS;
    LogsBloom.Maker maker = new LogsBloom.Maker(work);
    Random random = new Random(5);
    List<Integer> counts = new ArrayList<>(List.of(0, 1, many - 1, many, many + 1));
    for (int i = 0; i < 40; i++) {
      counts.add(many + random.nextInt(5 * many));
    }
    Thread[] helpers = new Thread[3];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] =
          new Thread(
              () -> {
                while (!Thread.currentThread().isInterrupted()) {
                  work.help();
                }
              });
      helpers[i].start();
    }
    try {
      for (int count : counts) {
        assertThat(maker.of(logs(count)))
            .as("%d", count)
            .isEqualTo(new LogsBloom.Maker().of(logs(count)));
      }
    } finally {
      for (Thread helper : helpers) {
        helper.interrupt();
        helper.join();
      }
    }
  }

  @Test
  void blockIsTheSameWhoeverHelps() {
    for (int workers = 1; workers <= 4; workers++) {
      check(workers);
    }
  }

  /**
   * Transactions that log very much and that pair, while others have ended, wherever they are
   * executed.
   */
  static void check(int workers) {
    TestBlock block = block();
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    Outcome expectedByList = Outcome.withAccessList(block);
    BlockAccessList list = ByList.right(block);
    try (WorkerPool pool = WorkerPool.start(workers)) {
      ParallelSettings settings = ParallelSettings.neverInTurn(3, System::nanoTime, r -> {});
      OptimisticTransactions executor = new OptimisticTransactions(pool, settings);
      ListDrivenTransactions byList = new ListDrivenTransactions(pool, settings);
      for (int repeat = 0; repeat < 10; repeat++) {
        assertThat(Outcome.of(block, executor, false))
            .as("%d workers", workers)
            .isEqualTo(expected);
        ByList.of(block, byList, list, List.of())
            .check(block, expectedByList, workers + " workers by list");
      }
    }
  }

  private static TestBlock block() {
    Address alice = Address.of(0xA11CE);
    Address bob = Address.of(0xB0B);
    Address logging = Address.of(0xC0DE);
    Address pairing = Address.of(0xBA1);
    Bytecode logs = new Bytecode();
    for (int i = 0; i < 600; i++) {
      logs.op(GAS, GAS).push(0).push(0).op(LOG2);
    }
    Bytecode pairs = new Bytecode().op(CALLDATASIZE).push(0).push(0).op(CALLDATACOPY);
    pairs.push(32).push(0).op(CALLDATASIZE).push(0).push(8).push(500_000).op(STATICCALL);
    pairs.push(1).op(SSTORE).push(0).op(MLOAD).push(2).op(SSTORE);
    TestState state =
        new TestState()
            .balance(alice, 1_000_000_000_000_000L)
            .balance(bob, 1_000_000_000_000_000L)
            .contract(logging, logs.build())
            .contract(pairing, pairs.build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 4; i++) {
      block.call(i % 2 == 0 ? alice : bob, logging);
      block.call(i % 2 == 0 ? bob : alice, Address.of(0x07E4));
    }
    block.call(alice, pairing, 0, 1, PairingInput.of(4));
    block.call(bob, pairing, 0, 1, PairingInput.of(3));
    block.call(alice, pairing, 0, 1, PairingInput.invalid(3));
    block.call(bob, pairing, 0, 1, PairingInput.of(2));
    return block;
  }
}
