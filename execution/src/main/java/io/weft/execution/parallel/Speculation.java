package io.weft.execution.parallel;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.LogsBloom;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * One transaction executed ahead of its turn: its state, which holds what it saw and what it
 * changed, and how it ended. Used again for another transaction of the window once its own has
 * passed the frontier and its worker has left it.
 */
final class Speculation {
  private static final VarHandle IN_USE;

  static {
    try {
      IN_USE = MethodHandles.lookup().findVarHandle(Speculation.class, "isInUse", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final JournaledState state;

  /** Null where it was rejected or failed, which only the frontier can tell for sure. */
  @Nullable Executed executed;

  Bytes logsBloom = LogsBloom.EMPTY;

  long nanos;

  /** Whether a worker is at it; taken by compare-and-set, given back by that worker. */
  @SuppressWarnings("UnusedVariable") // through the handle
  private volatile boolean isInUse;

  /** The view its worker reads through while in use. */
  @Nullable VersionedStateView view;

  Speculation(StateView parent) {
    state = new JournaledState(parent, EmptyAccountRule.DELETE);
  }

  boolean take() {
    return IN_USE.compareAndSet(this, false, true);
  }

  void leave() {
    isInUse = false;
  }
}
