package io.weft.node.rpc.api.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
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
import io.weft.node.rpc.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Every instruction with stack, memory and the storage it touched. Written out as it happens: as
 * objects a long execution would not fit into memory.
 */
final class StepTrace implements Trace, Tracer {
  private static final int MAX_BYTES = 512 << 20;

  private final TraceOptions options;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 12);
  private final JsonGenerator out;
  private final Map<Address, Map<U256, U256>> storage = new HashMap<>();
  private long steps;
  private boolean isStepOpen;
  private @Nullable U256 slot;
  private @Nullable U256 stored;

  StepTrace(TraceOptions options) {
    this.options = options;
    try {
      out = new JsonFactory().createGenerator(text);
      out.writeStartArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Tracer tracer() {
    return this;
  }

  @Override
  public void step(Step step) {
    if (options.limit() > 0 && steps >= options.limit()) {
      return;
    }
    steps++;
    if ((steps & 0xFFF) == 0) {
      Trace.checkTime();
      if (text.size() > MAX_BYTES) {
        throw RpcException.of(
            RpcException.LIMIT_EXCEEDED, "trace too large: set a limit or leave out the stack");
      }
    }
    try {
      out.writeStartObject();
      isStepOpen = true;
      out.writeNumberField("pc", step.pc());
      out.writeStringField("op", Opcode.name(step.opcode()));
      out.writeNumberField("gas", step.gasLeft());
      out.writeNumberField("depth", step.depth() + 1);
      if (step.refundCounter() != 0) {
        out.writeNumberField("refund", step.refundCounter());
      }
      writeFrame(step);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean reads = step.opcode() == Opcode.SLOAD && step.stackSize() >= 1;
    boolean writes = step.opcode() == Opcode.SSTORE && step.stackSize() >= 2;
    slot = reads || writes ? step.stack(0) : null;
    stored = writes ? step.stack(1) : null;
  }

  private void writeFrame(Step step) throws IOException {
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
    try {
      out.writeNumberField("gasCost", gasCost);
      if (slot != null && options.hasStorage() && halt == null) {
        writeStorage(step, slot);
      }
      if (halt != null) {
        out.writeStringField("error", Failures.message(halt));
      }
      out.writeEndObject();
      isStepOpen = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeStorage(Step step, U256 touched) throws IOException {
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
    try {
      out.writeEndArray();
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ObjectNode json = Json.object();
    json.put("gas", result.gasUsed());
    json.put("failed", !result.isSuccess());
    json.put("returnValue", result.output().toString());
    json.putRawValue("structLogs", new RawValue(text.toString(ISO_8859_1)));
    return json;
  }
}
