package io.weft.execution.commit;

import io.weft.execution.chain.HeadState;
import io.weft.execution.chain.Rows;
import io.weft.execution.chain.StateCache.CachedAccount;
import io.weft.execution.chain.StateCache.CachedSlot;
import io.weft.execution.chain.StateCache.SlotKey;
import io.weft.execution.chain.StoredAccount;
import io.weft.execution.chain.StoredNodes;
import io.weft.execution.chain.StoredState;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.store.Column;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.trie.Change;
import io.weft.execution.trie.NodeSink;
import io.weft.execution.trie.NodeSource;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Works out the state after a diff: storage tries first, whose roots go into the leaves of the
 * account trie.
 *
 * <p>The tries of the head stay in memory from block to block, so that a busy chain reads few nodes
 * from the store. A trie is used for its root only, never trusted to be current, and a candidate
 * adds nothing here until it is adopted; so candidates may be computed at once and dropped. Each
 * time so many nodes were made, those still in use are counted, and where they are too many, all
 * but the top of the account trie is let go.
 */
final class StateRoots {
  /** Nodes in memory, a few hundred bytes each. */
  private static final int MAX_NODES = 200_000;

  /** They are counted whenever so many were made. */
  static final int NEW_NODES_A_COUNT = 200_000;

  private static final int TOP_LEVELS = 4;

  private final NodeSource nodes;
  private final ConcurrentHashMap<Hash32, StorageTrie> storage = new ConcurrentHashMap<>();
  private volatile Trie accounts;
  private volatile Hash32 accountsRoot;

  /** Owned by the committer. */
  private int newNodes;

  /** The storage trie of an account, and its root. */
  record StorageTrie(Hash32 root, Trie trie) {}

  StateRoots(KeyValueStore store) {
    this.nodes = new StoredNodes(store);
    this.accounts = Trie.empty();
    this.accountsRoot = Trie.EMPTY_ROOT;
  }

  /**
   * The state after {@code diff}.
   *
   * @param parentRoot the root of {@code parent}
   * @throws IllegalArgumentException if the diff was not made on {@code parent}
   */
  StateCommitment compute(HeadState parent, Hash32 parentRoot, StateDiff diff) {
    return new Computation(parent, List.of()).run(parentRoot, diff);
  }

  /** The state after {@code diff}, which was made on one that is not written yet. */
  StateCommitment compute(PendingState parent, StateDiff diff) {
    return new Computation(parent, parent.unwritten()).run(parent.stateRoot(), diff);
  }

  /** Makes a commitment's tries those to start from. Called by the committer alone. */
  void adopt(StateCommitment commitment) {
    accounts = commitment.accounts;
    accountsRoot = commitment.stateRoot();
    storage.putAll(commitment.storage);
    newNodes += commitment.newNodes;
    if (newNodes > NEW_NODES_A_COUNT) {
      newNodes = 0;
      if (isFull()) {
        storage.clear();
        accounts = accounts.trimmed(TOP_LEVELS);
      }
    }
  }

  /** Whether the tries of the head have grown so large that they are about to be let go. */
  boolean isFull() {
    int nodes = accounts.nodesInMemory();
    for (StorageTrie each : storage.values()) {
      nodes += each.trie.nodesInMemory();
    }
    return nodes > MAX_NODES;
  }

  private Trie accounts(Hash32 root) {
    Trie cached = accounts;
    // The two fields are not written together; the hash, known since it was computed, decides.
    return accountsRoot.equals(root) && cached.hash().equals(root) ? cached : Trie.at(root, nodes);
  }

  private Trie storage(Hash32 accountHash, Hash32 root) {
    StorageTrie cached = storage.get(accountHash);
    return cached != null && cached.root.equals(root) ? cached.trie : Trie.at(root, nodes);
  }

  /** One diff on its way to a commitment; owned by one thread. */
  private final class Computation {
    private final StoredState parent;

    /** The states on the way to {@code parent} whose nodes are in memory only. */
    private final List<StateCommitment> unwritten;

    private final WriteBatch rows = new WriteBatch();
    private final UndoRows undo = new UndoRows();
    private final Map<Hash32, StorageTrie> changedTries = new HashMap<>();
    private final NodeSink sink;
    private int nodeCount;
    private final Set<Address> wiped = new HashSet<>();

    Computation(StoredState parent, List<StateCommitment> unwritten) {
      this.parent = parent;
      this.unwritten = unwritten;
      this.sink =
          (hash, encoded) -> {
            rows.put(Column.TRIE, hash.toArray(), encoded);
            nodeCount++;
          };
    }

    StateCommitment run(Hash32 parentRoot, StateDiff diff) {
      List<Change> changes = new ArrayList<>(diff.accounts().size());
      List<CachedAccount> accountsAfter = new ArrayList<>(diff.accounts().size());
      Map<SlotKey, CachedSlot> slotsAfter = new HashMap<>();
      for (AccountDiff account : diff.accounts()) {
        CachedAccount before = parent.stored(account.address());
        CachedAccount changed = apply(account, before, slotsAfter);
        accountsAfter.add(changed);
        StoredAccount stored = changed.account();
        changes.add(new Change(changed.hash().toBytes(), stored == null ? null : stored.toLeaf()));
      }
      Collections.sort(changes);
      diff.codes()
          .forEach((hash, code) -> rows.put(Column.CODE, hash.toArray(), code.unsafeArray()));
      Trie base = unwritten.isEmpty() ? accounts(parentRoot) : unwritten.getLast().accounts;
      Trie trie = base.update(changes);
      Hash32 root = trie.hash(sink);
      StateCommitment commitment =
          new StateCommitment(parentRoot, root, rows, undo, trie, changedTries, nodeCount, wiped);
      for (int i = 0; i < accountsAfter.size(); i++) {
        commitment.changedAccounts.put(diff.accounts().get(i).address(), accountsAfter.get(i));
      }
      commitment.changedSlots.putAll(slotsAfter);
      return commitment;
    }

    private CachedAccount apply(
        AccountDiff diff, CachedAccount before, Map<SlotKey, CachedSlot> slotsAfter) {
      Hash32 hash = before.hash();
      StoredAccount stored = before.account();
      Account accountBefore = stored == null ? null : stored.account();
      if (!Objects.equals(accountBefore, diff.before())) {
        throw new IllegalArgumentException(
            "diff of another state: account "
                + diff.address()
                + ", expected "
                + accountBefore
                + ", got "
                + diff.before());
      }
      Account account = diff.after();
      Hash32 storageBefore = stored == null ? Trie.EMPTY_ROOT : stored.storageRoot();
      boolean isCleared = diff.storageCleared() || account == null;
      if (isCleared && stored != null && stored.hasStorage()) {
        wipe(diff.address());
      }
      Hash32 base = isCleared ? Trie.EMPTY_ROOT : storageBefore;
      Hash32 storageRoot = applySlots(diff, hash, base, isCleared, slotsAfter);
      StoredAccount after = account == null ? null : new StoredAccount(account, storageRoot);
      byte[] key = hash.toArray();
      undo.add(Column.ACCOUNT, key, stored == null ? null : stored.toRow());
      rows.set(Column.ACCOUNT, key, after == null ? null : after.toRow());
      return new CachedAccount(hash, after);
    }

    private Hash32 applySlots(
        AccountDiff diff,
        Hash32 accountHash,
        Hash32 base,
        boolean isCleared,
        Map<SlotKey, CachedSlot> slotsAfter) {
      List<Change> changes = new ArrayList<>(diff.slots().size());
      for (SlotDiff slot : diff.slots()) {
        U256 value = slot.after();
        if (diff.after() == null && !value.isZero()) {
          throw new IllegalArgumentException(
              "slot of an account that is gone: " + diff.address() + ", slot " + slot.slot());
        }
        CachedSlot before = parent.stored(diff.address(), slot.slot());
        Hash32 slotHash = before.hash();
        slotsAfter.put(new SlotKey(diff.address(), slot.slot()), new CachedSlot(slotHash, value));
        byte[] key = Rows.slotKey(accountHash, slotHash);
        if (!isCleared) {
          undo.add(Column.SLOT, key, row(before.value()));
        } else if (before.value().isZero()) {
          undo.add(Column.SLOT, key, null);
        }
        rows.set(Column.SLOT, key, row(value));
        changes.add(new Change(slotHash.toBytes(), leaf(value)));
      }
      if (changes.isEmpty()) {
        return base;
      }
      Collections.sort(changes);
      Trie trie = storageTrie(accountHash, base).update(changes);
      Hash32 root = trie.hash(sink);
      changedTries.put(accountHash, new StorageTrie(root, trie));
      return root;
    }

    private Trie storageTrie(Hash32 accountHash, Hash32 root) {
      for (StateCommitment state : unwritten.reversed()) {
        StorageTrie changed = state.storage.get(accountHash);
        if (changed != null && changed.root.equals(root)) {
          return changed.trie;
        }
      }
      return storage(accountHash, root);
    }

    /** Deletes every slot of an account; rows put later in the batch stand. */
    private void wipe(Address address) {
      wiped.add(address);
      parent.scanSlots(
          address,
          (key, value) -> {
            undo.add(Column.SLOT, key, value);
            rows.delete(Column.SLOT, key);
            return true;
          });
    }

    private static byte @Nullable [] row(U256 value) {
      return value.isZero() ? null : value.toMinimalBytes();
    }

    private static @Nullable Bytes leaf(U256 value) {
      return value.isZero() ? null : new RlpWriter(40).write(value).toBytes();
    }
  }
}
