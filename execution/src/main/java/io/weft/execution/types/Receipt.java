package io.weft.execution.types;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
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
    Bytes logsBloom,
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
    out.write(cumulativeGasUsed).write(logsBloom);
    int logList = out.beginList();
    for (Log log : logs) {
      log.writeTo(out);
    }
    out.endList(logList);
    out.endList(list);
    return out.toBytes();
  }

  /** Decodes {@link #encoded}. */
  public static Receipt decode(Bytes encoded) {
    if (encoded.isEmpty()) {
      throw new RlpException("empty receipt");
    }
    int first = encoded.get(0) & 0xFF;
    int type = first >= 0xC0 ? 0 : first;
    RlpReader fields = RlpReader.ofList(type == 0 ? encoded : encoded.slice(1));
    Bytes statusOrRoot = fields.bytes();
    Hash32 postState = statusOrRoot.size() == Hash32.SIZE ? Hash32.from(statusOrRoot) : null;
    boolean isSuccess = statusOrRoot.equals(Bytes.of(1));
    if (postState == null && !isSuccess && !statusOrRoot.isEmpty()) {
      throw new RlpException("receipt status: expected 0, 1 or a state root, got " + statusOrRoot);
    }
    long cumulativeGasUsed = fields.positiveLong();
    Bytes logsBloom = fields.bytes();
    RlpReader logList = fields.list();
    List<Log> logs = new ArrayList<>();
    while (logList.hasNext()) {
      logs.add(Log.readFrom(logList));
    }
    fields.end();
    return new Receipt(type, postState, isSuccess, cumulativeGasUsed, logsBloom, List.copyOf(logs));
  }
}
