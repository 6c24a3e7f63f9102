package io.weft.node.cli.evm.t8n;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.execution.block.BodyRoots;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.Requests;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.BlobTransaction;
import io.weft.execution.types.Log;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import io.weft.node.cli.evm.WorldState;
import io.weft.node.rpc.Json;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The outcome of a transition as geth writes it. */
final class TransitionOutput {
  /** What geth puts where a block hash would be. */
  private static final String BLOCK_HASH = "0x1337" + "0".repeat(60);

  private TransitionOutput() {}

  /** Every account of a state; what is empty or zero is left out, but for the balance. */
  static ObjectNode alloc(WorldState state) {
    ObjectNode alloc = Json.object();
    for (Map.Entry<Address, GenesisAccount> entry : state.accounts().entrySet()) {
      GenesisAccount account = entry.getValue();
      ObjectNode json = alloc.putObject(entry.getKey().toString());
      if (!account.code().isEmpty()) {
        json.set("code", Json.bytes(account.code()));
      }
      if (!account.storage().isEmpty()) {
        ObjectNode storage = json.putObject("storage");
        account
            .storage()
            .forEach(
                (slot, value) ->
                    storage.put(Hash32.from(slot).toString(), Hash32.from(value).toString()));
      }
      json.set("balance", Json.quantity(account.balance()));
      if (account.nonce() != 0) {
        json.put("nonce", "0x" + Long.toHexString(account.nonce()));
      }
    }
    return alloc;
  }

  /** The transactions in the block, as its body has them. */
  static TextNode body(List<Transaction> transactions) {
    RlpWriter out = new RlpWriter(256);
    int list = out.beginList();
    transactions.forEach(transaction -> transaction.writeTo(out));
    return TextNode.valueOf(out.endList(list).toBytes().toString());
  }

  static ObjectNode result(BlockInput block, U256 blobBaseFee, Transition.Result result) {
    ExecutedBlock executed = result.block();
    ObjectNode json = Json.object();
    json.put("stateRoot", result.state().root().toString());
    json.put("txRoot", BodyRoots.transactions(executed.block().body()).toString());
    json.put("receiptsRoot", BodyRoots.receipts(executed.receipts()).toString());
    json.put("logsHash", logsHash(executed.receipts()).toString());
    json.set("logsBloom", Json.bytes(executed.logsBloom()));
    json.set("receipts", receipts(block, blobBaseFee, executed));
    if (!result.rejections().isEmpty()) {
      ArrayNode rejected = json.putArray("rejected");
      for (Transition.Rejection rejection : result.rejections()) {
        rejected.addObject().put("index", rejection.index()).put("error", rejection.error());
      }
    }
    json.set("currentDifficulty", orNull(block.difficulty()));
    json.set("gasUsed", Json.quantity(executed.gasUsed()));
    if (block.baseFeePerGas() != null) {
      json.set("currentBaseFee", Json.quantity(block.baseFeePerGas()));
    }
    List<Withdrawal> withdrawals = block.withdrawals();
    if (withdrawals != null) {
      json.put("withdrawalsRoot", BodyRoots.withdrawals(withdrawals).toString());
    }
    if (block.excessBlobGas() != null) {
      json.put("currentExcessBlobGas", "0x" + Long.toHexString(block.excessBlobGas()));
      json.set("blobGasUsed", Json.quantity(executed.blobGasUsed()));
    }
    if (block.fork().isAtLeast(Fork.PRAGUE)) {
      json.put("requestsHash", Requests.hash(executed.requests()).toString());
      ArrayNode list = json.putArray("requests");
      executed.requests().forEach(request -> list.add(request.slice(1).toString()));
    } else {
      json.putNull("requests");
    }
    return json;
  }

  private static ArrayNode receipts(BlockInput block, U256 blobBaseFee, ExecutedBlock result) {
    ArrayNode receipts = Json.array();
    int logIndex = 0;
    for (int i = 0; i < result.receipts().size(); i++) {
      Transaction transaction = result.block().transactions().get(i);
      Receipt receipt = result.receipts().get(i);
      Executed executed = result.transactions().get(i);
      String hash = transaction.hash().toString();
      ObjectNode json = receipts.addObject();
      if (receipt.type() != 0) {
        json.set("type", Json.quantity(receipt.type()));
      }
      Hash32 postState = receipt.postState();
      json.put("root", postState == null ? "0x" : postState.toString());
      json.set("status", Json.quantity(receipt.isSuccess() ? 1 : 0));
      json.set("cumulativeGasUsed", Json.quantity(receipt.cumulativeGasUsed()));
      json.set("logsBloom", Json.bytes(receipt.logsBloom().toBytes()));
      ArrayNode logs = json.putArray("logs");
      for (Log log : receipt.logs()) {
        logs.add(log(log, block, hash, i, logIndex++));
      }
      json.put("transactionHash", hash);
      Address created = executed.createdAddress();
      json.put("contractAddress", (created == null ? Address.ZERO : created).toString());
      json.set("gasUsed", Json.quantity(executed.gasUsed()));
      json.putNull("effectiveGasPrice");
      if (transaction instanceof BlobTransaction) {
        json.set("blobGasUsed", Json.quantity(transaction.blobGas()));
        json.set("blobGasPrice", Json.quantity(blobBaseFee));
      }
      json.put("blockHash", BLOCK_HASH);
      json.set("blockNumber", Json.quantity(block.number()));
      json.set("transactionIndex", Json.quantity(i));
    }
    return receipts;
  }

  private static ObjectNode log(
      Log log, BlockInput block, String transactionHash, int transactionIndex, int index) {
    ObjectNode json = Json.object();
    json.set("address", Json.address(log.address()));
    ArrayNode topics = json.putArray("topics");
    log.topics().forEach(topic -> topics.add(topic.toString()));
    json.set("data", Json.bytes(log.data()));
    json.set("blockNumber", Json.quantity(block.number()));
    json.put("transactionHash", transactionHash);
    json.set("transactionIndex", Json.quantity(transactionIndex));
    json.put("blockHash", BLOCK_HASH);
    json.set("blockTimestamp", Json.quantity(block.timestamp()));
    json.set("logIndex", Json.quantity(index));
    json.put("removed", false);
    return json;
  }

  private static Hash32 logsHash(List<Receipt> receipts) {
    RlpWriter out = new RlpWriter(256);
    int list = out.beginList();
    for (Receipt receipt : receipts) {
      receipt.logs().forEach(log -> log.writeTo(out));
    }
    return Keccak256.hash32(out.endList(list).toBytes());
  }

  private static JsonNode orNull(@Nullable U256 value) {
    return value == null ? Json.object().nullNode() : Json.quantity(value);
  }
}
