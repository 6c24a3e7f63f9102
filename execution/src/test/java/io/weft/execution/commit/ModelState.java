package io.weft.execution.commit;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.trie.Change;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A state in plain maps, which makes up random changes and knows what they come to. */
final class ModelState {
  private static final int ADDRESSES = 60;
  private static final int SLOTS = 40;

  record ModelAccount(Account account, SortedMap<U256, U256> slots) {}

  final SortedMap<Address, ModelAccount> accounts = new TreeMap<>();

  ModelState copy() {
    ModelState copy = new ModelState();
    accounts.forEach(
        (address, account) ->
            copy.accounts.put(
                address, new ModelAccount(account.account, new TreeMap<>(account.slots))));
    return copy;
  }

  static Address address(int index) {
    return Address.from(Keccak256.hash(new byte[] {(byte) index}), 12);
  }

  /** Changes up to {@code count} accounts at random and returns the changes. */
  StateDiff change(Random random, int count) {
    SortedMap<Address, AccountDiff> diffs = new TreeMap<>();
    Map<Hash32, Bytes> codes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      Address address = address(random.nextInt(ADDRESSES));
      if (!diffs.containsKey(address)) {
        AccountDiff diff = changeAccount(random, address, codes);
        if (!Objects.equals(diff.before(), diff.after())
            || diff.storageCleared()
            || !diff.slots().isEmpty()) {
          diffs.put(address, diff);
        }
      }
    }
    return new StateDiff(List.copyOf(diffs.values()), codes);
  }

  private AccountDiff changeAccount(Random random, Address address, Map<Hash32, Bytes> codes) {
    ModelAccount before = accounts.get(address);
    Account accountBefore = before == null ? null : before.account;
    SortedMap<U256, U256> slotsBefore = before == null ? new TreeMap<>() : before.slots;
    int kind = random.nextInt(10);
    if (before != null && kind == 0) {
      accounts.remove(address);
      return new AccountDiff(address, accountBefore, null, true, touched(random, slotsBefore));
    }
    boolean isCleared = kind == 1;
    SortedMap<U256, U256> slots = isCleared ? new TreeMap<>() : new TreeMap<>(slotsBefore);
    SortedMap<U256, U256> changed = new TreeMap<>();
    if (kind < 6) {
      int slotCount = 1 + random.nextInt(8);
      for (int i = 0; i < slotCount; i++) {
        U256 slot = U256.of(random.nextInt(SLOTS));
        boolean deletes = random.nextInt(3) == 0;
        U256 value = deletes ? U256.ZERO : U256.of(random.nextLong() >>> random.nextInt(64));
        changed.put(slot, value);
      }
    }
    List<SlotDiff> slotDiffs = new ArrayList<>();
    changed.forEach(
        (slot, value) -> {
          U256 valueBefore = slotsBefore.getOrDefault(slot, U256.ZERO);
          if (!value.equals(valueBefore)) {
            slotDiffs.add(new SlotDiff(slot, valueBefore, value));
          }
          if (value.isZero()) {
            slots.remove(slot);
          } else if (isCleared || !value.equals(valueBefore)) {
            slots.put(slot, value);
          }
        });
    if (isCleared) {
      // A slot written again with its old value is not a difference, so the model drops it too.
      slots.keySet().removeIf(slot -> slotDiffs.stream().noneMatch(d -> d.slot().equals(slot)));
    }
    Hash32 codeHash = accountBefore == null ? Keccak256.EMPTY : accountBefore.codeHash();
    if (kind == 2) {
      Bytes code = Bytes.of(random.nextInt(256), random.nextInt(256));
      codeHash = Keccak256.hash32(code);
      codes.put(codeHash, code);
    }
    Account after = new Account(random.nextInt(1000), U256.of(random.nextLong()), codeHash);
    accounts.put(address, new ModelAccount(after, slots));
    return new AccountDiff(address, accountBefore, after, isCleared, slotDiffs);
  }

  private static List<SlotDiff> touched(Random random, SortedMap<U256, U256> slots) {
    List<SlotDiff> touched = new ArrayList<>();
    slots.forEach(
        (slot, value) -> {
          if (random.nextBoolean()) {
            touched.add(new SlotDiff(slot, value, U256.ZERO));
          }
        });
    return touched;
  }

  /** The root of tries built from nothing. */
  Hash32 root() {
    List<Change> changes = new ArrayList<>();
    accounts.forEach(
        (address, account) -> {
          List<Change> slots = new ArrayList<>();
          account.slots.forEach(
              (slot, value) ->
                  slots.add(
                      new Change(
                          Keccak256.hash32(slot.toBytes32()).toBytes(),
                          new RlpWriter().write(value).toBytes())));
          Collections.sort(slots);
          RlpWriter leaf = new RlpWriter();
          int list = leaf.beginList();
          leaf.write(account.account.nonce())
              .write(account.account.balance())
              .write(Trie.empty().update(slots).hash())
              .write(account.account.codeHash());
          leaf.endList(list);
          changes.add(new Change(Keccak256.hash32(address.toArray()).toBytes(), leaf.toBytes()));
        });
    Collections.sort(changes);
    return Trie.empty().update(changes).hash();
  }
}
