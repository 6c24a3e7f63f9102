package io.weft.execution.commit;

import io.weft.execution.chain.StateCache.CachedAccount;
import io.weft.execution.chain.StateCache.CachedSlot;
import io.weft.execution.chain.StateCache.SlotKey;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.trie.Trie;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A state worked out but not written: its root, and all that committing it takes. Of no use to
 * anyone but the {@link Committer} whose head it was computed on.
 */
public final class StateCommitment {
  private final Hash32 parentRoot;
  private final Hash32 stateRoot;

  /** Flat rows, trie nodes and code. */
  final WriteBatch rows;

  /** The flat rows as they are before. */
  final UndoRows undo;

  final Trie accounts;
  final Map<Hash32, StateRoots.StorageTrie> storage;
  final int newNodes;

  final Map<Address, CachedAccount> changedAccounts = new HashMap<>();
  final Map<SlotKey, CachedSlot> changedSlots = new HashMap<>();

  /** The accounts that lost slots which {@code changedSlots} does not name. */
  final Set<Address> wiped;

  StateCommitment(
      Hash32 parentRoot,
      Hash32 stateRoot,
      WriteBatch rows,
      UndoRows undo,
      Trie accounts,
      Map<Hash32, StateRoots.StorageTrie> storage,
      int newNodes,
      Set<Address> wiped) {
    this.parentRoot = parentRoot;
    this.stateRoot = stateRoot;
    this.rows = rows;
    this.undo = undo;
    this.accounts = accounts;
    this.storage = storage;
    this.newNodes = newNodes;
    this.wiped = wiped;
  }

  /** The root of the state the diff was applied to. */
  public Hash32 parentRoot() {
    return parentRoot;
  }

  public Hash32 stateRoot() {
    return stateRoot;
  }
}
