package io.weft.execution.types;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a transaction left in its block (Yellow Paper 4.4.1).
 *
 * @param type that of the transaction
 * @param postState the state root after the transaction, only before Byzantium
 * @param isSuccess the status, from Byzantium on (EIP-658)
 * @param cumulativeGasUsed gas used in the block up to and with this transaction
 */
public record Receipt(
    int type,
    @Nullable Hash32 postState,
    boolean isSuccess,
    long cumulativeGasUsed,
    LogsBloom logsBloom,
    List<Log> logs) {

  /** The encoding the receipts root commits to. */
  public Bytes encoded() {
    RlpWriter out = new RlpWriter(512);
    if (type != 0) {
      out.raw(type);
    }
    int list = out.beginList();
    if (postState != null) {
      out.write(postState);
    } else {
      out.write(isSuccess ? 1 : 0);
    }
    out.write(cumulativeGasUsed).write(logsBloom.toBytes());
    int logList = out.beginList();
    for (Log log : logs) {
      log.writeTo(out);
    }
    out.endList(logList);
    out.endList(list);
    return out.toBytes();
  }
}
