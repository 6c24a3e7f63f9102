package io.weft.node.rpc.api.trace;

import io.weft.node.rpc.Json;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a client wants an execution told.
 *
 * @param tracer a tracer's name, or null for every step
 * @param limit steps to tell, 0 for all
 */
public record TraceOptions(
    @Nullable String tracer,
    Param config,
    boolean hasStack,
    boolean hasStorage,
    boolean hasMemory,
    boolean hasReturnData,
    long limit) {

  public static TraceOptions read(@Nullable Param param) {
    Param options = param == null ? nothing() : param;
    Param tracer = options.field("tracer");
    Param config = options.field("tracerConfig");
    Param limit = options.field("limit");
    return new TraceOptions(
        tracer == null || tracer.text().isEmpty() ? null : tracer.text(),
        config == null ? nothing() : config,
        !flag(options, "disableStack"),
        !flag(options, "disableStorage"),
        flag(options, "enableMemory"),
        flag(options, "enableReturnData"),
        limit == null ? 0 : limit.looseNumber());
  }

  private static Param nothing() {
    return new Param(Json.object(), "trace options");
  }

  /** A switch that is off where nothing is said. */
  private static boolean flag(Param param, String name) {
    Param value = param.field(name);
    return value != null && value.bool();
  }

  /**
   * A fresh trace for one transaction.
   *
   * @param scene where it is executed
   */
  public Trace start(TraceScene scene) {
    if (tracer == null) {
      return new StepTrace(this, scene.fork());
    }
    return switch (tracer) {
      case "callTracer" ->
          new CallTrace(scene.fork(), flag(config, "onlyTopCall"), flag(config, "withLog"));
      case "prestateTracer" ->
          new PrestateTrace(
              flag(config, "diffMode"),
              flag(config, "includeEmpty"),
              !flag(config, "disableCode"),
              !flag(config, "disableStorage"));
      case "flatCallTracer" ->
          new FlatTrace(
              scene, flag(config, "convertParityErrors"), flag(config, "includePrecompiles"));
      case "erc7562Tracer" ->
          new ValidationTrace(
              scene, flag(config, "withLog"), opcodes(config.field("ignoredOpcodes")));
      case "muxTracer" -> mux(scene);
      case "4byteTracer" -> new SelectorTrace(scene.precompiles());
      case "noopTracer" -> new SilentTrace();
      default -> throw RpcException.refused("tracer not found: " + tracer);
    };
  }

  private static @Nullable Set<Integer> opcodes(@Nullable Param param) {
    if (param == null) {
      return null;
    }
    Set<Integer> opcodes = new HashSet<>();
    param.elements().forEach(opcode -> opcodes.add((int) opcode.number()));
    return opcodes;
  }

  /** The traces whose names are the members of the configuration, each with what it says. */
  private Trace mux(TraceScene scene) {
    Map<String, Trace> traces = new LinkedHashMap<>();
    for (Map.Entry<String, Param> entry : config.fields()) {
      if (entry.getKey().equals("muxTracer")) {
        throw config.invalid("a mux tracer within another");
      }
      Param inner = entry.getValue().isNull() ? nothing() : entry.getValue();
      traces.put(
          entry.getKey(),
          new TraceOptions(entry.getKey(), inner, hasStack, hasStorage, hasMemory, hasReturnData, 0)
              .start(scene));
    }
    return new MuxTrace(traces);
  }
}
