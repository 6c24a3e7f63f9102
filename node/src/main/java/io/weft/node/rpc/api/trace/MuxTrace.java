package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Log;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Several traces of one execution, each under its tracer's name. */
final class MuxTrace implements Trace, Tracer {
  private final Map<String, Trace> traces;
  private final List<Tracer> tracers;

  MuxTrace(Map<String, Trace> traces) {
    this.traces = traces;
    tracers = traces.values().stream().map(Trace::tracer).filter(Objects::nonNull).toList();
  }

  @Override
  public @Nullable Tracer tracer() {
    return tracers.isEmpty() ? null : this;
  }

  @Override
  public StateView over(StateView state) {
    StateView view = state;
    for (Trace trace : traces.values()) {
      view = trace.over(view);
    }
    return view;
  }

  @Override
  public void locate(Hash32 blockHash, long blockNumber, int transactionIndex) {
    traces.values().forEach(trace -> trace.locate(blockHash, blockNumber, transactionIndex));
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ObjectNode json = Json.object();
    traces.forEach((name, trace) -> json.set(name, trace.json(transaction, result, diff)));
    return json;
  }

  @Override
  public void enter(int depth, Message message) {
    tracers.forEach(tracer -> tracer.enter(depth, message));
  }

  @Override
  public void unstarted(int depth, Message message, Message.Obstacle obstacle) {
    tracers.forEach(tracer -> tracer.unstarted(depth, message, obstacle));
  }

  @Override
  public void step(Step step) {
    tracers.forEach(tracer -> tracer.step(step));
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    tracers.forEach(tracer -> tracer.stepDone(step, gasCost, halt));
  }

  @Override
  public void selfDestruct(Address contract, Address beneficiary, U256 balance) {
    tracers.forEach(tracer -> tracer.selfDestruct(contract, beneficiary, balance));
  }

  @Override
  public void log(Log log) {
    tracers.forEach(tracer -> tracer.log(log));
  }

  @Override
  public void exit(int depth, MessageResult result) {
    tracers.forEach(tracer -> tracer.exit(depth, result));
  }
}
