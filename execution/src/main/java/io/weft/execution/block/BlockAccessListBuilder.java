package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.KeyOrder;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.TransactionAccesses;
import io.weft.execution.state.TransactionAccesses.AccountAccess;
import io.weft.execution.state.TransactionAccesses.SlotAccess;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the steps of a block accessed into its access list (EIP-7928). It does not matter
 * who executed them and where, only that {@link #add} hears of them in the order of the block.
 */
public final class BlockAccessListBuilder {
  private final Map<Address, Entry> entries = new HashMap<>();

  // To go through the entries of a map in their order would take longer than to sort them does.
  private final List<Entry> accounts = new ArrayList<>();
  private final KeyOrder accountOrder = new KeyOrder();
  private final KeyOrder slotOrder = new KeyOrder();

  private static final class Entry {
    final Address address;
    final History<U256> balances = new History<>();
    final History<Long> nonces = new History<>();
    final History<Bytes> codes = new History<>();
    final Map<U256, Slot> slots = new HashMap<>();
    final List<Slot> allSlots = new ArrayList<>();

    Entry(Address address) {
      this.address = address;
    }

    Slot slot(U256 key) {
      Slot slot = slots.get(key);
      if (slot == null) {
        slot = new Slot(key);
        slots.put(key, slot);
        allSlots.add(slot);
      }
      return slot;
    }
  }

  private static final class Slot {
    final U256 key;

    /** Empty where it was merely read. */
    final History<U256> values = new History<>();

    Slot(U256 key) {
      this.key = key;
    }
  }

  /** The changes of one value; most have one or none. */
  private static final class History<T> {
    private @Nullable Change<T> last;
    private @Nullable List<Change<T>> earlier;

    void add(int index, @Nullable T value) {
      if (value == null) {
        return;
      }
      Change<T> known = last;
      if (known != null && known.index() != index) {
        if (earlier == null) {
          earlier = new ArrayList<>(4);
        }
        earlier.add(known);
      }
      last = new Change<>(index, value);
    }

    boolean isEmpty() {
      return last == null;
    }

    List<Change<T>> toList() {
      if (last == null) {
        return List.of();
      }
      if (earlier == null) {
        return List.of(last);
      }
      List<Change<T>> all = new ArrayList<>(earlier.size() + 1);
      all.addAll(earlier);
      all.add(last);
      return List.copyOf(all);
    }
  }

  /**
   * Adds a step.
   *
   * @param index 0 before the first transaction, then 1 to n, n+1 after the last; of several steps
   *     with one index the last to change a value counts
   */
  public void add(int index, TransactionAccesses accesses) {
    for (AccountAccess access : accesses.accounts()) {
      Entry entry = entry(access.address());
      entry.balances.add(index, access.balance());
      entry.nonces.add(index, access.nonce());
      entry.codes.add(index, access.code());
    }
    for (SlotAccess access : accesses.slots()) {
      entry(access.address()).slot(access.slot()).values.add(index, access.value());
    }
  }

  private Entry entry(Address address) {
    Entry entry = entries.get(address);
    if (entry == null) {
      entry = new Entry(address);
      entries.put(address, entry);
      accounts.add(entry);
    }
    return entry;
  }

  /** The list of all steps so far. */
  public BlockAccessList build() {
    int count = accounts.size();
    accountOrder.clear();
    for (int i = 0; i < count; i++) {
      accountOrder.add(accounts.get(i).address);
    }
    accountOrder.sort();
    AccountChanges[] sorted = new AccountChanges[count];
    for (int i = 0; i < count; i++) {
      sorted[i] = changes(accounts.get(accountOrder.at(i)));
    }
    return new BlockAccessList(List.of(sorted));
  }

  private AccountChanges changes(Entry entry) {
    List<SlotChanges> changed = List.of();
    List<U256> read = List.of();
    int count = entry.allSlots.size();
    if (count > 0) {
      int changes = sortSlots(entry.allSlots);
      SlotChanges[] sortedChanges = new SlotChanges[changes];
      U256[] sortedReads = new U256[count - changes];
      int written = 0;
      for (int i = 0; i < count; i++) {
        Slot slot = entry.allSlots.get(slotOrder.at(i));
        if (slot.values.isEmpty()) {
          sortedReads[i - written] = slot.key;
        } else {
          sortedChanges[written++] = new SlotChanges(slot.key, slot.values.toList());
        }
      }
      changed = List.of(sortedChanges);
      read = List.of(sortedReads);
    }
    return new AccountChanges(
        entry.address,
        changed,
        read,
        entry.balances.toList(),
        entry.nonces.toList(),
        entry.codes.toList());
  }

  /** Puts them in {@link #slotOrder}; how many of them changed. */
  private int sortSlots(List<Slot> slots) {
    int changes = 0;
    slotOrder.clear();
    for (int i = 0; i < slots.size(); i++) {
      Slot slot = slots.get(i);
      slotOrder.add(slot.key);
      changes += slot.values.isEmpty() ? 0 : 1;
    }
    slotOrder.sort();
    return changes;
  }
}
