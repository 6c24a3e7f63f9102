package io.weft.execution.parallel;

import io.weft.execution.state.Footprint;
import io.weft.execution.state.TransactionAccesses;
import io.weft.execution.transaction.TransactionResult.Executed;
import org.jspecify.annotations.Nullable;

/**
 * One transaction executed ahead of its turn: what it saw and changed, and how it ended. Used again
 * by the same worker for another transaction once its own has passed the frontier.
 */
final class Speculation {
  final Footprint footprint = new Footprint();
  final Dependencies dependencies = new Dependencies();

  /** Null where it was rejected or failed, which only the frontier can tell for sure. */
  @Nullable Executed executed;

  /** What it accessed, where that is listed. */
  @Nullable TransactionAccesses accesses;

  long nanos;

  /** Whose it is; free for another once the frontier has passed that one. */
  int transaction = -1;

  /** The view its worker reads through while in use. */
  @Nullable VersionedStateView view;
}
