package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.MessageResult;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an execution as Parity's {@code trace_} methods tell them: a list, each call before
 * those it made, with the path that leads to it. Gas is that of the frame, without the intrinsic
 * cost and before refunds; calls of precompiled contracts are left out, and so are those that did
 * not start.
 */
public final class CallList implements Trace, Tracer {
  private final PrecompiledContracts precompiles;
  private final boolean hasCreationMethod;
  private final List<Entry> entries = new ArrayList<>();

  /** The calls that have not ended, the innermost last. */
  private final ArrayDeque<Open> open = new ArrayDeque<>();

  private boolean isInPrecompile;
  private @Nullable Hash32 blockHash;
  private long blockNumber;
  private int index;

  private static final class Entry {
    final String type;
    final ObjectNode action = Json.object();
    final List<Integer> path;
    int calls;

    /** Null where there is none, which is told for what cannot have one. */
    @Nullable ObjectNode result;

    @Nullable String error;
    @Nullable JsonNode revertReason;

    Entry(String type, List<Integer> path) {
      this.type = type;
      this.path = path;
    }
  }

  private record Open(Message message, Entry entry) {}

  /**
   * @param hasCreationMethod whether to tell a CREATE from a CREATE2
   */
  public CallList(TraceScene scene, boolean hasCreationMethod) {
    this.precompiles = scene.precompiles();
    this.hasCreationMethod = hasCreationMethod;
  }

  @Override
  public Tracer tracer() {
    return this;
  }

  @Override
  public void locate(Hash32 hash, long number, int transactionIndex) {
    blockHash = hash;
    blockNumber = number;
    index = transactionIndex;
  }

  @Override
  public void enter(int depth, Message message) {
    Trace.checkTime();
    isInPrecompile =
        depth > 0 && !message.kind().isCreation() && precompiles.at(message.codeAddress()) != null;
    if (!isInPrecompile) {
      open.addLast(new Open(message, add(message)));
    }
  }

  private Entry add(Message message) {
    boolean isCreation = message.kind().isCreation();
    Entry entry = add(isCreation ? "create" : "call");
    ObjectNode action = entry.action;
    String kind = message.kind().name().toLowerCase(Locale.ROOT);
    boolean isDelegated = message.kind() == Message.Kind.DELEGATECALL;
    action.set("from", Json.address(isDelegated ? message.target() : message.caller()));
    action.set("gas", Json.quantity(message.gas()));
    action.set("value", Json.quantity(message.value()));
    action.set(isCreation ? "init" : "input", Json.bytes(message.data()));
    if (!isCreation) {
      action.put("callType", kind);
      action.set("to", Json.address(Trace.callee(message)));
    } else if (hasCreationMethod) {
      action.put("creationMethod", kind);
    }
    return entry;
  }

  private Entry add(String type) {
    Open parent = open.peekLast();
    List<Integer> path = new ArrayList<>();
    if (parent != null) {
      path.addAll(parent.entry.path);
      path.add(parent.entry.calls++);
    }
    Entry entry = new Entry(type, path);
    entries.add(entry);
    return entry;
  }

  @Override
  public void unstarted(int depth, Message message, Message.Obstacle obstacle) {
    if (obstacle == Message.Obstacle.ADDRESS_COLLISION) {
      add(message).error = Failures.parityMessage(HaltReason.ADDRESS_COLLISION);
    }
  }

  @Override
  public void selfDestruct(Address contract, Address beneficiary, U256 balance) {
    ObjectNode action = add("suicide").action;
    action.set("address", Json.address(contract));
    action.set("balance", Json.quantity(balance));
    action.set("refundAddress", Json.address(beneficiary));
  }

  @Override
  public void exit(int depth, MessageResult result) {
    if (isInPrecompile) {
      isInPrecompile = false;
      return;
    }
    Open ended = open.removeLast();
    Entry entry = ended.entry;
    switch (result) {
      case MessageResult.Success success -> entry.result = result(ended.message, success);
      case MessageResult.Revert revert -> {
        entry.error = "Reverted";
        entry.revertReason = depth == 0 ? Json.bytes(revert.output()) : null;
      }
      case MessageResult.Halt(HaltReason reason) -> entry.error = Failures.parityMessage(reason);
    }
  }

  private static ObjectNode result(Message message, MessageResult.Success success) {
    ObjectNode result = Json.object();
    boolean isCreation = message.kind().isCreation();
    if (isCreation) {
      result.set("address", Json.address(message.target()));
    }
    result.set(isCreation ? "code" : "output", Json.bytes(success.output()));
    result.set("gasUsed", Json.quantity(message.gas() - success.gasLeft()));
    return result;
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ArrayNode list = Json.array();
    for (Entry entry : entries) {
      ObjectNode json = list.addObject();
      json.set("action", entry.action);
      if (blockHash != null) {
        json.set("blockHash", Json.hash(blockHash));
        json.put("blockNumber", blockNumber);
      }
      if (entry.error == null) {
        json.set("result", entry.result);
      } else {
        json.put("error", entry.error);
      }
      if (entry.revertReason != null) {
        json.set("revertReason", entry.revertReason);
      }
      json.put("subtraces", entry.calls);
      ArrayNode path = json.putArray("traceAddress");
      entry.path.forEach(path::add);
      if (blockHash != null) {
        json.set("transactionHash", Json.hash(transaction.hash()));
        json.put("transactionPosition", index);
      }
      json.put("type", entry.type);
    }
    return list;
  }
}
