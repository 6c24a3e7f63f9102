package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints one JSON object per instruction (EIP-3155) and one at the end of the transaction. */
final class StepPrinter implements Tracer {
  private final PrintWriter out;
  private @Nullable ObjectNode line;

  StepPrinter(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void step(Step step) {
    ObjectNode node = FixtureJson.MAPPER.createObjectNode();
    node.put("pc", step.pc());
    node.put("op", step.opcode());
    node.put("gas", "0x" + Long.toHexString(step.gasLeft()));
    node.put("memSize", step.memorySize());
    ArrayNode stack = node.putArray("stack");
    for (int i = step.stackSize() - 1; i >= 0; i--) {
      stack.add(step.stack(i).toHex());
    }
    node.put("depth", step.depth() + 1);
    node.put("returnData", step.returnData().toString());
    node.put("refund", "0x" + Long.toHexString(step.refundCounter()));
    line = node;
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    ObjectNode node = line;
    if (node == null) {
      return;
    }
    line = null;
    node.put("gasCost", "0x" + Long.toHexString(gasCost));
    if (halt != null) {
      node.put("error", halt.name());
    }
    out.println(node);
  }

  @Override
  public void exit(int depth, MessageResult result) {
    if (depth != 0) {
      return;
    }
    ObjectNode node = FixtureJson.MAPPER.createObjectNode();
    node.put("output", result.output().toString());
    node.put("gasLeft", "0x" + Long.toHexString(result.gasLeft()));
    if (!result.isSuccess()) {
      node.put(
          "error", result instanceof MessageResult.Halt halt ? halt.reason().name() : "REVERT");
    }
    out.println(node);
    out.flush();
  }
}
