package io.weft.node.rpc.api.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.evm.Message;
import io.weft.execution.evm.Tracer;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.RpcException;
import org.jspecify.annotations.Nullable;

/** One way to tell an execution; used for one transaction. */
public interface Trace {

  /** What watches the steps, or null where nothing needs to. */
  @Nullable Tracer tracer();

  /** The state the transaction is to read from, which a trace may put itself in front of. */
  default StateView over(StateView state) {
    return state;
  }

  /** Says where the transaction stands, if it is one of a block. */
  default void locate(Hash32 blockHash, long blockNumber, int transactionIndex) {}

  /** What there is to tell. */
  JsonNode json(Transaction transaction, Executed result, StateDiff diff);

  /** Whom a message is sent to; of a creation the new contract. */
  static Address callee(Message message) {
    return switch (message.kind()) {
      case CALL, STATICCALL, CREATE, CREATE2 -> message.target();
      case CALLCODE, DELEGATECALL -> message.codeAddress();
    };
  }

  /** Gives up where the time for the request is over. */
  static void checkTime() {
    if (Thread.currentThread().isInterrupted()) {
      throw RpcException.refused("execution timeout");
    }
  }
}
