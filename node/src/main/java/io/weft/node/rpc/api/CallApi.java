package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.AccessListEntry;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Params;
import io.weft.node.rpc.json.BlockOverrides;
import io.weft.node.rpc.json.CallRequest;
import io.weft.node.rpc.json.StateOverrides;
import io.weft.node.rpc.json.TransactionJson;
import java.util.List;

/** Calls that leave nothing behind. */
final class CallApi {
  private final Simulator simulator;
  private final GasEstimator estimator;
  private final CallRunner runner;

  CallApi(Simulator simulator, GasEstimator estimator, CallRunner runner) {
    this.simulator = simulator;
    this.estimator = estimator;
    this.runner = runner;
  }

  void addTo(MethodTable.Builder table) {
    table
        .add("eth_call", this::call)
        .add("eth_estimateGas", this::estimateGas)
        .add("eth_createAccessList", this::createAccessList);
  }

  private JsonNode call(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    Simulator.Scene scene = scene(params);
    Bytes output =
        runner.run(
            stop ->
                CallFailure.requireSuccess(
                        simulator.execute(scene, request, simulator.gas(request), null, stop))
                    .output());
    return Json.bytes(output);
  }

  private JsonNode estimateGas(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    Simulator.Scene scene = scene(params);
    return runner.run(stop -> Json.quantity(estimator.estimate(scene, request, stop)));
  }

  private JsonNode createAccessList(Params params) throws InterruptedException {
    CallRequest request = CallRequest.read(params.get(0));
    Simulator.Scene scene = scene(params);
    return runner.run(
        stop -> {
          AccessLists.Found found = new AccessLists(simulator, stop).find(scene, request);
          return json(found.entries(), found.result());
        });
  }

  private static JsonNode json(List<AccessListEntry> entries, TransactionResult.Executed result) {
    ObjectNode json = Json.object();
    json.set("accessList", TransactionJson.accessList(entries));
    json.set("gasUsed", Json.quantity(result.gasUsed()));
    if (!result.isSuccess()) {
      json.put("error", CallFailure.message(result));
    }
    return json;
  }

  /** The block a call is made at, with the overrides that follow it. */
  private Simulator.Scene scene(Params params) {
    BlockId id = params.block(1);
    StateOverrides state = StateOverrides.read(params.optional(2));
    BlockOverrides block = BlockOverrides.read(params.optional(3));
    return simulator.scene(id, state, block);
  }
}
