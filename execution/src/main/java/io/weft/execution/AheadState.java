package io.weft.execution;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A state with the changes of blocks on top that are executed but not stored.
 *
 * @param stored what lies below
 * @param layers oldest first; the first may be in {@code stored} already, to no effect
 * @param hasStorage answers for accounts whose slots the layers change
 */
record AheadState(StateView stored, List<Layer> layers, Predicate<Address> hasStorage)
    implements StateView {

  /** The changes of one block, to be looked up. */
  static final class Layer {
    private final long number;
    private final Map<Address, Change> accounts = new HashMap<>();
    private final Map<Hash32, Bytes> codes;

    private record Change(@Nullable Account after, boolean isCleared, Map<U256, U256> slots) {}

    Layer(long number, StateDiff diff) {
      this.number = number;
      this.codes = diff.codes();
      for (StateDiff.AccountDiff account : diff.accounts()) {
        Map<U256, U256> slots = HashMap.newHashMap(account.slots().size());
        for (StateDiff.SlotDiff slot : account.slots()) {
          slots.put(slot.slot(), slot.after());
        }
        boolean isCleared = account.storageCleared() || account.after() == null;
        accounts.put(account.address(), new Change(account.after(), isCleared, slots));
      }
    }

    /** The number of the block. */
    long number() {
      return number;
    }
  }

  @Override
  public @Nullable Account account(Address address) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer.Change change = layers.get(i).accounts.get(address);
      if (change != null) {
        return change.after;
      }
    }
    return stored.account(address);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      Layer.Change change = layers.get(i).accounts.get(address);
      if (change != null) {
        U256 value = change.slots.get(slot);
        if (value != null) {
          return value;
        }
        if (change.isCleared) {
          return U256.ZERO;
        }
      }
    }
    return stored.storage(address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    for (int i = layers.size() - 1; i >= 0; i--) {
      Bytes code = layers.get(i).codes.get(codeHash);
      if (code != null) {
        return code;
      }
    }
    return stored.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    for (Layer layer : layers) {
      Layer.Change change = layer.accounts.get(address);
      if (change != null && (change.isCleared || !change.slots.isEmpty())) {
        return hasStorage.test(address);
      }
    }
    return stored.hasStorage(address);
  }
}
