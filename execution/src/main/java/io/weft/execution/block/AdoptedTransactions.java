package io.weft.execution.block;

import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Receipt;
import java.util.List;

/**
 * All transactions of a block, executed elsewhere, with what follows from their order.
 *
 * @param gasUsed what the header counts; since Amsterdam more than what senders paid for
 * @param cumulativeGasUsed what senders paid for, as in the last receipt
 */
public record AdoptedTransactions(
    List<Executed> results,
    List<Receipt> receipts,
    long gasUsed,
    long cumulativeGasUsed,
    long blobGasUsed) {}
