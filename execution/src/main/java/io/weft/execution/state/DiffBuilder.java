package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the columns of an overlay with its parent state. */
final class DiffBuilder {
  private DiffBuilder() {}

  static StateDiff build(StateView parent, AccountTable accounts, SlotTable slots) {
    List<StateDiff.AccountDiff> diffs = new ArrayList<>();
    Map<Hash32, Bytes> codes = new TreeMap<>();
    for (int id = 0; id < accounts.size(); id++) {
      if (accounts.loadedIn[id] == 0) {
        continue;
      }
      Account before = accounts.parent[id];
      Account after = current(accounts, id, before);
      boolean cleared = before != null && (accounts.flags[id] & AccountTable.STORAGE_CLEARED) != 0;
      List<StateDiff.SlotDiff> slotDiffs = slots(parent, accounts, slots, id, cleared);
      if (Objects.equals(after, before) && slotDiffs.isEmpty() && !cleared) {
        continue;
      }
      diffs.add(new StateDiff.AccountDiff(accounts.address[id], before, after, cleared, slotDiffs));
      Bytes code = accounts.code[id];
      if (after != null
          && code != null
          && !after.codeHash().equals(Keccak256.EMPTY)
          && (before == null || !before.codeHash().equals(after.codeHash()))) {
        codes.put(after.codeHash(), code);
      }
    }
    diffs.sort(Comparator.comparing(StateDiff.AccountDiff::address));
    return diffs.isEmpty() ? StateDiff.EMPTY : new StateDiff(List.copyOf(diffs), codes);
  }

  private static @Nullable Account current(
      AccountTable accounts, int id, @Nullable Account before) {
    if ((accounts.flags[id] & AccountTable.EXISTS) == 0) {
      return null;
    }
    if (before != null
        && accounts.nonce[id] == before.nonce()
        && Limbs.equal(accounts.balance, 4 * id, before.balance())
        && accounts.codeHash[id].equals(before.codeHash())) {
      return before;
    }
    U256 balance = Limbs.get(accounts.balance, 4 * id);
    return new Account(accounts.nonce[id], balance, accounts.codeHash[id]);
  }

  private static List<StateDiff.SlotDiff> slots(
      StateView parent, AccountTable accounts, SlotTable slots, int id, boolean cleared) {
    if (accounts.firstSlot[id] == AccountTable.NO_SLOT) {
      return List.of();
    }
    List<StateDiff.SlotDiff> result = new ArrayList<>();
    Address address = accounts.address[id];
    for (int s = accounts.firstSlot[id]; s != AccountTable.NO_SLOT; s = slots.next[s]) {
      boolean isUnchanged = Limbs.equal(slots.value, 4 * s, slots.parent, 4 * s);
      if (slots.loadedIn[s] == 0 || (isUnchanged && !cleared)) {
        continue;
      }
      U256 key = Limbs.get(slots.key, 4 * s);
      // A slot first used after the clearing never asked the parent.
      U256 before = cleared ? parent.storage(address, key) : Limbs.get(slots.parent, 4 * s);
      U256 after = Limbs.get(slots.value, 4 * s);
      // What is not listed is wiped by the clearing, whether or not somebody looked at it before.
      if (!cleared || !after.isZero()) {
        result.add(new StateDiff.SlotDiff(key, before, after));
      }
    }
    result.sort(Comparator.comparing(StateDiff.SlotDiff::slot));
    return List.copyOf(result);
  }
}
