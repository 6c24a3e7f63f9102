package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Transaction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes transactions that nothing comes before one after the other, by the access list that they
 * turn out to have beside it, and holds one outcome against the other. It is there to try
 * list-driven execution on tests that are no blocks.
 */
final class ListFirstTransactions implements TransactionExecutor {
  private final ChainSpec spec;
  private final TransactionProcessor processor;
  private final ListDrivenTransactions listDriven;

  ListFirstTransactions(ChainSpec spec, ListDrivenTransactions listDriven) {
    this.spec = spec;
    this.listDriven = listDriven;
    processor = new TransactionProcessor(spec);
  }

  /**
   * Executes them.
   *
   * @throws IllegalStateException if by the list they end otherwise
   */
  @Override
  public void execute(BlockExecution execution, Candidates candidates) {
    BlockExecution inTurn = trial(execution);
    Trial expected = new Trial(candidates);
    SequentialTransactions.UNWATCHED.execute(inTurn, expected);
    BlockAccessList list = inTurn.accessList();
    if (list != null && ListDrivenTransactions.canExecute(execution.environment().fork())) {
      BlockExecution byList = trial(execution);
      Trial actual = new Trial(candidates);
      if (listDriven.execute(byList, actual, list, ModePicker.ASKED_FOR, List.of())
          && byList.isListRight()
          && !(actual.results.equals(expected.results) && byList.diff().equals(inTurn.diff()))) {
        throw new IllegalStateException(
            "by the access list: expected "
                + expected.results
                + " and "
                + inTurn.diff()
                + ", got "
                + actual.results
                + " and "
                + byList.diff());
      }
    }
    SequentialTransactions.UNWATCHED.execute(execution, candidates);
  }

  private BlockExecution trial(BlockExecution execution) {
    return new BlockExecution(
        spec,
        execution.parent(),
        execution.environment(),
        processor,
        new JournaledState(execution.parentState(), EmptyAccountRule.DELETE),
        true);
  }

  /** Candidates that are not told how they ended. */
  private static final class Trial implements Candidates {
    private final Candidates candidates;
    private final List<TransactionResult> results = new ArrayList<>();

    Trial(Candidates candidates) {
      this.candidates = candidates;
    }

    @Override
    public int count() {
      return candidates.count();
    }

    @Override
    public Transaction transaction(int index) {
      return candidates.transaction(index);
    }

    @Override
    public @Nullable Address sender(int index) {
      return candidates.sender(index);
    }

    @Override
    public boolean ended(int index, TransactionResult result) {
      results.add(result);
      return result instanceof Executed;
    }
  }
}
