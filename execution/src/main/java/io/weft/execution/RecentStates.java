package io.weft.execution;

import io.weft.execution.commit.StateCommitment;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateDiff;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The states of the last few candidates, so that the one that is agreed on is committed without
 * hashing it again. Guarded by its monitor.
 */
final class RecentStates {
  /** A proposal, what a peer proposed, and one more of each for a second round. */
  private static final int LIMIT = 4;

  private record Entry(StateDiff diff, StateCommitment state) {}

  private final Deque<Entry> entries = new ArrayDeque<>();

  synchronized void put(StateDiff diff, StateCommitment state) {
    if (entries.size() == LIMIT) {
      entries.removeFirst();
    }
    entries.addLast(new Entry(diff, state));
  }

  /** The state after {@code diff}, if it was worked out on {@code parentRoot}; the rest goes. */
  @SuppressWarnings("ReferenceEquality") // a diff is known by identity: comparing it costs more
  synchronized @Nullable StateCommitment take(StateDiff diff, Hash32 parentRoot) {
    StateCommitment found = null;
    for (Iterator<Entry> all = entries.iterator(); all.hasNext() && found == null; ) {
      Entry entry = all.next();
      if (entry.diff == diff && entry.state.parentRoot().equals(parentRoot)) {
        found = entry.state;
      }
    }
    entries.clear();
    return found;
  }
}
