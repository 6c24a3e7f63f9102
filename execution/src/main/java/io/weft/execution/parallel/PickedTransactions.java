package io.weft.execution.parallel;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.Candidates;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.SequentialTransactions;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.parallel.ModePicker.Choice;
import io.weft.execution.types.BlockAccessList;
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

  // What was chosen for the last block of payments and for the last of anything else, of those that
  // could have been shared.
  private boolean werePaymentsShared;
  private boolean wereOthersShared;
  private @Nullable Candidates picked;

  PickedTransactions(WorkerPool pool, ParallelSettings settings, boolean isListDriven) {
    this.pool = pool;
    this.settings = settings;
    picker = new ModePicker(settings, isListDriven);
    choice = new Choice(ExecutionReport.Mode.SEQUENTIAL, "");
    optimistic = new OptimisticTransactions(pool, settings, this::learn);
    listDriven = new ListDrivenTransactions(pool, settings, this::learn);
  }

  /**
   * Whether several workers are likely to come to execute a block of so many transactions: if they
   * did for the last one of its kind. To wake them in vain takes longer than some blocks.
   */
  boolean areLikelyShared(int count, long gasUsed) {
    return picker.mayShare(count, pool.workers())
        && (ModePicker.isOfPayments(count, gasUsed) ? werePaymentsShared : wereOthersShared);
  }

  @Override
  public void execute(BlockExecution execution, Candidates candidates) {
    execute(execution, candidates, null);
  }

  /** The same where an access list may have come with the block. */
  void execute(
      BlockExecution execution, Candidates candidates, @Nullable BlockAccessList accessList) {
    choice = picker.pick(candidates, pool.workers(), accessList != null);
    note(candidates, choice.mode() != ExecutionReport.Mode.SEQUENTIAL);
    picked = candidates;
    try {
      switch (choice.mode()) {
        case SEQUENTIAL -> executeInTurn(execution, candidates);
        case OPTIMISTIC ->
            optimistic.execute(execution, candidates, choice.reason(), choice.order());
        case LIST_DRIVEN -> {
          if (accessList == null
              || !listDriven.execute(
                  execution,
                  candidates,
                  accessList,
                  choice.reason(),
                  choice.order().headStarts())) {
            choice = IN_TURN_AFTER_ALL;
            executeInTurn(execution, candidates);
          }
        }
      }
    } finally {
      picked = null;
    }
  }

  private void note(Candidates candidates, boolean isShared) {
    if (!picker.mayShare(candidates.count(), pool.workers())) {
      return;
    }
    if (ModePicker.isOfPayments(candidates.count(), candidates.gasUsed())) {
      werePaymentsShared = isShared;
    } else {
      wereOthersShared = isShared;
    }
  }

  private void executeInTurn(BlockExecution execution, Candidates candidates) {
    long gasBefore = execution.gasUsed();
    int countBefore = execution.transactionCount();
    long start = settings.nanoClock().getAsLong();
    SequentialTransactions.UNWATCHED.execute(execution, candidates);
    report(
        ExecutionReport.sequential(
            execution.environment().number(),
            candidates.count(),
            execution.transactionCount() - countBefore,
            choice.reason(),
            execution.gasUsed() - gasBefore,
            settings.nanoClock().getAsLong() - start));
  }

  private void report(ExecutionReport report) {
    learn(report);
    settings.reports().accept(report);
  }

  private void learn(ExecutionReport report) {
    if (picked != null) {
      picker.learn(picked, report);
    }
  }
}
