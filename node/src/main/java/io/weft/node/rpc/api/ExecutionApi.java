package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.primitives.U256;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.MethodTable;
import io.weft.node.rpc.Params;
import java.util.List;
import java.util.Locale;

/** How this node executed its recent blocks. */
final class ExecutionApi {
  private static final double NANOS_PER_MICRO = 1000;

  private final ExecutionEngine engine;
  private final Blocks blocks;

  ExecutionApi(ExecutionEngine engine, Blocks blocks) {
    this.engine = engine;
    this.blocks = blocks;
  }

  void addTo(MethodTable.Builder table) {
    table.add("weft_getBlockExecution", this::report);
  }

  /** Null where the block was executed too long ago, or before this node started. */
  private JsonNode report(Params params) {
    ExecutionReport report = engine.executionReport(blocks.get(params.block(0)).number());
    return report == null ? Json.nothing() : json(report);
  }

  static ObjectNode json(ExecutionReport report) {
    ObjectNode json = Json.object();
    json.set("blockNumber", Json.quantity(report.blockNumber()));
    json.put("mode", report.mode().name().toLowerCase(Locale.ROOT));
    json.put("reason", report.reason());
    json.put("workers", report.workers());
    json.put("transactions", report.transactions());
    json.put("executions", report.executions());
    json.put("adopted", report.adopted());
    json.put("redone", report.redone());
    json.put("takenOver", report.takenOver());
    addAll(json.putArray("runs"), report.runs());
    ObjectNode aborts = json.putObject("aborts");
    report
        .aborts()
        .forEach((cause, count) -> aborts.put(cause.name().toLowerCase(Locale.ROOT), count));
    json.set("gasUsed", Json.quantity(report.gasUsed()));
    json.put("wallMicros", micros(report.wallNanos()));
    json.put("usefulMicros", micros(report.usefulNanos()));
    json.put("wastedMicros", micros(report.wastedNanos()));
    json.set("wastedGas", Json.quantity(report.wastedGas()));
    json.put("idleMicros", micros(report.idleNanos()));
    json.put("estimatedSequentialMicros", micros(report.usefulNanos()));
    json.put("estimatedSpeedUp", report.speedUp());
    json.put("busySecondsPerMgas", report.busySecondsPerMgas());
    addDependencies(json, report);
    addHotLocations(json.putArray("hotLocations"), report);
    addSpans(json.putArray("spans"), report);
    return json;
  }

  private static void addDependencies(ObjectNode json, ExecutionReport report) {
    ExecutionReport.DependencySummary dependencies = report.dependencies();
    if (dependencies == null) {
      json.set("dependencies", Json.nothing());
      return;
    }
    ObjectNode entry = json.putObject("dependencies");
    entry.put("independent", dependencies.independent());
    addAll(entry.putArray("distances"), dependencies.distances());
    entry.put("criticalPathMicros", micros(dependencies.criticalPathNanos()));
    entry.set("criticalPathGas", Json.quantity(dependencies.criticalPathGas()));
    entry.put("bound", report.bound());
  }

  private static void addAll(ArrayNode array, List<Integer> numbers) {
    numbers.forEach(array::add);
  }

  private static void addHotLocations(ArrayNode array, ExecutionReport report) {
    for (ExecutionReport.HotLocation hot : report.hotLocations()) {
      ObjectNode entry = array.addObject();
      entry.set("address", Json.address(hot.account()));
      U256 slot = hot.slot();
      entry.set("slot", slot == null ? Json.nothing() : Json.word(slot));
      entry.put("staleReads", hot.staleReads());
    }
  }

  private static void addSpans(ArrayNode array, ExecutionReport report) {
    for (ExecutionReport.Span span : report.spans()) {
      ObjectNode entry = array.addObject();
      entry.put("worker", span.worker());
      entry.put("transaction", span.transaction());
      entry.put("kind", span.kind().name().toLowerCase(Locale.ROOT));
      entry.put("startMicros", micros(span.startNanos()));
      entry.put("endMicros", micros(span.endNanos()));
    }
  }

  private static double micros(long nanos) {
    return nanos / NANOS_PER_MICRO;
  }
}
