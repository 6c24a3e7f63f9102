package io.weft.execution.parallel;

import static io.weft.execution.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class SharedBloomsTest {
  private static final int MANY = 5 * SharedBlooms.LEAST_LOGS + 7;

  private final SharedBlooms blooms = new SharedBlooms();
  private final LogsBloom.Maker maker = new LogsBloom.Maker();

  private static List<Log> logs(int count) {
    List<Log> logs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      logs.add(new Log(Address.of(7), List.of(new Hash32(i, 2, 3, 4)), Bytes.EMPTY));
    }
    return List.copyOf(logs);
  }

  private static LogsBloom alone(List<Log> logs) {
    return new LogsBloom.Maker().of(logs);
  }

  @Test
  void filterIsTheOneThatOneMakerMakes() {
    for (int count : new int[] {0, 1, SharedBlooms.LEAST_LOGS - 1, SharedBlooms.LEAST_LOGS, MANY}) {
      assertThat(blooms.of(logs(count), maker)).as("%d", count).isEqualTo(alone(logs(count)));
    }
  }

  @Test
  void nothingIsLeftToHelpWithAfterwards() {
    assertThat(blooms.help(maker)).isFalse();
    blooms.of(logs(MANY), maker);
    assertThat(blooms.help(maker)).isFalse();
  }

  /** What is asked for while a part is begun happens as if another worker had come just then. */
  private static List<Log> meanwhile(List<Log> logs, Runnable action) {
    return new AbstractList<>() {
      @Override
      public Log get(int index) {
        if (index == 0) {
          action.run();
        }
        return logs.get(index);
      }

      @Override
      public int size() {
        return logs.size();
      }
    };
  }

  @Test
  void helpersDoWhatTheOwnerDoesNot() {
    List<Log> logs = logs(MANY);
    LogsBloom.Maker helper = new LogsBloom.Maker();
    AtomicInteger parts = new AtomicInteger();
    List<Log> shown =
        meanwhile(
            logs,
            () -> {
              while (blooms.help(helper)) {
                parts.incrementAndGet();
              }
            });
    assertThat(blooms.of(shown, maker)).isEqualTo(alone(logs));
    assertThat(parts.get()).isGreaterThan(10);
  }

  @Test
  void whatAHelperFailsInIsDoneByTheOwner() {
    List<Log> logs = logs(MANY);
    Thread owner = Thread.currentThread();
    AtomicInteger failures = new AtomicInteger();
    LogsBloom.Maker helper = new LogsBloom.Maker();
    List<Log> shown =
        new AbstractList<>() {
          private boolean isHelped;

          @Override
          public Log get(int index) {
            if (isHelped) {
              isHelped = false;
              throw new IllegalStateException("a helper fails");
            }
            if (index == 0 && Thread.currentThread() == owner) {
              for (int i = 0; i < 3; i++) {
                isHelped = true;
                assertThatThrownBy(() -> blooms.help(helper)).hasMessage("a helper fails");
                failures.incrementAndGet();
              }
            }
            return logs.get(index);
          }

          @Override
          public int size() {
            return logs.size();
          }
        };
    assertThat(blooms.of(shown, maker)).isEqualTo(alone(logs));
    assertThat(failures.get()).isEqualTo(3);
  }

  @Test
  void whoFindsOtherLogsThereWorksAlone() {
    List<Log> logs = logs(MANY);
    List<Log> others = logs(MANY + 300);
    LogsBloom.Maker helper = new LogsBloom.Maker();
    List<LogsBloom> made = new ArrayList<>();
    List<Log> shown = meanwhile(logs, () -> made.add(blooms.of(others, helper)));
    assertThat(blooms.of(shown, maker)).isEqualTo(alone(logs));
    assertThat(made).containsExactly(alone(others));
  }

  @Test
  void helpersThatComeAndGoChangeNothing() throws InterruptedException {
    List<List<Log>> all = new ArrayList<>();
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      all.add(logs(SharedBlooms.LEAST_LOGS + random.nextInt(MANY)));
    }
    Thread[] helpers = new Thread[3];
    for (int i = 0; i < helpers.length; i++) {
      helpers[i] =
          new Thread(
              () -> {
                LogsBloom.Maker own = new LogsBloom.Maker();
                while (!Thread.currentThread().isInterrupted()) {
                  blooms.help(own);
                }
              });
      helpers[i].start();
    }
    try {
      for (List<Log> logs : all) {
        assertThat(blooms.of(logs, maker)).isEqualTo(alone(logs));
      }
    } finally {
      for (Thread helper : helpers) {
        helper.interrupt();
        helper.join();
      }
    }
  }

  /** One transaction logs very much while others have ended, wherever it is executed. */
  @Test
  void blockWithVeryManyLogsIsTheSame() {
    Address alice = Address.of(0xA11CE);
    Address bob = Address.of(0xB0B);
    Address contract = Address.of(0xC0DE);
    Bytecode code = new Bytecode();
    for (int i = 0; i < 600; i++) {
      code.op(GAS, GAS).push(0).push(0).op(LOG2);
    }
    TestState state =
        new TestState()
            .balance(alice, 1_000_000_000_000_000L)
            .balance(bob, 1_000_000_000_000_000L)
            .contract(contract, code.build());
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 6; i++) {
      block.call(i % 2 == 0 ? alice : bob, contract);
      block.call(i % 2 == 0 ? bob : alice, Address.of(0x07E4));
    }
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    for (int workers = 1; workers <= 4; workers++) {
      try (WorkerPool pool = WorkerPool.start(workers)) {
        ParallelSettings settings = ParallelSettings.neverInTurn(3, System::nanoTime, r -> {});
        OptimisticTransactions executor = new OptimisticTransactions(pool, settings);
        for (int repeat = 0; repeat < 20; repeat++) {
          assertThat(Outcome.of(block, executor, false))
              .as("%d workers", workers)
              .isEqualTo(expected);
        }
      }
    }
  }
}
