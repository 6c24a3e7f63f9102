package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.parallel.ModePicker.Choice;
import io.weft.execution.types.BlockAccessList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes the transactions of each block in the mode that suits it, and reports which that was.
 * One block at a time.
 */
final class PickedTransactions implements TransactionExecutor {
  private static final Choice IN_TURN_AFTER_ALL =
      new Choice(ExecutionReport.Mode.SEQUENTIAL, "the access list is wrong");

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

  /**
   * Whether several workers are likely to come to execute so many transactions: if they did for the
   * last block. To wake them in vain takes longer than some blocks.
   */
  boolean areLikelyShared(int count) {
    return choice.mode() != ExecutionReport.Mode.SEQUENTIAL
        && picker.mayShare(count, pool.workers());
  }

  @Override
  public void execute(BlockExecution execution, Candidates candidates) {
    execute(execution, candidates, null);
  }

  /** The same where an access list may have come with the block. */
  void execute(
      BlockExecution execution, Candidates candidates, @Nullable BlockAccessList accessList) {
    choice = picker.pick(candidates, pool.workers(), accessList != null);
    picked = candidates;
    try {
      switch (choice.mode()) {
        case SEQUENTIAL -> executeInTurn(execution, candidates);
        case OPTIMISTIC -> optimistic.execute(execution, candidates, choice.headStarts());
        case LIST_DRIVEN -> {
          if (accessList == null
              || !listDriven.execute(execution, candidates, accessList, choice.headStarts())) {
            choice = IN_TURN_AFTER_ALL;
            executeInTurn(execution, candidates);
          }
        }
      }
    } finally {
      picked = null;
    }
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
