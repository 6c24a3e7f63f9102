package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.KeyOrder;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was found by comparing some accounts of an overlay with its parent state. Several threads
 * may each compare some while nobody changes the overlay; one thread owns an instance, and hands it
 * over with {@link JournaledState#takeShares}.
 */
public final class DiffShare {
  // What was found so far: kept, because to let it grow anew takes thrice the room of a result.
  // It is sorted by keys that were noted beside it, since to compare objects would mean to fetch
  // three of them for each side of each comparison.
  private int size;
  private int[] ids = new int[64];
  private @Nullable AccountDiff[] diffs = new @Nullable AccountDiff[64];
  private @Nullable Bytes[] newCodes = new @Nullable Bytes[64];
  private final KeyOrder order = new KeyOrder();

  /** Of the account that is being compared. */
  private final List<SlotDiff> slotDiffs = new ArrayList<>();

  private final KeyOrder slotOrder = new KeyOrder();

  /** Forgets everything, so that it may be used again. */
  public void clear() {
    Arrays.fill(diffs, 0, size, null);
    Arrays.fill(newCodes, 0, size, null);
    size = 0;
    order.clear();
    slotDiffs.clear(); // the parent may have failed to answer in the middle of the last one
    slotOrder.clear();
  }

  /**
   * Compares the accounts with numbers from {@code from} on and before {@code to}.
   *
   * @param state which nobody changes meanwhile
   */
  public void compare(JournaledState state, int from, int to) {
    for (int id = from; id < to; id++) {
      compare(state.parent(), state.accounts, state.slots, id);
    }
  }

  void compare(StateView parent, AccountTable accounts, SlotTable slots, int id) {
    if (accounts.loadedIn[id] == 0) {
      return;
    }
    Account before = accounts.parent[id];
    Account after = current(accounts, id, before);
    boolean cleared = before != null && (accounts.flags[id] & AccountTable.STORAGE_CLEARED) != 0;
    List<SlotDiff> changed = slots(parent, accounts, slots, id, cleared);
    if (Objects.equals(after, before) && changed.isEmpty() && !cleared) {
      return;
    }
    Address address = accounts.address[id];
    boolean hasNewCode =
        after != null
            && !after.codeHash().equals(Keccak256.EMPTY)
            && (before == null || !before.codeHash().equals(after.codeHash()));
    order.add(address);
    add(
        id,
        new AccountDiff(address, before, after, cleared, changed),
        hasNewCode ? accounts.code[id] : null);
  }

  private void add(int id, AccountDiff diff, @Nullable Bytes newCode) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, 2 * size);
      diffs = Arrays.copyOf(diffs, 2 * size);
      newCodes = Arrays.copyOf(newCodes, 2 * size);
    }
    ids[size] = id;
    diffs[size] = diff;
    newCodes[size] = newCode;
    size++;
  }

  /**
   * Takes over what another found of accounts that were not looked at since {@code transaction}.
   */
  void addFrom(DiffShare other, AccountTable accounts, int transaction) {
    for (int i = 0; i < other.size; i++) {
      int id = other.ids[i];
      if (accounts.loadedIn[id] < transaction) {
        order.add(other.order, i);
        add(id, Objects.requireNonNull(other.diffs[i]), other.newCodes[i]);
      }
    }
  }

  int size() {
    return size;
  }

  /** All that was found, ascending by address. */
  List<AccountDiff> sorted() {
    AccountDiff[] sorted = new AccountDiff[size];
    order.sort();
    for (int i = 0; i < size; i++) {
      sorted[i] = Objects.requireNonNull(diffs[order.at(i)]);
    }
    return List.of(sorted);
  }

  /** The code that the account found at {@code place} came to have, or null where it did not. */
  @Nullable Bytes newCode(int place) {
    return newCodes[place];
  }

  AccountDiff diff(int place) {
    return Objects.requireNonNull(diffs[place]);
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

  private List<SlotDiff> slots(
      StateView parent, AccountTable accounts, SlotTable slots, int id, boolean cleared) {
    if (accounts.firstSlot[id] == AccountTable.NO_SLOT) {
      return List.of();
    }
    Address address = accounts.address[id];
    for (int s = accounts.firstSlot[id]; s != AccountTable.NO_SLOT; s = slots.next[s]) {
      boolean mayHaveChanged = slots.originalIn[s] != 0 || cleared; // else it need not be fetched
      if (mayHaveChanged && slots.loadedIn[s] != 0) {
        compare(parent, address, slots, s, cleared);
      }
    }
    return takeSlots();
  }

  private void compare(StateView parent, Address address, SlotTable slots, int s, boolean cleared) {
    int at = 4 * s;
    if (!cleared && Limbs.equal(slots.value, at, slots.parent[s])) {
      return;
    }
    U256 key = slots.keyOf(s);
    // A slot first used after the clearing never asked the parent.
    U256 before = cleared ? parent.storage(address, key) : slots.parent[s];
    U256 after = Limbs.get(slots.value, at);
    // What is not listed is wiped by the clearing, whether or not somebody looked at it before.
    if (!cleared || !after.isZero()) {
      slotOrder.add(slots.key[at + 3], slots.key[at + 2], slots.key[at + 1], slots.key[at]);
      slotDiffs.add(new SlotDiff(key, before, after));
    }
  }

  /** What was found of the slots of one account, ascending. */
  private List<SlotDiff> takeSlots() {
    int count = slotDiffs.size();
    if (count == 0) {
      return List.of();
    }
    List<SlotDiff> sorted;
    if (count == 1) {
      sorted = List.of(slotDiffs.getFirst());
    } else {
      SlotDiff[] all = new SlotDiff[count];
      slotOrder.sort();
      for (int i = 0; i < count; i++) {
        all[i] = slotDiffs.get(slotOrder.at(i));
      }
      sorted = List.of(all);
    }
    slotDiffs.clear();
    slotOrder.clear();
    return sorted;
  }
}
