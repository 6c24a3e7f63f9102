package io.weft.execution.block;

import io.weft.execution.evm.Tracer;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/** Watches the transactions of a block. */
public interface BlockTracer {
  /** Watches nothing. */
  BlockTracer NONE = (index, transaction) -> null;

  /** A transaction is about to be executed: who watches it, or null for nobody. */
  @Nullable Tracer begin(int index, Transaction transaction);

  /** The transaction ended. */
  default void end(int index, TransactionResult result) {}
}
