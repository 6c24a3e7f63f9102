package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.TransactionLocation;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Receipt;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.api.trace.TraceOptions;
import io.weft.node.rpc.json.BlockOverrides;
import io.weft.node.rpc.json.CallRequest;
import io.weft.node.rpc.json.StateOverrides;
import java.util.List;

/** Executions in detail, and the encodings of what is stored. */
final class DebugApi {
  private final Blocks blocks;
  private final TransactionApi transactions;
  private final Simulator simulator;
  private final Replay replay;
  private final CallRunner runner;

  DebugApi(
      Blocks blocks,
      TransactionApi transactions,
      Simulator simulator,
      Replay replay,
      CallRunner runner) {
    this.blocks = blocks;
    this.transactions = transactions;
    this.simulator = simulator;
    this.replay = replay;
    this.runner = runner;
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("debug_traceTransaction", this::traceTransaction)
        .add("debug_traceBlockByNumber", this::traceBlock)
        .add("debug_traceBlockByHash", this::traceBlock)
        .add("debug_traceCall", this::traceCall)
        .add("debug_getRawHeader", params -> Json.bytes(view(params).header().encoded()))
        .add("debug_getRawBlock", params -> Json.bytes(Blocks.block(view(params)).encoded()))
        .add("debug_getRawReceipts", this::rawReceipts)
        .add("debug_getRawBlockAccessList", this::rawAccessList)
        .add("debug_getRawTransaction", this::rawTransaction);
  }

  private JsonNode traceTransaction(Params params) throws InterruptedException {
    Hash32 hash = params.get(0).hash();
    TraceOptions options = TraceOptions.read(params.optional(1));
    TransactionLocation location = blocks.head().transaction(hash);
    if (location == null) {
      throw RpcException.refused("transaction not found");
    }
    return runner.run(
        stop ->
            replay
                .trace(
                    location.blockNumber(),
                    location.index(),
                    location.index() + 1,
                    options::start,
                    stop)
                .getFirst());
  }

  private JsonNode traceBlock(Params params) throws InterruptedException {
    params.get(0);
    BlockId id = params.block(0);
    TraceOptions options = TraceOptions.read(params.optional(1));
    ChainView view = blocks.find(id);
    if (view == null) {
      throw RpcException.refused("block " + params.get(0).node().asText() + " not found");
    }
    if (view.number() == 0) {
      throw RpcException.refused("genesis is not traceable");
    }
    Block block = Blocks.block(view);
    List<JsonNode> traces =
        runner.run(
            stop ->
                replay.trace(view.number(), 0, block.transactions().size(), options::start, stop));
    ArrayNode list = Json.array();
    for (int i = 0; i < traces.size(); i++) {
      ObjectNode item = list.addObject();
      item.put("txHash", block.transactions().get(i).hash().toString());
      item.set("result", traces.get(i));
    }
    return list;
  }

  private JsonNode traceCall(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    Param config = params.optional(2);
    TraceOptions options = TraceOptions.read(config);
    Param state = config == null ? null : config.field("stateOverrides");
    Param block = config == null ? null : config.field("blockOverrides");
    Simulator.Scene scene =
        simulator.scene(params.block(1), StateOverrides.read(state), BlockOverrides.read(block));
    return runner.run(stop -> replay.traceCall(scene, null, request, options::start, stop).json());
  }

  private JsonNode rawReceipts(Params params) {
    ChainView view = view(params);
    List<Receipt> receipts = view.receipts(view.number());
    ArrayNode list = Json.array();
    if (receipts != null) {
      receipts.forEach(receipt -> list.add(receipt.encoded().toString()));
    }
    return list;
  }

  private JsonNode rawAccessList(Params params) {
    ChainView view = view(params);
    BlockAccessList accessList = view.accessList(view.number());
    return accessList == null ? Json.nothing() : Json.bytes(accessList.encoded());
  }

  private JsonNode rawTransaction(Params params) {
    Transaction transaction = transactions.find(params.get(0).hash());
    return transaction == null ? Json.text("0x") : Json.bytes(transaction.encoded());
  }

  private ChainView view(Params params) {
    params.get(0);
    return blocks.get(params.block(0));
  }
}
