package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.KeyOrder;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares the columns of an overlay with its parent state. One thread owns an instance. */
final class DiffBuilder {
  // What was found so far: kept, because to let them grow anew takes thrice the room of a result.
  // It is sorted by keys that were noted beside it, since to compare objects would mean to fetch
  // three of them for each side of each comparison.
  private final List<StateDiff.AccountDiff> diffs = new ArrayList<>();
  private final List<StateDiff.SlotDiff> slotDiffs = new ArrayList<>();
  private final KeyOrder accountOrder = new KeyOrder();
  private final KeyOrder slotOrder = new KeyOrder();

  StateDiff build(StateView parent, AccountTable accounts, SlotTable slots) {
    clear(); // the parent may have failed to answer in the middle of the last one
    Map<Hash32, Bytes> codes = new TreeMap<>();
    for (int id = 0; id < accounts.size(); id++) {
      if (accounts.loadedIn[id] == 0) {
        continue;
      }
      Account before = accounts.parent[id];
      Account after = current(accounts, id, before);
      boolean cleared = before != null && (accounts.flags[id] & AccountTable.STORAGE_CLEARED) != 0;
      List<StateDiff.SlotDiff> changed = slots(parent, accounts, slots, id, cleared);
      if (Objects.equals(after, before) && changed.isEmpty() && !cleared) {
        continue;
      }
      Address address = accounts.address[id];
      accountOrder.add(address);
      diffs.add(new StateDiff.AccountDiff(address, before, after, cleared, changed));
      Bytes code = accounts.code[id];
      if (after != null
          && code != null
          && !after.codeHash().equals(Keccak256.EMPTY)
          && (before == null || !before.codeHash().equals(after.codeHash()))) {
        codes.put(after.codeHash(), code);
      }
    }
    if (diffs.isEmpty()) {
      return StateDiff.EMPTY;
    }
    StateDiff.AccountDiff[] sorted = new StateDiff.AccountDiff[diffs.size()];
    return new StateDiff(take(diffs, accountOrder, sorted), codes);
  }

  private void clear() {
    diffs.clear();
    slotDiffs.clear();
    accountOrder.clear();
    slotOrder.clear();
  }

  /** Takes all out of {@code list}, in order. */
  private static <T> List<T> take(List<T> list, KeyOrder order, T[] sorted) {
    order.sort();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = list.get(order.at(i));
    }
    list.clear();
    order.clear();
    return List.of(sorted);
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

  private List<StateDiff.SlotDiff> slots(
      StateView parent, AccountTable accounts, SlotTable slots, int id, boolean cleared) {
    if (accounts.firstSlot[id] == AccountTable.NO_SLOT) {
      return List.of();
    }
    Address address = accounts.address[id];
    for (int s = accounts.firstSlot[id]; s != AccountTable.NO_SLOT; s = slots.next[s]) {
      if (slots.loadedIn[s] == 0) {
        continue;
      }
      boolean isUnchanged = Limbs.equal(slots.value, 4 * s, slots.parent[s]);
      if (isUnchanged && !cleared) {
        continue;
      }
      U256 key = slots.keyOf(s);
      // A slot first used after the clearing never asked the parent.
      U256 before = cleared ? parent.storage(address, key) : slots.parent[s];
      U256 after = Limbs.get(slots.value, 4 * s);
      // What is not listed is wiped by the clearing, whether or not somebody looked at it before.
      if (!cleared || !after.isZero()) {
        int at = 4 * s;
        slotOrder.add(slots.key[at + 3], slots.key[at + 2], slots.key[at + 1], slots.key[at]);
        slotDiffs.add(new StateDiff.SlotDiff(key, before, after));
      }
    }
    return takeSlots();
  }

  private List<StateDiff.SlotDiff> takeSlots() {
    int count = slotDiffs.size();
    if (count > 1) {
      return take(slotDiffs, slotOrder, new StateDiff.SlotDiff[count]);
    }
    if (count == 0) {
      return List.of();
    }
    slotOrder.clear();
    return List.of(slotDiffs.removeLast());
  }
}
