package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Transactions in the order in which a block tries them. A block under verification must include
 * each; one that is built leaves out what does not fit.
 */
public interface Candidates {
  int count();

  /** The gas that all of them use as the block claims; of one that is built nobody knows. */
  default long gasUsed() {
    return Long.MAX_VALUE;
  }

  /** One of them; any thread may ask. */
  Transaction transaction(int index);

  /**
   * Who sent it, or null where the signature is not valid; any thread may ask, and it may take
   * time.
   */
  @Nullable Address sender(int index);

  /** Who sent it where that is known already, else null; takes no time. */
  default @Nullable Address knownSender(int index) {
    return null;
  }

  /** Whether it is still to be tried, now that it is its turn. */
  default boolean isWanted(int index) {
    return true;
  }

  /** Hears, in order, how each tried one ended; whether the block goes on. */
  boolean ended(int index, TransactionResult result);

  /** Hears how all of them ended at once, where the block includes each. */
  default void allEnded(List<Executed> results) {
    for (int i = 0; i < results.size(); i++) {
      ended(i, results.get(i));
    }
  }
}
