package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.evm.Tracer;
import io.weft.execution.state.StateDiff;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.Json;
import org.jspecify.annotations.Nullable;

/** Tells nothing; for measuring. */
final class SilentTrace implements Trace {
  @Override
  public @Nullable Tracer tracer() {
    return null;
  }

  @Override
  public JsonNode json(Transaction transaction, Executed result, StateDiff diff) {
    return Json.object();
  }
}
