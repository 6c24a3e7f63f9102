package io.weft.execution.testing;

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

/** A state in plain maps, filled by hand and by applying diffs. */
public final class TestState implements StateView {
  private record Key(Address address, U256 slot) {}

  private final Map<Address, Account> accounts = new HashMap<>();
  private final Map<Key, U256> storage = new HashMap<>();
  private final Map<Hash32, Bytes> codes = new HashMap<>();

  public TestState account(Address address, long nonce, U256 balance, Bytes code) {
    Hash32 hash = Keccak256.hash32(code);
    codes.put(hash, code);
    accounts.put(address, new Account(nonce, balance, hash));
    return this;
  }

  /** An account with a balance and nothing else. */
  public TestState balance(Address address, long balance) {
    return account(address, 0, U256.of(balance), Bytes.EMPTY);
  }

  /** A contract with no balance. */
  public TestState contract(Address address, Bytes code) {
    return account(address, 1, U256.ZERO, code);
  }

  public TestState storage(Address address, U256 slot, U256 value) {
    if (value.isZero()) {
      storage.remove(new Key(address, slot));
    } else {
      storage.put(new Key(address, slot), value);
    }
    return this;
  }

  public TestState storage(Address address, long slot, long value) {
    return storage(address, U256.of(slot), U256.of(value));
  }

  /**
   * Applies a diff.
   *
   * @throws IllegalStateException if a value before is not the one here
   */
  public TestState apply(StateDiff diff) {
    codes.putAll(diff.codes());
    for (StateDiff.AccountDiff change : diff.accounts()) {
      Address address = change.address();
      expect(address, change.before(), accounts.get(address));
      for (StateDiff.SlotDiff slot : change.slots()) {
        expect(address, slot.before(), storage(address, slot.slot()));
      }
      if (change.after() == null || change.storageCleared()) {
        storage.keySet().removeIf(key -> key.address().equals(address));
      }
      if (change.after() == null) {
        accounts.remove(address);
      } else {
        accounts.put(address, change.after());
        change.slots().forEach(slot -> storage(address, slot.slot(), slot.after()));
      }
    }
    return this;
  }

  private static void expect(Address address, @Nullable Object expected, @Nullable Object actual) {
    if (expected == null ? actual != null : !expected.equals(actual)) {
      throw new IllegalStateException(
          "diff does not fit: expected " + expected + ", got " + actual + ", account " + address);
    }
  }

  /** The state root, computed anew from all that is here. */
  public Hash32 root() {
    Map<Address, List<Change>> slots = new HashMap<>();
    storage.forEach(
        (key, value) ->
            slots
                .computeIfAbsent(key.address(), address -> new ArrayList<>())
                .add(
                    new Change(
                        hashed(key.slot().toBytes32()), new RlpWriter(40).write(value).toBytes())));
    List<Change> changes = new ArrayList<>(accounts.size());
    accounts.forEach(
        (address, account) -> {
          RlpWriter out = new RlpWriter(128);
          int list = out.beginList();
          out.write(account.nonce()).write(account.balance());
          out.write(root(slots.getOrDefault(address, new ArrayList<>())));
          out.write(account.codeHash());
          changes.add(new Change(hashed(address.toArray()), out.endList(list).toBytes()));
        });
    return root(changes);
  }

  private static Hash32 root(List<Change> changes) {
    changes.sort(null);
    return Trie.empty().update(changes).hash();
  }

  private static Bytes hashed(byte[] key) {
    return Keccak256.hash32(key).toBytes();
  }

  /** Every account, with its slots that are not zero. */
  public SortedMap<Address, SortedMap<U256, U256>> slots() {
    SortedMap<Address, SortedMap<U256, U256>> slots = new TreeMap<>();
    accounts.keySet().forEach(address -> slots.put(address, new TreeMap<>()));
    storage.forEach(
        (key, value) ->
            slots.computeIfAbsent(key.address(), a -> new TreeMap<>()).put(key.slot(), value));
    return slots;
  }

  @Override
  public @Nullable Account account(Address address) {
    return accounts.get(address);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return storage.getOrDefault(new Key(address, slot), U256.ZERO);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = codes.get(codeHash);
    if (code == null) {
      throw new IllegalStateException("no such code: " + codeHash);
    }
    return code;
  }

  @Override
  public boolean hasStorage(Address address) {
    return storage.keySet().stream().anyMatch(key -> key.address().equals(address));
  }
}
