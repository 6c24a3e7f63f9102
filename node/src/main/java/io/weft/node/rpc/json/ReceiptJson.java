package io.weft.node.rpc.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.Log;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import org.jspecify.annotations.Nullable;

/** Receipts as clients see them. */
public final class ReceiptJson {
  private ReceiptJson() {}

  /**
   * The receipt of one transaction of a block.
   *
   * @param gasUsed by this transaction alone
   * @param firstLogIndex how many logs the transactions before it left in the block
   * @param contractAddress of the created contract, or null for a call
   * @param blobGasPrice of the block, null before blobs
   */
  public static ObjectNode of(
      Transaction tx,
      Hash32 hash,
      Address from,
      Receipt receipt,
      Inclusion inclusion,
      long gasUsed,
      int firstLogIndex,
      @Nullable Address contractAddress,
      @Nullable U256 blobGasPrice) {
    ObjectNode json = Json.object();
    json.set("type", Json.quantity(tx.type()));
    if (receipt.postState() != null) {
      json.set("root", Json.hash(receipt.postState()));
    } else {
      json.set("status", Json.quantity(receipt.isSuccess() ? 1 : 0));
    }
    json.set("cumulativeGasUsed", Json.quantity(receipt.cumulativeGasUsed()));
    ArrayNode logs = json.putArray("logs");
    int logIndex = firstLogIndex;
    for (Log log : receipt.logs()) {
      logs.add(LogJson.of(log, inclusion, hash, logIndex++, false));
    }
    json.set("logsBloom", Json.bytes(receipt.logsBloom().toBytes()));
    json.set("transactionHash", Json.hash(hash));
    json.set("transactionIndex", Json.quantity(inclusion.transactionIndex()));
    json.set("blockHash", Json.hash(inclusion.blockHash()));
    json.set("blockNumber", Json.quantity(inclusion.blockNumber()));
    json.set("gasUsed", Json.quantity(gasUsed));
    json.set("effectiveGasPrice", Json.quantity(tx.effectiveGasPrice(inclusion.baseFeePerGas())));
    json.set("from", Json.address(from));
    json.set("to", Json.address(tx.to()));
    json.set("contractAddress", Json.address(contractAddress));
    if (tx instanceof BlobTransaction && blobGasPrice != null) {
      json.set("blobGasUsed", Json.quantity(tx.blobGas()));
      json.set("blobGasPrice", Json.quantity(blobGasPrice));
    }
    return json;
  }
}
