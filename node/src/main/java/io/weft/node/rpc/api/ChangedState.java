package io.weft.node.rpc.api;

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

/** A state with a diff applied, without anything being written. */
final class ChangedState implements StateView {
  private final StateView parent;
  private final Map<Hash32, Bytes> codes;
  private final Map<Address, StateDiff.AccountDiff> accounts = new HashMap<>();
  private final Map<Address, Map<U256, U256>> slots = new HashMap<>();

  ChangedState(StateView parent, StateDiff diff) {
    this.parent = parent;
    this.codes = diff.codes();
    for (StateDiff.AccountDiff account : diff.accounts()) {
      accounts.put(account.address(), account);
      Map<U256, U256> values = new HashMap<>();
      account.slots().forEach(slot -> values.put(slot.slot(), slot.after()));
      slots.put(account.address(), values);
    }
  }

  @Override
  public @Nullable Account account(Address address) {
    StateDiff.AccountDiff changed = accounts.get(address);
    return changed == null ? parent.account(address) : changed.after();
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    StateDiff.AccountDiff changed = accounts.get(address);
    if (changed == null) {
      return parent.storage(address, slot);
    }
    U256 value = slots.getOrDefault(address, Map.of()).get(slot);
    if (value != null) {
      return value;
    }
    return changed.storageCleared() ? U256.ZERO : parent.storage(address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = codes.get(codeHash);
    return code == null ? parent.code(codeHash) : code;
  }

  @Override
  public boolean hasStorage(Address address) {
    StateDiff.AccountDiff changed = accounts.get(address);
    if (changed == null) {
      return parent.hasStorage(address);
    }
    boolean hasChangedSlot =
        slots.getOrDefault(address, Map.of()).values().stream().anyMatch(v -> !v.isZero());
    return hasChangedSlot || (!changed.storageCleared() && parent.hasStorage(address));
  }
}
