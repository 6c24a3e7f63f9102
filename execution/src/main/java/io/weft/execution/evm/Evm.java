package io.weft.execution.evm;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.state.JournaledState;
import org.jspecify.annotations.Nullable;

/** Executes messages. One per thread, used for any number of them. */
public final class Evm {
  /**
   * Executes a message and all that it calls. The state has an open transaction; the caller has
   * charged the sender, raised its nonce and warmed what is warm from the start.
   *
   * @param tracer watches every step, or null to run at full speed
   */
  public MessageResult execute(
      BlockEnvironment block,
      TransactionEnvironment transaction,
      JournaledState state,
      Message message,
      @Nullable Tracer tracer) {
    int target = state.account(message.target());
    if (message.kind().isCreation() || state.hasCode(target)) {
      throw new IllegalStateException("code cannot run yet: account " + message.target());
    }
    int caller = state.account(message.caller());
    state.addBalance(target, message.value());
    state.subtractBalance(caller, message.value());
    return new MessageResult.Success(message.gas(), Bytes.EMPTY);
  }
}
