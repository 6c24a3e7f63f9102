package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import java.util.Map;
import java.util.TreeMap;

/** How often each function selector was called, with the size of the arguments after it. */
final class SelectorTrace implements Trace, Tracer {
  private static final int SELECTOR = 4;

  private final PrecompiledContracts precompiles;
  private final Map<String, Integer> counts = new TreeMap<>();

  SelectorTrace(PrecompiledContracts precompiles) {
    this.precompiles = precompiles;
  }

  @Override
  public Tracer tracer() {
    return this;
  }

  @Override
  public void enter(int depth, Message message) {
    Trace.checkTime();
    boolean hasSelector = !message.kind().isCreation() && message.data().size() >= SELECTOR;
    if (hasSelector && precompiles.at(message.codeAddress()) == null) {
      String selector = message.data().slice(0, SELECTOR).toString();
      counts.merge(selector + "-" + (message.data().size() - SELECTOR), 1, Integer::sum);
    }
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    ObjectNode json = Json.object();
    counts.forEach(json::put);
    return json;
  }
}
