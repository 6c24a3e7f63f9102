package io.weft.execution.parallel;

import static io.weft.execution.evm.Opcode.BALANCE;
import static io.weft.execution.evm.Opcode.CALLDATASIZE;
import static io.weft.execution.evm.Opcode.POP;
import static io.weft.execution.evm.Opcode.STOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.SequentialTransactions;
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
import io.weft.execution.types.LegacyTransaction;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Code that is short on what the transactions before it leave, and ahead of its turn, where it sees
 * what was before the block, uses all the gas it is given: enough for a hundred years.
 */
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
final class HostileGuessTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address MALLORY = Address.of(0xBAD);
  private static final Address CONTRACT = Address.of(0xC0DE);
  private static final Address PURSE = Address.of(0x9E);
  private static final long GAS = 1L << 50;

  /** Reads more than any transaction does for itself. */
  private static final int LOOKS_AROUND = 40;

  @Test
  void whatLoopsForTheSakeOfASlotIsLeft() {
    Bytecode code = new Bytecode().op(CALLDATASIZE).jumpIf("set");
    checkIsLeft(loopUnless(code.sload(1)).label("set").sstore(1, 1).op(STOP).build());
  }

  @Test
  void whatLoopsForTheSakeOfABalanceIsLeft() {
    Bytecode code = new Bytecode().op(CALLDATASIZE).jumpIf("set");
    checkIsLeft(
        loopUnless(code.push(PURSE).op(BALANCE))
            .label("set")
            .call(100_000, PURSE, 1)
            .op(POP, STOP)
            .build());
  }

  /** Loops where the stack has zero on top, but looks at something else in any case. */
  private static Bytecode loopUnless(Bytecode code) {
    for (int slot = 2; slot < LOOKS_AROUND; slot++) {
      code.sload(slot).op(POP);
    }
    return code.jumpIf("end").label("loop").jump("loop").label("end").op(STOP);
  }

  /** The first transaction ends once the second has seen what was before. */
  private static void checkIsLeft(Bytes code) {
    TestState state = new TestState().balance(ALICE, Long.MAX_VALUE);
    state.balance(MALLORY, Long.MAX_VALUE);
    state.account(CONTRACT, 1, U256.ONE, code);
    TestBlock block = new TestBlock(Fork.SHANGHAI, Address.of(0xC01), state, 4 * GAS, U256.ZERO);
    block.add(ALICE, call(1_000_000, Bytes.of(1)));
    block.add(MALLORY, call(GAS, Bytes.EMPTY));
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    assertThat(expected.results()).hasSize(2);

    CountDownLatch hasSeen = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    ScheduleHook hook =
        (point, lane, transaction) -> {
          if (point == Point.READ && transaction == 1 && looks.incrementAndGet() == LOOKS_AROUND) {
            hasSeen.countDown();
          } else if (point == Point.PUBLISH && transaction == 0) {
            await(hasSeen);
          }
        };
    AtomicReference<ExecutionReport> report = new AtomicReference<>();
    ParallelSettings settings =
        new ParallelSettings(
            1, Eagerness.EVERY_TRANSACTION, 8, true, hook, System::nanoTime, report::set);
    try (WorkerPool pool = WorkerPool.start(2)) {
      Outcome actual = Outcome.of(block, new OptimisticTransactions(pool, settings), false);
      assertThat(actual).isEqualTo(expected);
    }
    assertThat(report.get().takenOver()).isOne();
  }

  private static LegacyTransaction call(long gas, Bytes data) {
    return new LegacyTransaction(null, 0, U256.ONE, gas, CONTRACT, U256.ZERO, data, Signature.NONE);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
