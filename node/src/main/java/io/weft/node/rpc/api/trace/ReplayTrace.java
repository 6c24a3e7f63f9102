package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import io.weft.node.rpc.Param;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Parity's {@code trace_replay…} and {@code trace_call…} methods answer: what the execution
 * returned, with those of {@code trace}, {@code vmTrace} and {@code stateDiff} that were asked for.
 */
public final class ReplayTrace implements Trace {
  private static final String CALLS = "trace";
  private static final String STEPS = "vmTrace";
  private static final String CHANGES = "stateDiff";

  private final MuxTrace parts;

  private ReplayTrace(MuxTrace parts) {
    this.parts = parts;
  }

  /** Which parts a client asks for. */
  public record Types(Set<String> names, boolean hasCreationMethod) {
    /**
     * Reads a list of names.
     *
     * @param hasCreationMethod see {@link CallList}
     */
    public static Types read(Param param, boolean hasCreationMethod) {
      Set<String> names = new TreeSet<>();
      for (Param name : param.elements()) {
        switch (name.text()) {
          case CALLS, STEPS, CHANGES -> names.add(name.text());
          default ->
              throw param.invalid(
                  "expected trace, vmTrace or stateDiff, got '" + name.text() + "'");
        }
      }
      return new Types(names, hasCreationMethod);
    }

    /** A fresh trace for one transaction; see {@link TraceOptions#start}. */
    public Trace start(TraceScene scene) {
      Map<String, Trace> parts = new LinkedHashMap<>();
      for (String name : names) {
        parts.put(
            name,
            switch (name) {
              case CALLS -> new CallList(scene, hasCreationMethod);
              case STEPS -> new VmTrace();
              default -> new StateDiffTrace();
            });
      }
      return new ReplayTrace(new MuxTrace(parts));
    }
  }

  @Override
  public @Nullable Tracer tracer() {
    return parts.tracer();
  }

  @Override
  public StateView over(StateView state) {
    return parts.over(state);
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ObjectNode json = Json.object();
    json.set("output", Json.bytes(result.output()));
    json.set(CHANGES, Json.nothing());
    json.set(CALLS, Json.array());
    json.set(STEPS, Json.nothing());
    return json.setAll((ObjectNode) parts.json(transaction, result, diff));
  }
}
