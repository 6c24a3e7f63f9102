package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.BlockAccessList;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * An engine may wait long for its next block. A store keeps every version that the state it was
 * given last can be asked for, for as long as somebody holds that.
 */
final class AfterTheBlockTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);

  @Test
  void stateIsLetGo() {
    try (WorkerPool pool = WorkerPool.start(2)) {
      OptimisticTransactions optimistic = new OptimisticTransactions(pool, settings());
      assertThat(isLetGo(list -> optimistic)).as("optimistic").isTrue();
      ListDrivenTransactions listDriven = new ListDrivenTransactions(pool, settings());
      assertThat(isLetGo(list -> byList(listDriven, list))).as("list-driven").isTrue();
      assertThat(optimistic).isNotNull(); // both are still there
      assertThat(listDriven).isNotNull();
    }
  }

  private static ParallelSettings settings() {
    return ParallelSettings.everySpeculation(8, 1, System::nanoTime, report -> {});
  }

  private static TransactionExecutor byList(ListDrivenTransactions engine, BlockAccessList list) {
    return (execution, candidates) ->
        assertThat(engine.execute(execution, candidates, list, "", List.of())).isTrue();
  }

  private static boolean isLetGo(Function<BlockAccessList, TransactionExecutor> engine) {
    WeakReference<TestState> state = execute(engine);
    for (int i = 0; i < 50 && state.get() != null; i++) {
      System.gc();
    }
    return state.get() == null;
  }

  /** In a frame of its own, so that nothing but the engine can hold the state afterwards. */
  private static WeakReference<TestState> execute(
      Function<BlockAccessList, TransactionExecutor> engine) {
    TestState state =
        new TestState().balance(ALICE, 1_000_000_000_000L).balance(BOB, 1_000_000_000_000L);
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < 20; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, Address.of(0xC0DE + i));
    }
    Outcome expected = Outcome.withAccessList(block);
    BlockAccessList list = Objects.requireNonNull(expected.executed().accessList());
    Outcome actual = Outcome.listing(block, engine.apply(list));
    assertThat(actual.results()).isEqualTo(expected.results());
    return new WeakReference<>(state);
  }
}
