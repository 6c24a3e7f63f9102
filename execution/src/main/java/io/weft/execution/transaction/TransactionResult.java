package io.weft.execution.transaction;

import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a transaction. */
public sealed interface TransactionResult {

  /**
   * It cannot be in this block; the state is as it was.
   *
   * @param detail what was expected and what it had
   */
  record Rejected(RejectionReason reason, String detail) implements TransactionResult {}

  /**
   * It is in the block and has been paid for, whether or not its code succeeded.
   *
   * @param outcome how its code ended
   * @param gasUsed what the sender paid for, after refunds
   * @param blockGasUsed what it takes of the block's gas limit, see EIP-7778
   * @param gasBeforeRefund the most it needed on the way, below which it would have failed
   * @param logs none unless it succeeded
   * @param logsBloom the filter of its logs
   * @param createdAddress where its contract was to go, or null for a call
   */
  record Executed(
      MessageResult outcome,
      long gasUsed,
      long blockGasUsed,
      long gasBeforeRefund,
      List<Log> logs,
      LogsBloom logsBloom,
      @Nullable Address createdAddress)
      implements TransactionResult {

    /** The status of the receipt. */
    public boolean isSuccess() {
      return outcome.isSuccess();
    }

    /** What the code returned, or the reason it reverted with. */
    public Bytes output() {
      return outcome.output();
    }

    /** Why the code ended exceptionally, or null if it did not. */
    public @Nullable HaltReason haltReason() {
      return outcome instanceof MessageResult.Halt halt ? halt.reason() : null;
    }
  }
}
