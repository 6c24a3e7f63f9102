package io.weft.execution.block;

import io.weft.execution.transaction.TransactionResult.Rejected;
import org.jspecify.annotations.Nullable;

/**
 * A block breaks a rule.
 *
 * @param transaction why a transaction cannot be in it, only with {@link
 *     InvalidBlockReason#INVALID_TRANSACTION}
 * @param detail what was expected and what the block has
 */
public record InvalidBlock(InvalidBlockReason reason, @Nullable Rejected transaction, String detail)
    implements BlockResult {

  static InvalidBlock of(InvalidBlockReason reason, String detail) {
    return new InvalidBlock(reason, null, detail);
  }

  static InvalidBlock of(InvalidBlockReason reason, String what, Object expected, Object got) {
    return new InvalidBlock(reason, null, what + ": expected " + expected + ", got " + got);
  }

  static InvalidBlock of(int transactionIndex, Rejected rejected) {
    return new InvalidBlock(
        InvalidBlockReason.INVALID_TRANSACTION,
        rejected,
        "transaction " + transactionIndex + ": " + rejected.detail());
  }

  /**
   * The reason as execution-specs writes it, {@code TransactionException.…} or {@code
   * BlockException.…}.
   */
  public String specName() {
    return transaction != null
        ? "TransactionException." + transaction.reason()
        : "BlockException." + reason;
  }
}
