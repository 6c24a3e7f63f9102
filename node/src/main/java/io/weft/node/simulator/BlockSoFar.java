package io.weft.node.simulator;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A state with the changes of the transactions so far, one after the other. */
final class BlockSoFar implements StateView {
  private final StateView parent;
  private final Map<Address, Entry> changed = new HashMap<>();
  private final Map<Hash32, Bytes> codes = new HashMap<>();

  private static final class Entry {
    @Nullable Account account;
    boolean hidesParentStorage;
    final Map<U256, U256> slots = new HashMap<>();
  }

  BlockSoFar(StateView parent) {
    this.parent = parent;
  }

  void apply(StateDiff diff) {
    codes.putAll(diff.codes());
    for (StateDiff.AccountDiff change : diff.accounts()) {
      Entry entry = changed.computeIfAbsent(change.address(), address -> new Entry());
      entry.account = change.after();
      if (change.storageCleared()) {
        entry.hidesParentStorage = true;
        entry.slots.clear();
      }
      for (StateDiff.SlotDiff slot : change.slots()) {
        entry.slots.put(slot.slot(), slot.after());
      }
    }
  }

  @Override
  public @Nullable Account account(Address address) {
    Entry entry = changed.get(address);
    return entry == null ? parent.account(address) : entry.account;
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    Entry entry = changed.get(address);
    if (entry == null) {
      return parent.storage(address, slot);
    }
    U256 value = entry.slots.get(slot);
    if (value != null) {
      return value;
    }
    return entry.hidesParentStorage ? U256.ZERO : parent.storage(address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = codes.get(codeHash);
    return code != null ? code : parent.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    Entry entry = changed.get(address);
    if (entry == null) {
      return parent.hasStorage(address);
    }
    return (!entry.hidesParentStorage && parent.hasStorage(address))
        || entry.slots.values().stream().anyMatch(value -> !value.isZero());
  }
}
