package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.TransactionAccesses;
import io.weft.execution.state.TransactionAccesses.AccountAccess;
import io.weft.execution.state.TransactionAccesses.SlotAccess;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.Comparator;
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

  private static final class Entry {
    final List<Change<U256>> balances = new ArrayList<>();
    final List<Change<Long>> nonces = new ArrayList<>();
    final List<Change<Bytes>> codes = new ArrayList<>();

    /** By slot; without changes where it was merely read. */
    final Map<U256, List<Change<U256>>> slots = new HashMap<>();
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
      record(entry.balances, index, access.balance());
      record(entry.nonces, index, access.nonce());
      record(entry.codes, index, access.code());
    }
    for (SlotAccess access : accesses.slots()) {
      Entry entry = entry(access.address());
      record(
          entry.slots.computeIfAbsent(access.slot(), slot -> new ArrayList<>(1)),
          index,
          access.value());
    }
  }

  private Entry entry(Address address) {
    return entries.computeIfAbsent(address, unknown -> new Entry());
  }

  private static <T> void record(List<Change<T>> changes, int index, @Nullable T value) {
    if (value == null) {
      return;
    }
    if (!changes.isEmpty() && changes.getLast().index() == index) {
      changes.removeLast();
    }
    changes.add(new Change<>(index, value));
  }

  /** The list of all steps so far. */
  public BlockAccessList build() {
    List<AccountChanges> accounts = new ArrayList<>(entries.size());
    entries.forEach((address, entry) -> accounts.add(account(address, entry)));
    accounts.sort(Comparator.comparing(AccountChanges::address));
    return new BlockAccessList(List.copyOf(accounts));
  }

  private static AccountChanges account(Address address, Entry entry) {
    List<SlotChanges> changed = new ArrayList<>();
    List<U256> read = new ArrayList<>();
    entry.slots.forEach(
        (slot, changes) -> {
          if (changes.isEmpty()) {
            read.add(slot);
          } else {
            changed.add(new SlotChanges(slot, List.copyOf(changes)));
          }
        });
    changed.sort(Comparator.comparing(SlotChanges::slot));
    read.sort(null);
    return new AccountChanges(
        address,
        List.copyOf(changed),
        List.copyOf(read),
        List.copyOf(entry.balances),
        List.copyOf(entry.nonces),
        List.copyOf(entry.codes));
  }
}
