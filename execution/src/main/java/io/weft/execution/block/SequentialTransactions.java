package io.weft.execution.block;

import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;

/**
 * Executes transactions one after the other.
 *
 * @param tracer watches them
 */
public record SequentialTransactions(BlockTracer tracer) implements TransactionExecutor {
  public static final SequentialTransactions UNWATCHED =
      new SequentialTransactions(BlockTracer.NONE);

  @Override
  public void execute(BlockExecution execution, Candidates candidates) {
    boolean goesOn = true;
    for (int i = 0; goesOn && i < candidates.count(); i++) {
      if (candidates.isWanted(i)) {
        Transaction transaction = candidates.transaction(i);
        TransactionResult result =
            execution.add(transaction, candidates.sender(i), tracer.begin(i, transaction));
        tracer.end(i, result);
        goesOn = candidates.ended(i, result);
      }
    }
  }
}
