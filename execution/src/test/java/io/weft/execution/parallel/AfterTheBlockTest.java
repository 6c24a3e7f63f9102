package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.BlockAccessList;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An engine may wait long for its next block. A store keeps every version that the state it was
 * given last can be asked for, for as long as somebody holds that.
 */
final class AfterTheBlockTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address BOB = Address.of(0xB0B);

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void enginesLetGoOfTheState(int workers) {
    try (WorkerPool pool = WorkerPool.start(workers)) {
      for (ParallelSettings settings : List.of(everySpeculation(), standard())) {
        OptimisticTransactions optimistic = new OptimisticTransactions(pool, settings);
        assertThat(isLetGo(list -> optimistic)).as("optimistic").isTrue();
        ListDrivenTransactions listDriven = new ListDrivenTransactions(pool, settings);
        assertThat(isLetGo(list -> byList(listDriven, list))).as("list-driven").isTrue();
        assertThat(optimistic).isNotNull(); // both are still there
        assertThat(listDriven).isNotNull();
      }
    }
  }

  @Test
  void executorsOfBlocksLetGoOfTheState() {
    try (WorkerPool pool = WorkerPool.start(2)) {
      List<Object> kept = new ArrayList<>();
      assertIsLetGo(
          "sequential",
          whole -> {
            SequentialBlockExecutor executor = sequential(whole, kept);
            executor.execute(whole.parent(), whole.block());
          });
      assertIsLetGo(
          "listing",
          whole -> {
            SequentialBlockExecutor executor = sequential(whole, kept);
            executor.accessList(whole.parent(), whole.block());
          });
      assertIsLetGo(
          "parallel",
          whole -> {
            ParallelBlockExecutor executor = parallel(whole, pool, kept);
            executor.execute(whole.parent(), whole.block());
          });
      assertIsLetGo(
          "list-driven",
          whole -> {
            ParallelBlockExecutor executor = parallel(whole, pool, kept);
            BlockAccessList list =
                sequential(whole, kept).accessList(whole.parent(), whole.block());
            executor.execute(whole.parent(), whole.block(), list);
          });
      assertThat(kept).hasSize(5); // all are still there
    }
  }

  private static SequentialBlockExecutor sequential(WholeBlock whole, List<Object> kept) {
    SequentialBlockExecutor executor = new SequentialBlockExecutor(whole.spec(), whole.senders());
    kept.add(executor);
    return executor;
  }

  private static ParallelBlockExecutor parallel(
      WholeBlock whole, WorkerPool pool, List<Object> kept) {
    ParallelBlockExecutor executor =
        new ParallelBlockExecutor(whole.spec(), whole.senders(), pool, everySpeculation());
    kept.add(executor);
    return executor;
  }

  private static ParallelSettings everySpeculation() {
    return ParallelSettings.everySpeculation(8, 1, System::nanoTime, report -> {});
  }

  private static ParallelSettings standard() {
    return ParallelSettings.standard(1, System::nanoTime, report -> {});
  }

  private static TransactionExecutor byList(ListDrivenTransactions engine, BlockAccessList list) {
    return (execution, candidates) ->
        assertThat(engine.execute(execution, candidates, list, "", List.of())).isTrue();
  }

  private static boolean isLetGo(Function<BlockAccessList, TransactionExecutor> engine) {
    return isLetGo(execute(engine));
  }

  private static void assertIsLetGo(String executor, Consumer<WholeBlock> execute) {
    assertThat(isLetGo(executeWhole(execute))).as(executor).isTrue();
  }

  private static boolean isLetGo(WeakReference<TestState> state) {
    for (int i = 0; i < 50 && state.get() != null; i++) {
      System.gc();
    }
    return state.get() == null;
  }

  /** In a frame of its own, so that nothing but the engine can hold the state afterwards. */
  private static WeakReference<TestState> execute(
      Function<BlockAccessList, TransactionExecutor> engine) {
    TestState state = state();
    TestBlock block = block(Fork.SHANGHAI, state);
    Outcome expected = Outcome.withAccessList(block);
    BlockAccessList list = Objects.requireNonNull(expected.executed().accessList());
    Outcome actual = Outcome.listing(block, engine.apply(list));
    assertThat(actual.results()).isEqualTo(expected.results());
    return new WeakReference<>(state);
  }

  private static WeakReference<TestState> executeWhole(Consumer<WholeBlock> execute) {
    TestState state = state();
    execute.accept(WholeBlock.of(block(Fork.AMSTERDAM, state)));
    return new WeakReference<>(state);
  }

  private static TestState state() {
    return new TestState().balance(ALICE, 1_000_000_000_000L).balance(BOB, 1_000_000_000_000L);
  }

  private static TestBlock block(Fork fork, TestState state) {
    TestBlock block = TestBlock.of(fork, state);
    for (int i = 0; i < 20; i++) {
      block.call(i % 2 == 0 ? ALICE : BOB, Address.of(0xC0DE + i));
    }
    return block;
  }
}
