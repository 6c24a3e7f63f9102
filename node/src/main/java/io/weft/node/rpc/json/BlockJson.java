package io.weft.node.rpc.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import io.weft.node.rpc.Json;
import java.util.List;

/** Blocks and headers as clients see them. */
public final class BlockJson {
  private BlockJson() {}

  /** A block with the hashes of its transactions. */
  public static ObjectNode withHashes(Block block, Hash32 blockHash) {
    ObjectNode json = frame(block, blockHash);
    ArrayNode transactions = json.putArray("transactions");
    block.transactions().forEach(tx -> transactions.add(tx.hash().toString()));
    return json;
  }

  /**
   * A block with its transactions in full.
   *
   * @param senders one for each transaction
   */
  public static ObjectNode withTransactions(Block block, Hash32 blockHash, List<Address> senders) {
    ObjectNode json = frame(block, blockHash);
    ArrayNode transactions = json.putArray("transactions");
    for (int i = 0; i < senders.size(); i++) {
      Transaction tx = block.transactions().get(i);
      Inclusion inclusion = Inclusion.of(block.header(), blockHash, i);
      transactions.add(TransactionJson.of(tx, tx.hash(), senders.get(i), inclusion));
    }
    return json;
  }

  /** A header by itself, as subscribers get it. */
  public static ObjectNode header(BlockHeader header, Hash32 blockHash) {
    ObjectNode json = Json.object();
    json.set("number", Json.quantity(header.number()));
    json.set("hash", Json.hash(blockHash));
    json.set("parentHash", Json.hash(header.parentHash()));
    json.set("nonce", Json.bytes(header.nonceBytes()));
    json.set("mixHash", Json.hash(header.mixHash()));
    json.set("sha3Uncles", Json.hash(header.ommersHash()));
    json.set("logsBloom", Json.bytes(header.logsBloom()));
    json.set("stateRoot", Json.hash(header.stateRoot()));
    json.set("miner", Json.address(header.coinbase()));
    json.set("difficulty", Json.quantity(header.difficulty()));
    json.set("extraData", Json.bytes(header.extraData()));
    json.set("gasLimit", Json.quantity(header.gasLimit()));
    json.set("gasUsed", Json.quantity(header.gasUsed()));
    json.set("timestamp", Json.quantity(header.timestamp()));
    json.set("transactionsRoot", Json.hash(header.transactionsRoot()));
    json.set("receiptsRoot", Json.hash(header.receiptsRoot()));
    if (header.baseFeePerGas() != null) {
      json.set("baseFeePerGas", Json.quantity(header.baseFeePerGas()));
    }
    if (header.withdrawalsRoot() != null) {
      json.set("withdrawalsRoot", Json.hash(header.withdrawalsRoot()));
    }
    if (header.blobGasUsed() != null) {
      json.set("blobGasUsed", Json.quantity(header.blobGasUsed()));
    }
    if (header.excessBlobGas() != null) {
      json.set("excessBlobGas", Json.quantity(header.excessBlobGas()));
    }
    if (header.parentBeaconBlockRoot() != null) {
      json.set("parentBeaconBlockRoot", Json.hash(header.parentBeaconBlockRoot()));
    }
    if (header.requestsHash() != null) {
      json.set("requestsHash", Json.hash(header.requestsHash()));
    }
    if (header.blockAccessListHash() != null) {
      json.set("blockAccessListHash", Json.hash(header.blockAccessListHash()));
    }
    if (header.slotNumber() != null) {
      json.set("slotNumber", Json.quantity(header.slotNumber()));
    }
    return json;
  }

  /** All but the transactions. */
  private static ObjectNode frame(Block block, Hash32 blockHash) {
    ObjectNode json = header(block.header(), blockHash);
    json.set("size", Json.quantity(block.encoded().size()));
    ArrayNode uncles = json.putArray("uncles");
    block.body().ommers().forEach(ommer -> uncles.add(ommer.hash().toString()));
    List<Withdrawal> withdrawals = block.body().withdrawals();
    if (withdrawals != null) {
      ArrayNode list = json.putArray("withdrawals");
      withdrawals.forEach(withdrawal -> list.add(withdrawal(withdrawal)));
    }
    return json;
  }

  private static ObjectNode withdrawal(Withdrawal withdrawal) {
    ObjectNode json = Json.object();
    json.set("index", Json.quantity(withdrawal.index()));
    json.set("validatorIndex", Json.quantity(withdrawal.validatorIndex()));
    json.set("address", Json.address(withdrawal.address()));
    json.set("amount", Json.quantity(withdrawal.amountGwei()));
    return json;
  }
}
