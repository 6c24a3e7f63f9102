package io.weft.execution.parallel;

import static io.weft.execution.evm.Opcode.*;

import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.parallel.ScheduleHook.Point;
import io.weft.execution.parallel.SteppedScheduleTest.Optimistic;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A contract destroyed and made again, byte for byte the same, has none of its old storage. Whoever
 * read the old storage in advance finds everything else as it was: only that the storage is another
 * one tells that the read is stale.
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class StorageEpochTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);
  private static final Address CAROL = Address.of(0xCA401);
  private static final Address DAVE = Address.of(0xDA7E);
  private static final Address FACTORY = Address.of(0xFAC);
  private static final int SCHEDULES = 300;
  private static final long RICH = 1_000_000_000_000_000L;

  @Test
  void readOfTheStorageBeforeIsStale() {
    check();
  }

  static void check() {
    TestBlock block = block();
    try (Optimistic subject = new Optimistic(block, 3, 8, true, Order.OWN)) {
      for (long seed = 0; seed < SCHEDULES; seed++) {
        subject.run(EnumSet.allOf(Point.class), SteppedScheduleTest.random(seed), seed);
      }
    }
  }

  /** One that destroys, one that makes anew, one that reads, and payments between. */
  private static TestBlock block() {
    Bytecode code = new Bytecode().op(CALLDATASIZE).jumpIf("read");
    code.push(CAROL).op(SELFDESTRUCT);
    Bytes child = code.label("read").sload(2).push(1).op(ADD).push(3).op(SSTORE).build();
    Bytes init = Bytecode.deployerOf(child);
    TestState state =
        new TestState()
            .balance(ALICE, RICH)
            .balance(BOB, RICH)
            .balance(CAROL, RICH)
            .balance(DAVE, RICH)
            .contract(FACTORY, new Bytecode().create2(0, init, 1).push(0).op(SSTORE).build());
    Outcome made =
        Outcome.of(
            TestBlock.of(Fork.SHANGHAI, state).call(ALICE, FACTORY),
            SequentialTransactions.UNWATCHED,
            false);
    state.apply(made.executed().diff());
    Address contract = Address.from(U256.ZERO);
    for (var account : made.executed().diff().accounts()) {
      if (account.before() == null && account.after() != null && account.after().hasCode()) {
        contract = account.address();
      }
    }
    state.storage(contract, U256.of(2), U256.of(6));
    return TestBlock.of(Fork.SHANGHAI, state)
        .call(CAROL, ALICE)
        .call(BOB, contract)
        .call(BOB, FACTORY)
        .call(DAVE, ALICE)
        .call(CAROL, contract, 0, 1, Bytes.of((byte) 1));
  }
}
