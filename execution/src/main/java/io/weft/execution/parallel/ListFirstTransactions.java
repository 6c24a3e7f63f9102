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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes transactions that come before anything else in a block and without an access list: once
 * in turn, to have one, and then by it. That is of use to tests alone.
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

  @Override
  public void execute(BlockExecution execution, Candidates candidates) {
    BlockExecution inTurn = trial(execution);
    Trial all = new Trial(candidates);
    SequentialTransactions.UNWATCHED.execute(inTurn, all);
    BlockAccessList list = inTurn.accessList();
    BlockExecution byList = trial(execution);
    if (list != null
        && !all.hasRejected
        && ListDrivenTransactions.canExecute(execution.environment().fork())
        && listDriven.execute(byList, new Trial(candidates), list, List.of())
        && byList.isListRight()) {
      listDriven.execute(execution, candidates, list, List.of());
    } else {
      SequentialTransactions.UNWATCHED.execute(execution, candidates);
    }
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
    private boolean hasRejected;

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
      hasRejected |= !(result instanceof Executed);
      return !hasRejected;
    }
  }
}
