package io.weft.execution.block;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block and what it did; nothing of it is stored yet.
 *
 * @param receipts one per transaction
 * @param transactions how each ended, in order
 * @param requests to the consensus layer, each a type byte and data, empty ones left out (EIP-7685)
 * @param accessList what it accessed, or null before Amsterdam (EIP-7928)
 * @param diff all changes of state against the parent
 * @param gasUsed as the header counts it
 */
public record ExecutedBlock(
    Block block,
    List<Receipt> receipts,
    List<Executed> transactions,
    List<Bytes> requests,
    @Nullable BlockAccessList accessList,
    StateDiff diff,
    long gasUsed)
    implements BlockResult {

  public BlockHeader header() {
    return block.header();
  }

  /** The same execution as that of a block with another header over the same body. */
  ExecutedBlock withHeader(BlockHeader header) {
    return new ExecutedBlock(
        new Block(header, block.body()),
        receipts,
        transactions,
        requests,
        accessList,
        diff,
        gasUsed);
  }

  /** The same execution as blocks before Amsterdam have it. */
  public ExecutedBlock withoutAccessList() {
    return new ExecutedBlock(block, receipts, transactions, requests, null, diff, gasUsed);
  }

  /** The blob gas of all transactions. */
  public long blobGasUsed() {
    return block.transactions().stream().mapToLong(Transaction::blobGas).sum();
  }

  /** The filter over all logs. */
  public Bytes logsBloom() {
    byte[] filter = new byte[LogsBloom.SIZE];
    for (Receipt receipt : receipts) {
      receipt.logsBloom().addTo(filter);
    }
    return Bytes.wrap(filter);
  }
}
