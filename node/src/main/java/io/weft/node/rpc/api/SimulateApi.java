package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.chain.BranchState;
import io.weft.execution.chain.ChainView;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Log;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.BlockJson;
import io.weft.node.rpc.json.BlockOverrides;
import io.weft.node.rpc.json.Inclusion;
import io.weft.node.rpc.json.LogJson;
import io.weft.node.rpc.json.SimulateRequest;
import io.weft.node.rpc.json.StateOverrides;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** eth_simulateV1: blocks that might follow a block of the chain, and what their calls would do. */
final class SimulateApi {
  private static final int BLOCK_NUMBER_INVALID = -38020;
  private static final int TIMESTAMP_INVALID = -38021;
  private static final int VM_ERROR = -32015;

  /** Between blocks whose time is not given. */
  private static final long SLOT_SECONDS = 12;

  private final Blocks blocks;
  private final ExecutionEngine engine;
  private final CallRunner runner;
  private final long gasCap;

  SimulateApi(Blocks blocks, RpcServices services, CallRunner runner) {
    this.blocks = blocks;
    this.engine = services.engine();
    this.runner = runner;
    this.gasCap = services.limits().callGas();
  }

  void addTo(MethodTable.Builder table) {
    table.add("eth_simulateV1", this::simulate);
  }

  private JsonNode simulate(Params params) throws InterruptedException {
    SimulateRequest request = SimulateRequest.read(params.get(0));
    ChainView base = blocks.get(params.block(1));
    List<SimulateRequest.BlockCalls> chain = inOrder(request.blocks(), base.header());
    return runner.run(stop -> simulate(request, chain, base, stop));
  }

  /** The blocks with number and time, and those between that the request leaves out. */
  private static List<SimulateRequest.BlockCalls> inOrder(
      List<SimulateRequest.BlockCalls> given, BlockHeader base) {
    List<SimulateRequest.BlockCalls> chain = new ArrayList<>();
    long number = base.number();
    long time = base.timestamp();
    for (SimulateRequest.BlockCalls block : given) {
      Long wanted = block.block().number();
      long next = wanted == null ? number + 1 : wanted;
      if (next <= number) {
        throw RpcException.of(
            BLOCK_NUMBER_INVALID,
            "block numbers must be in order: %d <= %d".formatted(next, number));
      }
      if (next - base.number() > SimulateRequest.MAX_BLOCKS) {
        throw SimulateRequest.tooManyBlocks();
      }
      while (++number < next) {
        time += SLOT_SECONDS;
        BlockOverrides between = BlockOverrides.NONE.at(number, time);
        chain.add(new SimulateRequest.BlockCalls(between, StateOverrides.NONE, List.of()));
      }
      Long wantedTime = block.block().timestamp();
      long nextTime = wantedTime == null ? time + SLOT_SECONDS : wantedTime;
      if (nextTime <= time) {
        throw RpcException.of(
            TIMESTAMP_INVALID,
            "block timestamps must be in order: %d <= %d".formatted(nextTime, time));
      }
      time = nextTime;
      chain.add(
          new SimulateRequest.BlockCalls(
              block.block().at(number, time), block.state(), block.calls()));
    }
    return chain;
  }

  private JsonNode simulate(
      SimulateRequest request,
      List<SimulateRequest.BlockCalls> chain,
      ChainView base,
      StopSignal stop) {
    SimulatedBlock maker = new SimulatedBlock(engine, request, gasCap, stop);
    Map<Long, Hash32> hashes = new HashMap<>();
    BlockHeader parent = base.header();
    Hash32 parentHash = base.hash();
    BranchState state = base.branch();
    ArrayNode list = Json.array();
    for (SimulateRequest.BlockCalls calls : chain) {
      SimulatedBlock.Made made =
          maker.make(
              calls,
              calls.block(),
              parent,
              parentHash,
              state,
              number -> hash(number, base, hashes));
      parent = made.block().header();
      parentHash = made.hash();
      state = made.state();
      hashes.put(parent.number(), parentHash);
      list.add(json(made, request.inFull()));
    }
    return list;
  }

  private static Hash32 hash(long number, ChainView base, Map<Long, Hash32> simulated) {
    Hash32 hash = simulated.get(number);
    if (hash == null) {
      hash = base.hash(number);
    }
    return hash == null ? Hash32.ZERO : hash;
  }

  private static JsonNode json(SimulatedBlock.Made made, boolean inFull) {
    Block block = made.block();
    List<Address> senders = made.outcomes().stream().map(SimulatedBlock.Outcome::sender).toList();
    ObjectNode json =
        inFull
            ? BlockJson.withTransactions(block, made.hash(), senders)
            : BlockJson.withHashes(block, made.hash());
    ArrayNode calls = json.putArray("calls");
    int logIndex = 0;
    for (int i = 0; i < made.outcomes().size(); i++) {
      SimulatedBlock.Outcome outcome = made.outcomes().get(i);
      Inclusion inclusion = Inclusion.of(block.header(), made.hash(), i);
      calls.add(json(outcome, inclusion, logIndex));
      logIndex += outcome.logs().size();
    }
    return json;
  }

  private static JsonNode json(
      SimulatedBlock.Outcome outcome, Inclusion inclusion, int firstLogIndex) {
    Executed executed = outcome.executed();
    ObjectNode json = Json.object();
    json.set("returnData", Json.bytes(executed.output()));
    ArrayNode logs = json.putArray("logs");
    int logIndex = firstLogIndex;
    for (Log log : outcome.logs()) {
      logs.add(LogJson.of(log, inclusion, outcome.transaction().hash(), logIndex++, false));
    }
    json.set("gasUsed", Json.quantity(executed.gasUsed()));
    json.set("maxUsedGas", Json.quantity(executed.gasBeforeRefund()));
    json.set("status", Json.quantity(executed.isSuccess() ? 1 : 0));
    if (!executed.isSuccess()) {
      ObjectNode error = json.putObject("error");
      error.put("message", CallFailure.message(executed));
      boolean isReverted = executed.haltReason() == null;
      error.put("code", isReverted ? RpcException.EXECUTION_REVERTED : VM_ERROR);
      if (isReverted) {
        error.set("data", Json.bytes(executed.output()));
      }
    }
    return json;
  }
}
