package io.weft.execution.parallel;

import static io.weft.execution.evm.Opcode.BALANCE;
import static io.weft.execution.evm.Opcode.CALLDATASIZE;
import static io.weft.execution.evm.Opcode.DUP1;
import static io.weft.execution.evm.Opcode.POP;
import static io.weft.execution.evm.Opcode.STOP;
import static io.weft.execution.evm.Opcode.SUB;
import static io.weft.execution.evm.Opcode.SWAP1;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.AbortCause;
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
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
  private static final Address COINBASE = Address.of(0xC01);
  private static final Address OTHER = Address.of(0xC0DF);
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

  /** The frontier gives one up whose worker has ended it by then, and is at the next. */
  @Test
  void whoIsEndedForTheSakeOfAnotherIsDoneAgain() {
    Bytecode reader = new Bytecode().op(CALLDATASIZE).jumpIf("set");
    lookAround(reader.sload(1).op(POP)).op(STOP).label("set").sstore(1, 1).op(STOP);
    // Once it has looked around it reads nothing any more, not even when the fee is paid.
    Bytecode counter =
        lookAround(new Bytecode().push(COINBASE).op(BALANCE, POP))
            .push(1_000_000)
            .label("loop")
            .push(1);
    counter.op(SWAP1, SUB, DUP1).jumpIf("loop").op(STOP);
    TestState state = state().account(CONTRACT, 1, U256.ONE, reader.build());
    state.contract(OTHER, counter.build());
    TestBlock block = block(state);
    block.add(ALICE, call(0, CONTRACT, 1_000_000, Bytes.of(1)));
    block.add(MALLORY, call(0, CONTRACT, 1_000_000, Bytes.EMPTY));
    block.add(MALLORY, call(1, OTHER, 100_000_000, Bytes.EMPTY));

    CountDownLatch isFirstTaken = new CountDownLatch(1);
    CountDownLatch hasSeen = new CountDownLatch(1);
    CountDownLatch isGivenUp = new CountDownLatch(1);
    CountDownLatch isAtTheNext = new CountDownLatch(1);
    AtomicIntegerArray looks = new AtomicIntegerArray(3);
    ExecutionReport report =
        checked(
            block,
            (point, lane, transaction) -> {
              if (point == Point.SEEK && lane == 1) {
                await(isFirstTaken); // by the other worker, which has the frontier then
              } else if (point == Point.CLAIM) {
                isFirstTaken.countDown();
              }
              boolean hasLooked =
                  point == Point.READ && looks.incrementAndGet(transaction) == LOOKS_AROUND;
              if (hasLooked && transaction == 1) {
                hasSeen.countDown();
                await(isGivenUp);
              } else if (hasLooked && transaction == 2) {
                isAtTheNext.countDown();
              } else if (point == Point.PUBLISH && transaction == 0) {
                await(hasSeen);
              } else if (point == Point.ABORT && transaction == 1) {
                isGivenUp.countDown();
                await(isAtTheNext);
              }
            });
    assertThat(report.aborts()).isEqualTo(Map.of(AbortCause.TAKEN_OVER, 1, AbortCause.FAILED, 1));
  }

  /** Loops where the stack has zero on top, but looks at something else in any case. */
  private static Bytecode loopUnless(Bytecode code) {
    return lookAround(code).jumpIf("end").label("loop").jump("loop").label("end").op(STOP);
  }

  private static Bytecode lookAround(Bytecode code) {
    for (int slot = 2; slot < 2 + LOOKS_AROUND; slot++) {
      code.sload(slot).op(POP);
    }
    return code;
  }

  /** The first transaction ends once the second has seen what was before. */
  private static void checkIsLeft(Bytes code) {
    TestBlock block = block(state().account(CONTRACT, 1, U256.ONE, code));
    block.add(ALICE, call(0, CONTRACT, 1_000_000, Bytes.of(1)));
    block.add(MALLORY, call(0, CONTRACT, GAS, Bytes.EMPTY));
    CountDownLatch hasSeen = new CountDownLatch(1);
    AtomicInteger looks = new AtomicInteger();
    ExecutionReport report =
        checked(
            block,
            (point, lane, transaction) -> {
              if (point == Point.READ
                  && transaction == 1
                  && looks.incrementAndGet() == LOOKS_AROUND) {
                hasSeen.countDown();
              } else if (point == Point.PUBLISH && transaction == 0) {
                await(hasSeen);
              }
            });
    assertThat(report.takenOver()).isOne();
  }

  /** How a block went that comes to the same as by one thread. */
  private static ExecutionReport checked(TestBlock block, ScheduleHook hook) {
    Outcome expected = Outcome.of(block, SequentialTransactions.UNWATCHED, false);
    assertThat(expected.results()).hasSize(block.transactions().size());
    AtomicReference<ExecutionReport> report = new AtomicReference<>();
    ParallelSettings settings =
        new ParallelSettings(
            1, Eagerness.EVERY_TRANSACTION, 8, true, hook, System::nanoTime, report::set);
    try (WorkerPool pool = WorkerPool.start(2)) {
      Outcome actual = Outcome.of(block, new OptimisticTransactions(pool, settings), false);
      assertThat(actual).isEqualTo(expected);
    }
    return report.get();
  }

  private static TestState state() {
    return new TestState().balance(ALICE, Long.MAX_VALUE).balance(MALLORY, Long.MAX_VALUE);
  }

  private static TestBlock block(TestState state) {
    return new TestBlock(Fork.SHANGHAI, COINBASE, state, 4 * GAS, U256.ZERO);
  }

  private static LegacyTransaction call(long nonce, Address to, long gas, Bytes data) {
    return new LegacyTransaction(null, nonce, U256.ONE, gas, to, U256.ZERO, data, Signature.NONE);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
