package io.weft.execution.block;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Receipt;
import java.util.List;

/**
 * A valid block and what it did; nothing of it is stored yet.
 *
 * @param receipts one per transaction
 * @param transactions how each ended, in order
 * @param requests to the consensus layer, each a type byte and data, empty ones left out (EIP-7685)
 * @param diff all changes of state against the parent
 */
public record ExecutedBlock(
    Block block,
    List<Receipt> receipts,
    List<Executed> transactions,
    List<Bytes> requests,
    StateDiff diff)
    implements BlockResult {

  public BlockHeader header() {
    return block.header();
  }
}
