package io.weft.tests.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.NewPayload;
import io.weft.execution.chain.ChainView;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.execution.types.Withdrawal;
import io.weft.node.engine.NewPayloadRequest;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a consensus client says to a node, carried out on an engine without a server: payloads are
 * executed and, where they follow the head, become it at once; blocks are built with the attributes
 * asked for and the transactions sent before.
 */
final class EngineConversation {
  private static final String NEW_PAYLOAD = "engine_newPayloadV";

  /** What the client that answered moves the gas limit towards; more than it gets to. */
  private static final long GAS_LIMIT_WANTED = 36_000_000;

  private final ExecutionEngine engine;
  private final List<Transaction> sent = new ArrayList<>();

  /** Blocks built, by the names the recorded answers gave them. */
  private final Map<String, ExecutedBlock> built = new HashMap<>();

  EngineConversation(ExecutionEngine engine) {
    this.engine = engine;
  }

  static boolean isNewPayload(JsonNode request) {
    return request.path("method").asText().startsWith(NEW_PAYLOAD);
  }

  /** The status of a payload, or its error, and why. */
  String newPayload(JsonNode request) {
    NewPayload payload;
    try {
      int version =
          Integer.parseInt(request.get("method").asText().substring(NEW_PAYLOAD.length()));
      List<Param> params = new Param(request.get("params"), "params").elements();
      payload = NewPayloadRequest.read(version, engine.spec(), params);
    } catch (RpcException e) {
      return "error " + e.code() + " (" + e.getMessage() + ")";
    }
    return switch (payload.toBlock()) {
      case NewPayload.Refused(var reason) -> "INVALID: " + reason;
      case NewPayload.Converted(var block, var accessList) -> add(block, accessList);
    };
  }

  private String add(Block block, @Nullable BlockAccessList accessList) {
    if (!block.header().parentHash().equals(engine.head().hash())) {
      return "SYNCING";
    }
    return switch (engine.execute(block, accessList)) {
      case InvalidBlock invalid -> "INVALID: " + invalid;
      case ExecutedBlock executed -> {
        engine.commit(executed);
        sent.removeAll(block.transactions());
        yield "VALID";
      }
    };
  }

  /** The status of a head, which payloads have moved already. */
  JsonNode forkchoiceUpdated(JsonNode params, @Nullable String payloadId) {
    Hash32 head = Hash32.fromHex(params.get(0).get("headBlockHash").asText());
    ObjectNode json = Json.object();
    ObjectNode status = json.putObject("payloadStatus");
    boolean isHead = head.equals(engine.head().hash());
    status.put("status", isHead ? "VALID" : "SYNCING");
    status.set("latestValidHash", Json.hash(isHead ? head : null));
    status.putNull("validationError");
    boolean isAsked = isHead && params.path(1).isObject();
    if (isAsked) {
      built.put(Objects.requireNonNull(payloadId, "a name for the payload"), build(params.get(1)));
    }
    return json.put("payloadId", isAsked ? payloadId : null);
  }

  private ExecutedBlock build(JsonNode attributes) {
    BlockHeader parent = engine.head().header();
    long timestamp = U256.fromHex(attributes.get("timestamp").asText()).toLong();
    long gasLimit =
        new HeaderRules(engine.spec())
            .gasLimitToward(
                engine.spec().forkAt(parent.number() + 1, timestamp), parent, GAS_LIMIT_WANTED);
    BlockBuilder builder =
        engine.propose(
            new BlockAttributes(
                timestamp,
                Address.fromHex(attributes.get("suggestedFeeRecipient").asText()),
                gasLimit,
                Hash32.fromHex(attributes.get("prevRandao").asText()),
                withdrawals(attributes.path("withdrawals")),
                attributes.has("parentBeaconBlockRoot")
                    ? Hash32.fromHex(attributes.get("parentBeaconBlockRoot").asText())
                    : Hash32.ZERO,
                0,
                Bytes.EMPTY,
                null));
    sent.forEach(builder::add);
    return (ExecutedBlock) builder.finish();
  }

  private static List<Withdrawal> withdrawals(JsonNode array) {
    List<Withdrawal> withdrawals = new ArrayList<>();
    for (JsonNode json : array) {
      Param fields = new Param(json, "withdrawal");
      withdrawals.add(
          new Withdrawal(
              fields.required("index").uint64(),
              fields.required("validatorIndex").uint64(),
              fields.required("address").address(),
              fields.required("amount").uint64()));
    }
    return withdrawals;
  }

  /** A block built before, as the version of {@code engine_getPayload} tells it. */
  JsonNode getPayload(int version, String payloadId) {
    ExecutedBlock executed = Objects.requireNonNull(built.get(payloadId), payloadId);
    JsonNode payload = payload(executed.block());
    if (version == 1) {
      return payload;
    }
    ObjectNode json = Json.object();
    json.set("executionPayload", payload);
    json.set("blockValue", Json.quantity(value(executed)));
    if (version >= 3) {
      ObjectNode blobs = json.putObject("blobsBundle");
      blobs.putArray("commitments");
      blobs.putArray("proofs");
      blobs.putArray("blobs");
      json.put("shouldOverrideBuilder", false);
    }
    if (version >= 4) {
      ArrayNode requests = json.putArray("executionRequests");
      executed.requests().forEach(request -> requests.add(request.toString()));
    }
    return json;
  }

  private static JsonNode payload(Block block) {
    BlockHeader header = block.header();
    ObjectNode json = Json.object();
    json.set("parentHash", Json.hash(header.parentHash()));
    json.set("feeRecipient", Json.address(header.coinbase()));
    json.set("stateRoot", Json.hash(header.stateRoot()));
    json.set("receiptsRoot", Json.hash(header.receiptsRoot()));
    json.set("logsBloom", Json.bytes(header.logsBloom()));
    json.set("prevRandao", Json.hash(header.mixHash()));
    json.set("blockNumber", Json.quantity(header.number()));
    json.set("gasLimit", Json.quantity(header.gasLimit()));
    json.set("gasUsed", Json.quantity(header.gasUsed()));
    json.set("timestamp", Json.quantity(header.timestamp()));
    json.set("extraData", Json.bytes(header.extraData()));
    json.set("baseFeePerGas", Json.quantity(Objects.requireNonNull(header.baseFeePerGas())));
    json.set("blockHash", Json.hash(block.hash()));
    ArrayNode transactions = json.putArray("transactions");
    block.transactions().forEach(tx -> transactions.add(tx.encoded().toString()));
    List<Withdrawal> withdrawals = block.body().withdrawals();
    if (withdrawals != null) {
      ArrayNode array = json.putArray("withdrawals");
      for (Withdrawal withdrawal : withdrawals) {
        ObjectNode fields = array.addObject();
        fields.set("index", Json.quantity(withdrawal.index()));
        fields.set("validatorIndex", Json.quantity(withdrawal.validatorIndex()));
        fields.set("address", Json.address(withdrawal.address()));
        fields.set("amount", Json.quantity(withdrawal.amountGwei()));
      }
    }
    Long blobGasUsed = header.blobGasUsed();
    Long excessBlobGas = header.excessBlobGas();
    if (blobGasUsed != null && excessBlobGas != null) {
      json.set("blobGasUsed", Json.quantity(blobGasUsed));
      json.set("excessBlobGas", Json.quantity(excessBlobGas));
    }
    return json;
  }

  /** What the block's coinbase earns; nothing else pays it here. */
  private static U256 value(ExecutedBlock executed) {
    for (StateDiff.AccountDiff account : executed.diff().accounts()) {
      if (account.address().equals(executed.header().coinbase())
          && executed.header().gasUsed() > 0) {
        U256 before = account.before() == null ? U256.ZERO : account.before().balance();
        return Objects.requireNonNull(account.after()).balance().subtract(before);
      }
    }
    return U256.ZERO;
  }

  /** Keeps a transaction for the blocks to come. */
  Hash32 sendRawTransaction(String encoded) {
    Transaction transaction = Transaction.decode(Bytes.fromHex(encoded));
    sent.add(transaction);
    return transaction.hash();
  }

  ChainView head() {
    return engine.head();
  }
}
