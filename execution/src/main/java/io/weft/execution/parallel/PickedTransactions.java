package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.parallel.ListDrivenTransactions.Reliance;
import io.weft.execution.parallel.ModePicker.Choice;
import io.weft.execution.types.BlockAccessList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes the transactions of each block in the mode that suits it, and reports which that was.
 * One block at a time.
 */
final class PickedTransactions implements TransactionExecutor {
  private final WorkerPool pool;
  private final ParallelSettings settings;
  private final ModePicker picker;
  private final OptimisticTransactions optimistic;
  private final ListDrivenTransactions listDriven;
  private Choice choice;
  private @Nullable Candidates picked;

  PickedTransactions(WorkerPool pool, ParallelSettings settings, boolean isListDriven) {
    this.pool = pool;
    this.settings = settings;
    picker = new ModePicker(settings, isListDriven);
    choice = new Choice(ExecutionReport.Mode.SEQUENTIAL, "", List.of());
    ParallelSettings reporting = settings.reportingTo(this::report);
    optimistic = new OptimisticTransactions(pool, reporting);
    listDriven = new ListDrivenTransactions(pool, reporting);
  }

  @Override
  public void execute(BlockExecution execution, Candidates candidates) {
    execute(execution, candidates, null);
  }

  /**
   * The same where an access list may have come with the block.
   *
   * @return whether the outcome stands whatever the list, stands if the list turns out right, or is
   *     void because it is wrong
   */
  Reliance execute(
      BlockExecution execution, Candidates candidates, @Nullable BlockAccessList accessList) {
    choice = picker.pick(candidates, pool.workers(), accessList != null);
    try {
      return executeAsChosen(execution, candidates, accessList);
    } finally {
      picked = null;
    }
  }

  private Reliance executeAsChosen(
      BlockExecution execution, Candidates candidates, @Nullable BlockAccessList accessList) {
    picked = candidates;
    if (accessList != null && choice.mode() == ExecutionReport.Mode.LIST_DRIVEN) {
      return listDriven.execute(execution, candidates, accessList, choice.headStarts());
    }
    if (choice.mode() == ExecutionReport.Mode.OPTIMISTIC) {
      optimistic.execute(execution, candidates, choice.headStarts());
    } else {
      executeInTurn(execution, candidates);
    }
    return Reliance.NONE;
  }

  private void executeInTurn(BlockExecution execution, Candidates candidates) {
    long gasBefore = execution.gasUsed();
    long start = settings.nanoClock().getAsLong();
    SequentialTransactions.UNWATCHED.execute(execution, candidates);
    report(
        ExecutionReport.sequential(
            execution.environment().number(),
            candidates.count(),
            choice.reason(),
            execution.gasUsed() - gasBefore,
            settings.nanoClock().getAsLong() - start));
  }

  private void report(ExecutionReport report) {
    if (picked != null) {
      picker.learn(picked, report);
    }
    settings.reports().accept(report.because(choice.reason()));
  }
}
