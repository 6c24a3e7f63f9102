package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree of calls as a list, each call before those it made, each with the path that leads to it:
 * what Parity's {@code trace_} methods tell, as geth's {@code flatCallTracer} writes it.
 */
final class FlatTrace implements Trace {
  /** Parity's words for geth's, by what those start with. */
  private static final Map<String, String> PARITY_ERRORS =
      Map.of(
          "out of gas", "Out of gas",
          "contract creation code storage out of gas", "Out of gas",
          "max code size exceeded", "Out of gas",
          "invalid jump destination", "Bad jump destination",
          "execution reverted", "Reverted",
          "return data out of bounds", "Out of bounds",
          "stack limit reached", "Out of stack",
          "stack underflow", "Stack underflow",
          "invalid opcode", "Bad instruction",
          "precompile failed", "Built-in failed");

  private final CallTrace tree;
  private final PrecompiledContracts precompiles;
  private final boolean hasParityErrors;
  private final boolean hasPrecompiles;

  private @Nullable Hash32 blockHash;
  private long blockNumber;
  private int index;

  FlatTrace(TraceScene scene, boolean hasParityErrors, boolean hasPrecompiles) {
    tree = new CallTrace(scene.fork(), false, false);
    precompiles = scene.precompiles();
    this.hasParityErrors = hasParityErrors;
    this.hasPrecompiles = hasPrecompiles;
  }

  @Override
  public Tracer tracer() {
    return tree;
  }

  @Override
  public void locate(Hash32 hash, long number, int transactionIndex) {
    blockHash = hash;
    blockNumber = number;
    index = transactionIndex;
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ArrayNode list = Json.array();
    add(list, tree.json(transaction, result, diff), new ArrayList<>(), transaction.hash());
    return list;
  }

  private void add(ArrayNode list, JsonNode call, List<Integer> path, Hash32 transaction) {
    String type = call.get("type").textValue();
    JsonNode error = call.get("error");
    ObjectNode json = list.addObject();
    json.set("action", action(type, call));
    if (blockHash != null) {
      json.set("blockHash", Json.hash(blockHash));
      json.put("blockNumber", blockNumber);
    }
    if (error != null) {
      json.put("error", error(error.textValue()));
    }
    // Of a failure only a revert has a result: its data may say why.
    if (error == null || error.textValue().equals("execution reverted")) {
      json.set("result", result(type, call));
    }
    List<JsonNode> calls = calls(call);
    json.put("subtraces", calls.size());
    ArrayNode address = json.putArray("traceAddress");
    path.forEach(address::add);
    if (blockHash != null) {
      json.set("transactionHash", Json.hash(transaction));
      json.put("transactionPosition", index);
    }
    json.put("type", kind(type));
    for (int i = 0; i < calls.size(); i++) {
      path.add(i);
      add(list, calls.get(i), path, transaction);
      path.removeLast();
    }
  }

  private String error(String text) {
    if (hasParityErrors) {
      for (Map.Entry<String, String> error : PARITY_ERRORS.entrySet()) {
        if (text.startsWith(error.getKey())) {
          return error.getValue();
        }
      }
    }
    return text;
  }

  /** The calls to tell: Parity leaves out those of precompiled contracts. */
  private List<JsonNode> calls(JsonNode call) {
    List<JsonNode> calls = new ArrayList<>();
    for (JsonNode inner : call.path("calls")) {
      String type = inner.get("type").textValue();
      boolean isPlain = type.equals("CALL") || type.equals("STATICCALL");
      if (hasPrecompiles
          || !isPlain
          || precompiles.at(Address.fromHex(inner.get("to").textValue())) == null) {
        calls.add(inner);
      }
    }
    return calls;
  }

  private static String kind(String type) {
    return switch (type) {
      case "CREATE", "CREATE2" -> "create";
      case "SELFDESTRUCT" -> "suicide";
      default -> "call";
    };
  }

  private static ObjectNode action(String type, JsonNode call) {
    ObjectNode action = Json.object();
    switch (kind(type)) {
      case "create" -> {
        action.put("creationMethod", type.toLowerCase(Locale.ROOT));
        copy(call, "from", action, "from");
        copy(call, "gas", action, "gas");
        copy(call, "input", action, "init");
        copy(call, "value", action, "value");
      }
      case "suicide" -> {
        copy(call, "from", action, "address");
        copy(call, "value", action, "balance");
        copy(call, "to", action, "refundAddress");
      }
      default -> {
        action.put("callType", type.toLowerCase(Locale.ROOT));
        copy(call, "from", action, "from");
        copy(call, "gas", action, "gas");
        copy(call, "input", action, "input");
        copy(call, "to", action, "to");
        action.set("value", call.has("value") ? call.get("value") : Json.quantity(0));
      }
    }
    return action;
  }

  private static @Nullable ObjectNode result(String type, JsonNode call) {
    String kind = kind(type);
    if (kind.equals("suicide")) {
      return null;
    }
    ObjectNode result = Json.object();
    boolean isCreation = kind.equals("create");
    if (isCreation) {
      copy(call, "to", result, "address");
    }
    result.set(
        isCreation ? "code" : "output", call.has("output") ? call.get("output") : Json.text("0x"));
    copy(call, "gasUsed", result, "gasUsed");
    return result;
  }

  private static void copy(JsonNode from, String name, ObjectNode to, String newName) {
    JsonNode value = from.get(name);
    if (value != null) {
      to.set(newName, value);
    }
  }
}
