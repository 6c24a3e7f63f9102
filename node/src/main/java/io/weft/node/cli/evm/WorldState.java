package io.weft.node.cli.evm;

import io.weft.execution.block.GenesisBlock;
import io.weft.execution.block.StateRootComputer;
import io.weft.execution.chainspec.Genesis.GenesisAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.trie.Change;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole state in memory, immutable: applying changes gives another one that shares what stayed
 * the same, so that the branches of a test chain are side by side.
 */
public final class WorldState implements StateView, StateRootComputer {
  static final WorldState EMPTY = new WorldState(Map.of(), Map.of(), Trie.empty());

  private final Map<Address, Entry> accounts;
  private final Map<Hash32, Bytes> codes;
  private final Trie trie;

  // The executor asks for the root of a block, and then the block is applied. One reference, so
  // that workers who share the empty state see a diff only with its own result.
  private @Nullable Applied last;

  private record Applied(StateDiff diff, WorldState state) {}

  private record Entry(Account account, Trie storage, Map<U256, U256> slots) {}

  private WorldState(Map<Address, Entry> accounts, Map<Hash32, Bytes> codes, Trie trie) {
    this.accounts = accounts;
    this.codes = codes;
    this.trie = trie;
  }

  public static WorldState of(SortedMap<Address, GenesisAccount> alloc) {
    return EMPTY.apply(GenesisBlock.diff(alloc));
  }

  /** This state with other code at an account, which comes to be where it was not. */
  WorldState withCode(Address address, Bytes code) {
    Account before = account(address);
    Account old = before == null ? Account.EMPTY : before;
    Hash32 codeHash = Keccak256.hash32(code);
    Account after = new Account(old.nonce(), old.balance(), codeHash);
    return apply(
        new StateDiff(
            List.of(new StateDiff.AccountDiff(address, before, after, false, List.of())),
            code.isEmpty() ? Map.of() : Map.of(codeHash, code)));
  }

  /** All accounts that exist. */
  public SortedMap<Address, GenesisAccount> accounts() {
    SortedMap<Address, GenesisAccount> all = new TreeMap<>();
    accounts.forEach(
        (address, entry) -> {
          Account account = entry.account;
          Bytes code =
              account.codeHash().equals(Keccak256.EMPTY) ? Bytes.EMPTY : code(account.codeHash());
          all.put(
              address,
              new GenesisAccount(
                  account.nonce(), account.balance(), code, new TreeMap<>(entry.slots)));
        });
    return all;
  }

  public Hash32 root() {
    return trie.hash();
  }

  @Override
  public Hash32 rootAfter(StateDiff diff) {
    return apply(diff).root();
  }

  @SuppressWarnings("ReferenceEquality") // a diff is known by identity: comparing it costs more
  public WorldState apply(StateDiff diff) {
    if (diff.isEmpty()) {
      return this;
    }
    Applied before = last;
    if (before != null && diff == before.diff) {
      return before.state;
    }
    Map<Address, Entry> changed = new HashMap<>(accounts);
    List<Change> changes = new ArrayList<>(diff.accounts().size());
    for (StateDiff.AccountDiff account : diff.accounts()) {
      changes.add(apply(account, changed));
    }
    changes.sort(null);
    Map<Hash32, Bytes> allCodes = codes;
    if (!diff.codes().isEmpty()) {
      allCodes = new HashMap<>(codes);
      allCodes.putAll(diff.codes());
    }
    WorldState applied = new WorldState(changed, allCodes, trie.update(changes));
    last = new Applied(diff, applied);
    return applied;
  }

  private static Change apply(StateDiff.AccountDiff diff, Map<Address, Entry> accounts) {
    Bytes key = Keccak256.hash32(diff.address().toBytes()).toBytes();
    Account after = diff.after();
    if (after == null) {
      accounts.remove(diff.address());
      return new Change(key, null);
    }
    Entry before = accounts.get(diff.address());
    Entry kept = diff.storageCleared() ? null : before;
    Trie storage = kept == null ? Trie.empty() : kept.storage;
    Map<U256, U256> slots = kept == null ? Map.of() : kept.slots;
    if (!diff.slots().isEmpty()) {
      slots = new HashMap<>(slots);
      List<Change> changes = new ArrayList<>(diff.slots().size());
      for (StateDiff.SlotDiff slot : diff.slots()) {
        changes.add(apply(slot, slots));
      }
      changes.sort(null);
      storage = storage.update(changes);
    }
    accounts.put(diff.address(), new Entry(after, storage, slots));
    return new Change(key, encode(after, storage.hash()));
  }

  private static Change apply(StateDiff.SlotDiff diff, Map<U256, U256> slots) {
    Bytes key = Keccak256.hash32(diff.slot().toBytes32()).toBytes();
    if (diff.after().isZero()) {
      slots.remove(diff.slot());
      return new Change(key, null);
    }
    slots.put(diff.slot(), diff.after());
    RlpWriter value = new RlpWriter(40);
    value.write(diff.after());
    return new Change(key, value.toBytes());
  }

  private static Bytes encode(Account account, Hash32 storageRoot) {
    RlpWriter out = new RlpWriter(128);
    int list = out.beginList();
    out.write(account.nonce())
        .write(account.balance())
        .write(storageRoot)
        .write(account.codeHash());
    return out.endList(list).toBytes();
  }

  @Override
  public @Nullable Account account(Address address) {
    Entry entry = accounts.get(address);
    return entry == null ? null : entry.account;
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    Entry entry = accounts.get(address);
    return entry == null ? U256.ZERO : entry.slots.getOrDefault(slot, U256.ZERO);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = codes.get(codeHash);
    if (code == null) {
      throw new IllegalStateException("unknown code: expected one of an account, got " + codeHash);
    }
    return code;
  }

  @Override
  public boolean hasStorage(Address address) {
    Entry entry = accounts.get(address);
    return entry != null && !entry.slots.isEmpty();
  }
}
