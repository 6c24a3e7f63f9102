package io.weft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.BlockExecutors;
import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutionWatchTest {
  private final BlockExecutors executors = BlockExecutors.parallel(2, 1, System::nanoTime);
  private final List<String> told = new ArrayList<>();
  private final ExecutionWatch watch = new ExecutionWatch(executors, told::add);
  private final TestBlock block = BlockUniverse.of(1, 3, 1).block();

  @AfterEach
  void close() {
    watch.close();
    executors.close();
  }

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      watch.look();
    }
  }

  /** Executes a block during which something else happens. */
  private void execute(Runnable meanwhile) {
    JournaledState state = new JournaledState(block.parent().state(), EmptyAccountRule.DELETE);
    BlockExecution execution =
        new BlockExecution(
            block.spec(),
            block.parent(),
            block.environment(),
            new TransactionProcessor(block.spec()),
            state);
    executors
        .forBuilding()
        .execute(
            execution,
            new Candidates() {
              @Override
              public int count() {
                return block.transactions().size();
              }

              @Override
              public Transaction transaction(int index) {
                return block.transactions().get(index);
              }

              @Override
              public Address sender(int index) {
                return block.sender(index);
              }

              @Override
              public boolean ended(int index, TransactionResult result) {
                meanwhile.run();
                return false;
              }
            });
  }

  @Test
  void blockThatTakesLongIsToldOfOnceWithTheThreadsOfItsExecution() {
    execute(() -> look(100));

    assertThat(told).hasSize(1);
    assertThat(told.getFirst())
        .startsWith(
            "execution: block " + block.environment().number() + " takes more than 30 seconds")
        .contains(Thread.currentThread().getName())
        .contains("ExecutionWatchTest")
        .contains("weft-");
  }

  @Test
  void blockThatEndsInTimeIsNotToldOf() {
    for (int i = 0; i < 10; i++) {
      execute(() -> look(3));
    }
    look(10);

    assertThat(told).isEmpty();
    assertThat(executors.underWay()).isEmpty();
  }
}
