package io.weft.execution.commit;

import io.weft.execution.chain.ChainView;
import io.weft.execution.chain.StoredAccount;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateDiff;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.Receipt;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * States worked out ahead of what is written, each on the one before: one thread adds at the end,
 * one writes from the front, so that roots are computed while older blocks go to disk.
 *
 * <p>A state leaves the queue only after its block is the head; so whoever copies the queue first
 * and reads the head after misses nothing, and at worst has a state twice, to no effect.
 *
 * <p>Tries that grow from one another in memory cannot let go of their nodes before all is written.
 * Once they are too large, adding waits for that; the next state then starts from what the
 * committer keeps, which is trimmed.
 */
public final class PendingStates {
  private final Committer committer;
  private final StateRoots roots;

  /** Guarded by this. */
  private final Deque<StateCommitment> unwritten = new ArrayDeque<>();

  /** Guarded by this. */
  private boolean isClosed;

  /** Owned by the thread that adds. */
  private int newNodes;

  PendingStates(Committer committer, StateRoots roots) {
    this.committer = committer;
    this.roots = roots;
  }

  /** Works out the state after {@code diff}, which was made on the last one, and queues it. */
  public StateCommitment add(StateDiff diff) {
    if (newNodes > StateRoots.NEW_NODES_A_COUNT) {
      newNodes = 0;
      if (roots.isFull()) {
        awaitAllWritten();
      }
    }
    StateCommitment state = after(diff);
    add(state);
    return state;
  }

  /** Queues a state that was worked out on the last one. */
  public void add(StateCommitment state) {
    newNodes += state.newNodes;
    synchronized (this) {
      unwritten.addLast(state);
    }
  }

  /** The root of the last state. */
  public Hash32 lastRoot() {
    PendingState state = last();
    return state == null ? committer.head().stateRoot() : state.stateRoot();
  }

  /** The state after {@code diff} on the last one, not queued. */
  public StateCommitment after(StateDiff diff) {
    PendingState parent = last();
    return parent == null
        ? committer.stateAfter(committer.head(), diff)
        : roots.compute(parent, diff);
  }

  /** Whether an account of the last state has storage. */
  public boolean hasStorage(Address address) {
    PendingState state = last();
    StoredAccount account =
        state == null
            ? committer.head().headState().stored(address).account()
            : state.stored(address).account();
    return account != null && account.hasStorage();
  }

  /** The last state, or null where it is the head's. */
  private @Nullable PendingState last() {
    List<StateCommitment> queued;
    synchronized (this) {
      queued = List.copyOf(unwritten);
    }
    return queued.isEmpty() ? null : new PendingState(committer.head().headState(), queued);
  }

  /** Writes a block with the first state of the queue, which is its own. */
  public ChainView write(
      Block block, List<Receipt> receipts, @Nullable BlockAccessList accessList) {
    StateCommitment state;
    synchronized (this) {
      state = unwritten.getFirst();
    }
    ChainView view = committer.commit(block, receipts, accessList, state);
    synchronized (this) {
      unwritten.removeFirst();
      notifyAll();
    }
    return view;
  }

  private synchronized void awaitAllWritten() {
    try {
      while (!unwritten.isEmpty() && !isClosed) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing will be written any more: lets go of who waits for it. */
  public synchronized void close() {
    isClosed = true;
    notifyAll();
  }
}
