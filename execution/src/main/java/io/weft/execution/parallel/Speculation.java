package io.weft.execution.parallel;

import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionResult.Executed;
import org.jspecify.annotations.Nullable;

/**
 * One transaction executed ahead of its turn: its state, which holds what it saw and what it
 * changed, and how it ended. Used again by the same worker for another transaction once its own has
 * passed the frontier.
 */
final class Speculation {
  final JournaledState state;

  /** Null where it was rejected or failed, which only the frontier can tell for sure. */
  @Nullable Executed executed;

  final Dependencies dependencies = new Dependencies();

  long nanos;

  /** Whose it is; free for another once the frontier has passed that one. */
  int transaction = -1;

  /** The view its worker reads through while in use. */
  @Nullable VersionedStateView view;

  Speculation(StateView parent) {
    state = new JournaledState(parent, EmptyAccountRule.DELETE);
  }
}
