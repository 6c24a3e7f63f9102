package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockReward;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.TransactionLocation;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.types.Block;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.api.trace.CallList;
import io.weft.node.rpc.api.trace.ReplayTrace;
import io.weft.node.rpc.json.BlockOverrides;
import io.weft.node.rpc.json.CallRequest;
import io.weft.node.rpc.json.StateOverrides;
import io.weft.node.rpc.json.TraceQuery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executions as Parity told them, and Besu, Erigon and Nethermind do: calls, steps, changes. */
final class TraceApi {
  private final Blocks blocks;
  private final Simulator simulator;
  private final Replay replay;
  private final CallRunner runner;
  private final ExecutionEngine engine;
  private final RpcLimits limits;

  TraceApi(
      Blocks blocks, Simulator simulator, Replay replay, CallRunner runner, RpcServices services) {
    this.blocks = blocks;
    this.simulator = simulator;
    this.replay = replay;
    this.runner = runner;
    this.engine = services.engine();
    this.limits = services.limits();
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("trace_block", this::block)
        .add("trace_transaction", this::transaction)
        .add("trace_get", this::get)
        .add("trace_filter", this::filter)
        .add("trace_call", this::call)
        .add("trace_callMany", this::callMany)
        .add("trace_rawTransaction", this::rawTransaction)
        .add("trace_replayTransaction", this::replayTransaction)
        .add("trace_replayBlockTransactions", this::replayBlock);
  }

  // --- lists of calls

  private JsonNode block(Params params) throws InterruptedException {
    ChainView view = view(params);
    ArrayNode list = Json.array();
    runner.run(stop -> calls(view.number(), stop)).forEach(list::add);
    return list;
  }

  /** The calls of a block and the rewards it brought. */
  private List<JsonNode> calls(long number, StopSignal stop) {
    List<JsonNode> list = new ArrayList<>();
    Block block = blocks.head().block(number);
    if (number == 0 || block == null) {
      return list; // nothing was executed for the first block
    }
    int count = block.transactions().size();
    replay
        .trace(number, 0, count, scene -> new CallList(scene, true), stop)
        .forEach(calls -> calls.forEach(list::add));
    List<BlockReward> rewards =
        BlockReward.of(engine.spec().forkOf(block.header()), block.header(), block.body().ommers());
    for (int i = 0; i < rewards.size(); i++) {
      list.add(reward(block, rewards.get(i), i == 0 ? "block" : "uncle"));
    }
    return list;
  }

  private static JsonNode reward(Block block, BlockReward reward, String type) {
    ObjectNode json = Json.object();
    ObjectNode action = json.putObject("action");
    action.set("author", Json.address(reward.to()));
    action.put("rewardType", type);
    action.set("value", Json.quantity(reward.amount()));
    json.set("blockHash", Json.hash(block.hash()));
    json.put("blockNumber", block.number());
    json.putNull("result");
    json.put("subtraces", 0);
    json.putArray("traceAddress");
    json.putNull("transactionHash");
    json.putNull("transactionPosition");
    json.put("type", "reward");
    return json;
  }

  private JsonNode transaction(Params params) throws InterruptedException {
    JsonNode calls = callsOfTransaction(params);
    return calls == null ? Json.nothing() : calls;
  }

  private @Nullable JsonNode callsOfTransaction(Params params) throws InterruptedException {
    TransactionLocation location = blocks.head().transaction(params.get(0).hash());
    if (location == null) {
      return null;
    }
    int index = location.index();
    return runner.run(
        stop ->
            replay
                .trace(
                    location.blockNumber(),
                    index,
                    index + 1,
                    scene -> new CallList(scene, true),
                    stop)
                .getFirst());
  }

  private JsonNode get(Params params) throws InterruptedException {
    ArrayNode path = Json.array();
    params.get(1).elements().forEach(step -> path.add((int) step.number()));
    JsonNode calls = callsOfTransaction(params);
    if (calls != null) {
      for (JsonNode call : calls) {
        if (call.get("traceAddress").equals(path)) {
          return call;
        }
      }
    }
    return Json.nothing();
  }

  private JsonNode filter(Params params) throws InterruptedException {
    TraceQuery query = TraceQuery.read(params.get(0));
    ChainView head = blocks.head();
    long from = blocks.get(query.from()).number();
    long to = blocks.get(query.to()).number();
    if (from > to) {
      throw RpcException.invalidParams("invalid block range params");
    }
    if (to - from >= limits.logRange()) {
      throw RpcException.of(
          RpcException.LIMIT_EXCEEDED,
          "block range too large: expected at most %d blocks, got %d"
              .formatted(limits.logRange(), to - from + 1));
    }
    return runner.run(stop -> filter(query, from, Math.min(to, head.number()), stop));
  }

  private ArrayNode filter(TraceQuery query, long from, long to, StopSignal stop) {
    ArrayNode found = Json.array();
    long skipped = 0;
    for (long number = from; number <= to; number++) {
      for (JsonNode trace : calls(number, stop)) {
        if (found.size() == query.count()) {
          return found;
        }
        if (query.matches(trace) && skipped++ >= query.after()) {
          if (found.size() == limits.logResults()) {
            throw RpcException.of(
                RpcException.LIMIT_EXCEEDED,
                "query returned more than "
                    + limits.logResults()
                    + " results, narrow the block range");
          }
          found.add(trace);
        }
      }
    }
    return found;
  }

  // --- calls and transactions executed for the sake of the trace

  private JsonNode call(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    ReplayTrace.Types types = ReplayTrace.Types.read(params.get(1), false);
    Simulator.Scene scene = scene(params, 2);
    return runner.run(stop -> replay.traceCall(scene, null, request, types::start, stop).json());
  }

  private record Call(CallRequest request, ReplayTrace.Types types) {}

  /** Calls one after the other; storage is priced as if all were one transaction. */
  private JsonNode callMany(Params params) throws InterruptedException {
    List<Call> calls = new ArrayList<>();
    for (Param pair : params.get(0).elements()) {
      List<Param> parts = pair.elements();
      if (parts.size() != 2) {
        throw pair.invalid("expected a call and a list of types, got " + parts.size() + " values");
      }
      calls.add(
          new Call(CallRequest.read(parts.get(0)), ReplayTrace.Types.read(parts.get(1), false)));
    }
    Simulator.Scene first = scene(params, 1);
    return runner.run(
        stop -> {
          ArrayNode list = Json.array();
          Simulator.Scene scene = first;
          for (Call call : calls) {
            Replay.Traced traced =
                replay.traceCall(scene, first.state(), call.request, call.types::start, stop);
            list.add(traced.json());
            scene =
                new Simulator.Scene(
                    new ChangedState(scene.state(), traced.diff()),
                    scene.block(),
                    scene.precompiles());
          }
          return list;
        });
  }

  private JsonNode rawTransaction(Params params) throws InterruptedException {
    Transaction transaction;
    try {
      transaction = Transaction.decode(params.get(0).bytes());
    } catch (RlpException e) {
      throw params.get(0).invalid(String.valueOf(e.getMessage()));
    }
    ReplayTrace.Types types = ReplayTrace.Types.read(params.get(1), false);
    Simulator.Scene scene = scene(params, 2);
    return runner.run(stop -> replay.traceSigned(scene, transaction, types::start, stop));
  }

  private Simulator.Scene scene(Params params, int index) {
    return simulator.scene(
        params.block(index), StateOverrides.read(null), BlockOverrides.read(null));
  }

  // --- committed transactions executed again

  private JsonNode replayTransaction(Params params) throws InterruptedException {
    TransactionLocation location = blocks.head().transaction(params.get(0).hash());
    ReplayTrace.Types types = ReplayTrace.Types.read(params.get(1), true);
    if (location == null) {
      return Json.nothing();
    }
    int index = location.index();
    return runner.run(
        stop ->
            replay.trace(location.blockNumber(), index, index + 1, types::start, stop).getFirst());
  }

  private JsonNode replayBlock(Params params) throws InterruptedException {
    ChainView view = view(params);
    ReplayTrace.Types types = ReplayTrace.Types.read(params.get(1), true);
    ArrayNode list = Json.array();
    if (view.number() == 0) {
      return list;
    }
    List<Transaction> transactions = Blocks.block(view).transactions();
    List<JsonNode> traces =
        runner.run(stop -> replay.trace(view.number(), 0, transactions.size(), types::start, stop));
    for (int i = 0; i < traces.size(); i++) {
      ObjectNode json = (ObjectNode) traces.get(i);
      json.set("transactionHash", Json.hash(transactions.get(i).hash()));
      list.add(json);
    }
    return list;
  }

  private ChainView view(Params params) {
    Param block = params.get(0);
    ChainView view = blocks.find(params.block(0));
    if (view == null) {
      throw block.invalid("block not found");
    }
    return view;
  }
}
