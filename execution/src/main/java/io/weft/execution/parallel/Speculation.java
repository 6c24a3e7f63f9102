package io.weft.execution.parallel;

import io.weft.execution.state.Footprint;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Transaction;
import org.jspecify.annotations.Nullable;

/**
 * One transaction executed ahead of its turn: what it saw and changed, and how it ended. Used again
 * by the same worker for another transaction once its own has passed the frontier.
 */
final class Speculation {
  final Footprint footprint = new Footprint();
  final Dependencies dependencies = new Dependencies();
  final Reads reads = new Reads();

  /** Null where it was rejected or failed, which only the frontier can tell for sure. */
  @Nullable Executed executed;

  // Of the transaction, what the frontier has to know.
  int type;
  long gasLimit;
  long blobGas;

  long nanos;

  /** The one of the same transaction that it is to replace, while its changes are shown. */
  @Nullable Speculation previous;

  /** How many came before it that were stale, and how long they took. */
  int repeats;

  long nanosBefore;

  /** Whose it is; free for another once the frontier has passed that one. */
  int transaction = -1;

  /** The view its worker reads through while in use. */
  @Nullable VersionedStateView view;

  /** Starts over for another transaction. */
  Speculation of(int another) {
    transaction = another;
    previous = null;
    repeats = 0;
    nanosBefore = 0;
    return this;
  }

  /** Notes what the frontier has to know of its transaction. */
  void note(Transaction subject) {
    type = subject.type();
    gasLimit = subject.gasLimit();
    blobGas = subject.blobGas();
  }

  /** Starts over for the one of a stale speculation. */
  void replace(Speculation stale) {
    previous = stale;
    repeats = stale.repeats + 1;
    nanosBefore = stale.nanosBefore + stale.nanos;
  }
}
