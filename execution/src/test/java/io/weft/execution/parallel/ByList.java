package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import java.util.List;
import java.util.Objects;

/**
 * What a block came to by an access list.
 *
 * @param isDone whether the list was followed to the end; else it was executed in turn
 * @param isRight whether the list was found right
 */
record ByList(Outcome outcome, BlockAccessList list, boolean isDone, boolean isRight) {
  /** Executes a block, which is verified. */
  static ByList of(
      TestBlock block,
      ListDrivenTransactions engine,
      BlockAccessList list,
      List<Integer> headStarts) {
    boolean[] isDone = new boolean[1];
    BlockExecution[] executed = new BlockExecution[1];
    Outcome outcome =
        Outcome.listing(
            block,
            (execution, candidates) -> {
              executed[0] = execution;
              isDone[0] = engine.execute(execution, candidates, list, "tried", headStarts);
              if (!isDone[0]) {
                SequentialTransactions.UNWATCHED.execute(execution, candidates);
              }
            });
    return new ByList(outcome, list, isDone[0], executed[0].isListRight());
  }

  /** The list that the block has if one thread executes it. */
  static BlockAccessList right(TestBlock block) {
    return Objects.requireNonNull(Outcome.withAccessList(block).executed().accessList());
  }

  /** Whether lists of the block's fork are followed. */
  static boolean isFollowed(TestBlock block) {
    return ListDrivenTransactions.canExecute(block.fork());
  }

  /**
   * Fails unless it is what one thread comes to, or the list was found wrong and is. Since Cancun a
   * right list is always found right; before, not where an account went.
   *
   * @param expected with the access list
   */
  void check(TestBlock block, Outcome expected, String what) {
    boolean isTheList = list.equals(expected.executed().accessList());
    if (isDone && !isRight) {
      assertThat(isTheList).as("%s: a right list was found wrong", what).isFalse();
    } else {
      assertThat(outcome).as(what).isEqualTo(expected);
    }
    boolean isValid =
        expected.results().size() == block.transactions().size()
            && expected.results().stream().allMatch(Executed.class::isInstance);
    if (isDone && isRight) {
      assertThat(isTheList).as("%s: a wrong list was found right", what).isTrue();
    } else if (isTheList && isValid && block.fork().isAtLeast(Fork.CANCUN)) {
      assertThat(isDone).as("%s: a right list was not followed", what).isTrue();
    }
  }
}
