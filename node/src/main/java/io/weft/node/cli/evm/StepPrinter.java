package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Opcode;
import io.weft.execution.evm.Tracer;
import io.weft.node.rpc.api.trace.Failures;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints one JSON object per instruction (EIP-3155), with the members and words that geth has. */
public final class StepPrinter implements Tracer {
  private final PrintWriter out;
  private final Details details;
  private @Nullable ObjectNode line;
  private long gas;

  /**
   * What is told beyond the counters.
   *
   * @param end whether a line with output and gas follows the last step
   */
  public record Details(boolean stack, boolean memory, boolean returnData, boolean end) {
    /** What geth tells where nothing is asked for. */
    public static final Details USUAL = new Details(true, false, false, true);
  }

  public StepPrinter(PrintWriter out, Details details) {
    this.out = out;
    this.details = details;
  }

  @Override
  public void enter(int depth, Message message) {
    if (depth == 0) {
      gas = message.gas();
    }
  }

  @Override
  public void step(Step step) {
    ObjectNode node = FixtureJson.MAPPER.createObjectNode();
    node.put("pc", step.pc());
    node.put("op", step.opcode());
    node.put("gas", hex(step.gasLeft()));
    node.putNull("gasCost"); // its place; known once the instruction has run
    if (details.memory) {
      node.put("memory", step.memory(0, step.memorySize()).toString());
    }
    node.put("memSize", step.memorySize());
    if (details.stack) {
      ArrayNode stack = node.putArray("stack");
      for (int i = step.stackSize() - 1; i >= 0; i--) {
        stack.add(step.stack(i).toHex());
      }
    }
    if (details.returnData) {
      node.put("returnData", step.returnData().toString());
    }
    node.put("depth", step.depth() + 1);
    node.put("refund", step.refundCounter());
    node.put("opName", Opcode.name(step.opcode()));
    line = node;
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    ObjectNode node = line;
    if (node == null) {
      return;
    }
    line = null;
    node.put("gasCost", hex(gasCost));
    if (halt != null) {
      node.put("error", Failures.message(halt));
    }
    out.println(node);
  }

  @Override
  public void exit(int depth, MessageResult result) {
    if (depth != 0 || !details.end) {
      return;
    }
    ObjectNode node = FixtureJson.MAPPER.createObjectNode();
    node.put("output", result.output().toString().substring(2)); // geth puts no 0x here
    node.put("gasUsed", hex(gas - result.gasLeft()));
    String error = error(result);
    if (error != null) {
      node.put("error", error);
    }
    out.println(node);
    out.flush();
  }

  /** Why a message failed, in geth's words, or null if it did not. */
  static @Nullable String error(MessageResult result) {
    return switch (result) {
      case MessageResult.Success _ -> null;
      case MessageResult.Revert _ -> "execution reverted";
      case MessageResult.Halt(HaltReason reason) -> Failures.message(reason);
    };
  }

  static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
