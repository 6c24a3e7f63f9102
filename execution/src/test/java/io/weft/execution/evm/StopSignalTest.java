package io.weft.execution.evm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.EvmHarness;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopSignalTest {
  /** JUMPDEST PUSH0 JUMP: with this much gas, for a hundred years. */
  private static final Bytes ENDLESS = Bytes.of(0x5b, 0x5f, 0x56);

  private static final long GAS = Long.MAX_VALUE / 2;

  @Test
  void aLoopAtFullSpeedEndsWhenItIsToldTo() throws Exception {
    endsWhenTold(null);
  }

  @Test
  void aTracedLoopEndsWhenItIsToldTo() throws Exception {
    endsWhenTold(new Tracer() {});
  }

  private static void endsWhenTold(@Nullable Tracer tracer) throws Exception {
    StopSignal stop = new StopSignal();
    CountDownLatch started = new CountDownLatch(1);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<MessageResult> result =
          thread.submit(
              () -> {
                started.countDown();
                return run(stop, tracer);
              });
      started.await();
      stop.stop();
      assertThatThrownBy(() -> result.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(StopSignal.StoppedException.class);
    }
  }

  @Test
  void whatStartsAfterTheSignalEndsAtOnce() {
    StopSignal stop = new StopSignal();
    stop.stop();
    assertThatThrownBy(() -> run(stop, null)).isInstanceOf(StopSignal.StoppedException.class);
  }

  private static MessageResult run(StopSignal stop, @Nullable Tracer tracer) {
    EvmHarness harness = EvmHarness.running(Fork.OSAKA, ENDLESS);
    harness.state().beginTransaction();
    return new Evm(new PreparedCodes(), null, stop)
        .execute(
            harness.block(),
            new TransactionEnvironment(EvmHarness.SENDER),
            harness.state(),
            Message.Kind.CALL,
            EvmHarness.CONTRACT,
            U256.ZERO,
            Bytes.EMPTY,
            GAS,
            tracer);
  }
}
