package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every instruction with stack, memory and the storage it touched. */
final class StepTrace implements Trace, Tracer {
  private final TraceOptions options;
  private final Fork fork;
  private final TraceText text = new TraceText();
  private final Map<Address, Map<U256, U256>> storage = new HashMap<>();
  private boolean isStepOpen;
  private @Nullable U256 slot;
  private @Nullable U256 stored;

  StepTrace(TraceOptions options, Fork fork) {
    this.options = options;
    this.fork = fork;
    text.write(JsonGenerator::writeStartArray);
  }

  @Override
  public Tracer tracer() {
    return this;
  }

  @Override
  public void step(Step step) {
    if (options.limit() > 0 && text.steps() >= options.limit()) {
      return;
    }
    text.countStep();
    isStepOpen = true;
    text.write(
        out -> {
          out.writeStartObject();
          out.writeNumberField("pc", step.pc());
          out.writeStringField("op", Opcode.name(step.opcode()));
          out.writeNumberField("gas", step.gasLeft());
          out.writeNumberField("depth", step.depth() + 1);
          if (step.refundCounter() != 0) {
            out.writeNumberField("refund", step.refundCounter());
          }
          writeFrame(out, step);
        });
    boolean reads = step.opcode() == Opcode.SLOAD && step.stackSize() >= 1;
    boolean writes = step.opcode() == Opcode.SSTORE && step.stackSize() >= 2;
    slot = reads || writes ? step.stack(0) : null;
    stored = writes ? step.stack(1) : null;
  }

  private void writeFrame(JsonGenerator out, Step step) throws IOException {
    if (options.hasStack()) {
      out.writeArrayFieldStart("stack");
      for (int i = step.stackSize() - 1; i >= 0; i--) {
        out.writeString(step.stack(i).toHex());
      }
      out.writeEndArray();
    }
    if (options.hasMemory() && step.memorySize() > 0) {
      out.writeArrayFieldStart("memory");
      for (int at = 0; at < step.memorySize(); at += 32) {
        out.writeString(step.memory(at, 32).toString());
      }
      out.writeEndArray();
    }
    if (options.hasReturnData() && !step.returnData().isEmpty()) {
      out.writeStringField("returnData", step.returnData().toString());
    }
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    if (!isStepOpen) {
      return;
    }
    isStepOpen = false;
    text.write(
        out -> {
          out.writeNumberField("gasCost", gasCost);
          if (slot != null && options.hasStorage() && halt == null) {
            writeStorage(out, step, slot);
          }
          if (halt != null) {
            out.writeStringField("error", Failures.message(halt, step, fork));
          }
          out.writeEndObject();
        });
  }

  private void writeStorage(JsonGenerator out, Step step, U256 touched) throws IOException {
    U256 value = stored == null ? step.stack(0) : stored;
    Map<U256, U256> known = storage.computeIfAbsent(step.target(), _ -> new TreeMap<>());
    known.put(touched, value);
    out.writeObjectFieldStart("storage");
    for (Map.Entry<U256, U256> entry : known.entrySet()) {
      out.writeStringField(
          Hash32.from(entry.getKey()).toString(), Hash32.from(entry.getValue()).toString());
    }
    out.writeEndObject();
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    text.write(JsonGenerator::writeEndArray);
    ObjectNode json = Json.object();
    json.put("gas", result.gasUsed());
    json.put("failed", !result.isSuccess());
    json.put("returnValue", result.output().toString());
    json.putRawValue("structLogs", text.close());
    return json;
  }
}
