package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Log;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The tree of calls. */
final class CallTrace implements Trace, Tracer {
  private final Fork fork;
  private final boolean onlyTopCall;
  private final boolean withLog;

  /** The frames that are open, the innermost last, each with its message. */
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private @Nullable ObjectNode top;

  /** Why the innermost frame is about to end, where an instruction is the cause. */
  private @Nullable String failure;

  private long logs;

  private record Open(Message message, ObjectNode json) {}

  CallTrace(Fork fork, boolean onlyTopCall, boolean withLog) {
    this.fork = fork;
    this.onlyTopCall = onlyTopCall;
    this.withLog = withLog;
  }

  @Override
  public Tracer tracer() {
    return this;
  }

  @Override
  public void enter(int depth, Message message) {
    Trace.checkTime();
    ObjectNode json = frame(message);
    Open parent = open.peekLast();
    if (parent == null) {
      top = json;
    } else if (!onlyTopCall) {
      parent.json.withArray("/calls").add(json);
    }
    open.addLast(new Open(message, json));
  }

  private static ObjectNode frame(Message message) {
    ObjectNode json = Json.object();
    Address from =
        message.kind() == Message.Kind.DELEGATECALL ? message.target() : message.caller();
    json.set("from", Json.address(from));
    json.set("gas", Json.quantity(message.gas()));
    json.set("gasUsed", Json.quantity(0));
    json.set("to", Json.address(Trace.callee(message)));
    json.set("input", Json.bytes(message.data()));
    if (message.kind() != Message.Kind.STATICCALL) {
      json.set("value", Json.quantity(message.value()));
    }
    json.put("type", message.kind().name());
    return json;
  }

  @Override
  public void unstarted(int depth, Message message, Message.Obstacle obstacle) {
    Open parent = open.peekLast();
    if (parent == null || onlyTopCall) {
      return;
    }
    ObjectNode json = frame(message);
    if (obstacle == Message.Obstacle.ADDRESS_COLLISION) {
      json.set("gasUsed", json.get("gas"));
    }
    if (message.kind().isCreation()) {
      json.remove("to");
    }
    json.put("error", Failures.message(obstacle));
    parent.json.withArray("/calls").add(json);
  }

  @Override
  public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
    if (halt != null) {
      failure = Failures.message(halt, step, fork);
    }
  }

  @Override
  public void exit(int depth, MessageResult result) {
    Open ended = open.removeLast();
    ended.json.set("gasUsed", Json.quantity(ended.message.gas() - result.gasLeft()));
    describe(ended, result);
    failure = null;
    if (!result.isSuccess()) {
      removeLogs(ended.json);
      if (ended.message.kind().isCreation()) {
        ended.json.remove("to");
      }
    }
  }

  /** A frame that failed has logged nothing, nor have those it called. */
  private static void removeLogs(ObjectNode frame) {
    frame.remove("logs");
    JsonNode calls = frame.get("calls");
    if (calls != null) {
      calls.forEach(call -> removeLogs((ObjectNode) call));
    }
  }

  private void describe(Open ended, MessageResult result) {
    ObjectNode json = ended.json;
    if (!result.output().isEmpty()) {
      json.set("output", Json.bytes(result.output()));
    }
    switch (result) {
      case MessageResult.Success _ -> {
        // output says it all
      }
      case MessageResult.Revert revert -> {
        json.put("error", "execution reverted");
        String reason = Failures.revertReason(revert.output());
        if (!reason.isEmpty()) {
          json.put("revertReason", reason);
        }
      }
      case MessageResult.Halt(HaltReason reason) ->
          json.put("error", failure == null ? Failures.message(reason, ended.message) : failure);
    }
  }

  @Override
  public void selfDestruct(Address contract, Address beneficiary, U256 balance) {
    Open parent = open.peekLast();
    if (parent == null || onlyTopCall) {
      return;
    }
    ObjectNode json = parent.json.withArray("/calls").addObject();
    json.set("from", Json.address(contract));
    json.set("gas", Json.quantity(0));
    json.set("gasUsed", Json.quantity(0));
    json.set("to", Json.address(beneficiary));
    json.put("input", "0x");
    json.set("value", Json.quantity(balance));
    json.put("type", "SELFDESTRUCT");
  }

  @Override
  public void log(Log log) {
    Open frame = open.peekLast();
    if (!withLog || frame == null || (onlyTopCall && open.size() > 1)) {
      return;
    }
    ObjectNode json = frame.json.withArray("/logs").addObject();
    json.set("address", Json.address(log.address()));
    ArrayNode topics = json.putArray("topics");
    log.topics().forEach(topic -> topics.add(topic.toString()));
    json.set("data", Json.bytes(log.data()));
    JsonNode calls = frame.json.get("calls");
    json.set("position", Json.quantity(calls == null ? 0 : calls.size()));
    json.set("index", Json.quantity(logs++));
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ObjectNode json = top;
    if (json == null) {
      throw new IllegalStateException("no frame was entered: " + transaction.hash());
    }
    json.set("gas", Json.quantity(transaction.gasLimit()));
    json.set("gasUsed", Json.quantity(result.gasUsed()));
    return json;
  }
}
