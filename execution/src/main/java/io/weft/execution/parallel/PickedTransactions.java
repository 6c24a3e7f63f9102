package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.parallel.ModePicker.Choice;

/**
 * Executes the transactions of each block in the mode that suits it, and reports which that was.
 * One block at a time.
 */
final class PickedTransactions implements TransactionExecutor {
  private final WorkerPool pool;
  private final ParallelSettings settings;
  private final ModePicker picker;
  private final OptimisticTransactions optimistic;
  private Choice choice;

  PickedTransactions(ChainSpec spec, WorkerPool pool, ParallelSettings settings) {
    this.pool = pool;
    this.settings = settings;
    picker = new ModePicker(settings);
    choice = new Choice(ExecutionReport.Mode.SEQUENTIAL, "");
    optimistic = new OptimisticTransactions(spec, pool, settings.reportingTo(this::report));
  }

  @Override
  public void execute(BlockExecution execution, Candidates candidates) {
    choice = picker.pick(candidates, pool.workers());
    switch (choice.mode()) {
      case SEQUENTIAL -> executeInTurn(execution, candidates);
      case OPTIMISTIC -> optimistic.execute(execution, candidates);
    }
  }

  private void executeInTurn(BlockExecution execution, Candidates candidates) {
    long start = settings.nanoClock().getAsLong();
    SequentialTransactions.UNWATCHED.execute(execution, candidates);
    report(
        ExecutionReport.sequential(
            execution.environment().number(),
            candidates.count(),
            choice.reason(),
            settings.nanoClock().getAsLong() - start));
  }

  private void report(ExecutionReport report) {
    settings.reports().accept(report.because(choice.reason()));
  }
}
