package io.weft.execution.chain;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.trie.Change;
import io.weft.execution.trie.NodeSource;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A state that leaves the chain at one of its blocks and is never written: what simulated blocks
 * build on. Immutable; {@link #apply} gives the next one, which shares what stayed the same.
 */
public final class BranchState implements StateView {
  private final StateView base;
  private final NodeSource nodes;
  private final Trie accounts;
  private final Map<Address, Branched> changed;
  private final Map<Hash32, Bytes> codes;

  /**
   * An account that differs from the base.
   *
   * @param account null where it is gone
   * @param hidesBase whether slots that are not in {@code slots} are zero rather than the base's
   */
  private record Branched(
      @Nullable Account account, Trie storage, boolean hidesBase, Map<U256, U256> slots) {}

  private BranchState(
      StateView base,
      NodeSource nodes,
      Trie accounts,
      Map<Address, Branched> changed,
      Map<Hash32, Bytes> codes) {
    this.base = base;
    this.nodes = nodes;
    this.accounts = accounts;
    this.changed = changed;
    this.codes = codes;
  }

  static BranchState of(StateView base, Hash32 root, NodeSource nodes) {
    return new BranchState(base, nodes, Trie.at(root, nodes), Map.of(), Map.of());
  }

  /** The root of all accounts. */
  public Hash32 root() {
    return accounts.hash();
  }

  /** The state after a diff that was made on this one. */
  public BranchState apply(StateDiff diff) {
    if (diff.isEmpty()) {
      return this;
    }
    Map<Address, Branched> next = new HashMap<>(changed);
    List<Change> leaves = new ArrayList<>(diff.accounts().size());
    for (AccountDiff account : diff.accounts()) {
      Branched after = after(account);
      next.put(account.address(), after);
      Bytes leaf =
          after.account == null
              ? null
              : new StoredAccount(after.account, after.storage.hash()).toLeaf();
      leaves.add(new Change(Rows.accountHash(account.address()).toBytes(), leaf));
    }
    Collections.sort(leaves);
    Map<Hash32, Bytes> nextCodes = new HashMap<>(codes);
    nextCodes.putAll(diff.codes());
    return new BranchState(base, nodes, accounts.update(leaves), next, nextCodes);
  }

  private Branched after(AccountDiff diff) {
    Branched before = changed.get(diff.address());
    boolean isCleared = diff.storageCleared() || diff.after() == null;
    Trie storage = isCleared ? Trie.empty() : storage(diff.address());
    Map<U256, U256> slots = new HashMap<>();
    if (!isCleared && before != null) {
      slots.putAll(before.slots);
    }
    List<Change> leaves = new ArrayList<>(diff.slots().size());
    for (SlotDiff slot : diff.slots()) {
      U256 value = slot.after();
      slots.put(slot.slot(), value);
      Bytes leaf = value.isZero() ? null : new RlpWriter(40).write(value).toBytes();
      leaves.add(new Change(Rows.slotHash(slot.slot()).toBytes(), leaf));
    }
    Collections.sort(leaves);
    boolean hidesBase = isCleared || (before != null && before.hidesBase);
    return new Branched(diff.after(), storage.update(leaves), hidesBase, slots);
  }

  private Trie storage(Address address) {
    Branched own = changed.get(address);
    if (own != null) {
      return own.storage;
    }
    byte[] leaf = accounts.get(Rows.accountHash(address).toArray());
    return leaf == null ? Trie.empty() : Trie.at(StoredAccount.fromLeaf(leaf).storageRoot(), nodes);
  }

  @Override
  public @Nullable Account account(Address address) {
    Branched own = changed.get(address);
    return own != null ? own.account : base.account(address);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    Branched own = changed.get(address);
    if (own == null) {
      return base.storage(address, slot);
    }
    U256 value = own.slots.get(slot);
    if (value != null) {
      return value;
    }
    return own.hidesBase ? U256.ZERO : base.storage(address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = codes.get(codeHash);
    return code != null ? code : base.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    Branched own = changed.get(address);
    return own == null ? base.hasStorage(address) : !own.storage.isEmpty();
  }
}
