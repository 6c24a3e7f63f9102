package io.weft.execution.commit;

import io.weft.execution.chain.HeadState;
import io.weft.execution.chain.Rows;
import io.weft.execution.chain.StateCache.CachedAccount;
import io.weft.execution.chain.StateCache.CachedSlot;
import io.weft.execution.chain.StateCache.SlotKey;
import io.weft.execution.chain.StoredState;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.StoreReader.RowVisitor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A state that is not written yet: a written one, and the changes since.
 *
 * @param head the state that is written
 * @param unwritten what follows it, oldest first, at least one; the first may be in {@code head}
 *     already, which makes no difference
 */
record PendingState(HeadState head, List<StateCommitment> unwritten) implements StoredState {

  Hash32 stateRoot() {
    return unwritten.getLast().stateRoot();
  }

  @Override
  public CachedAccount stored(Address address) {
    for (StateCommitment state : unwritten.reversed()) {
      CachedAccount changed = state.changedAccounts.get(address);
      if (changed != null) {
        return changed;
      }
    }
    return head.stored(address);
  }

  @Override
  public CachedSlot stored(Address address, U256 slot) {
    SlotKey key = new SlotKey(address, slot);
    for (StateCommitment state : unwritten.reversed()) {
      CachedSlot changed = state.changedSlots.get(key);
      if (changed != null) {
        return changed;
      }
      if (state.wiped.contains(address)) {
        return new CachedSlot(Rows.slotHash(slot), U256.ZERO);
      }
    }
    return head.stored(address, slot);
  }

  @Override
  public void scanSlots(Address address, RowVisitor visitor) {
    Map<Bytes, byte[]> rows = new TreeMap<>();
    head.scanSlots(
        address,
        (key, value) -> {
          rows.put(Bytes.wrap(key), value);
          return true;
        });
    Hash32 accountHash = stored(address).hash();
    for (StateCommitment state : unwritten) {
      if (state.wiped.contains(address)) {
        rows.clear();
      }
      state.changedSlots.forEach(
          (key, slot) -> {
            if (key.address().equals(address)) {
              Bytes row = Bytes.wrap(Rows.slotKey(accountHash, slot.hash()));
              if (slot.value().isZero()) {
                rows.remove(row);
              } else {
                rows.put(row, slot.value().toMinimalBytes());
              }
            }
          });
    }
    for (Map.Entry<Bytes, byte[]> row : rows.entrySet()) {
      if (!visitor.visit(row.getKey().toArray(), row.getValue())) {
        return;
      }
    }
  }
}
