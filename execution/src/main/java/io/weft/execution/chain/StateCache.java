package io.weft.execution.chain;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accounts and slots of the head state, absent ones too, so that most reads stay out of the store.
 *
 * <p>States are numbered in the order in which they became the head. An entry says since which
 * state its value holds; a view of state n may use entries since n or before. When the next state
 * becomes the head, {@link #advance} raises the number of each shard and puts the changes with it;
 * a reader may add what it read from the store only while the shard's number is its own, so that no
 * view of the past leaves a value that is gone. Views of any age thus share one cache, and read
 * through to their own snapshot where it has moved on.
 *
 * <p>Each shard is guarded by its own monitor, held for a few lookups.
 */
public final class StateCache {
  private static final int SHARDS = 16;

  /**
   * An account and the hash it is stored under.
   *
   * @param account null where there is none
   */
  public record CachedAccount(Hash32 hash, @Nullable StoredAccount account) {}

  /** A slot's value and the hash the slot is stored under. */
  public record CachedSlot(Hash32 hash, U256 value) {}

  /** A slot of an account. */
  public record SlotKey(Address address, U256 slot) {
    // What the compiler makes of a record is slow where it is not inlined, and this is asked often.
    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof SlotKey other
          && slot.equals(other.slot)
          && address.equals(other.address);
    }

    @Override
    public int hashCode() {
      return 31 * address.hashCode() + slot.hashCode();
    }
  }

  private record Since<V>(long state, V value) {}

  private static final class Shard {
    final RecentMap<Address, Since<CachedAccount>> accounts;
    final RecentMap<SlotKey, Since<CachedSlot>> slots;
    long state;

    Shard(int limit) {
      accounts = new RecentMap<>(limit);
      slots = new RecentMap<>(limit);
    }
  }

  private final Shard[] shards = new Shard[SHARDS];

  /** A cache of about this many accounts and as many slots. */
  public StateCache(int limit) {
    for (int i = 0; i < SHARDS; i++) {
      shards[i] = new Shard(Math.max(1, limit / SHARDS));
    }
  }

  private Shard shard(Address address) {
    return shards[address.hashCode() & (SHARDS - 1)];
  }

  @Nullable CachedAccount account(Address address, long state) {
    Shard shard = shard(address);
    synchronized (shard) {
      Since<CachedAccount> entry = shard.accounts.get(address);
      return entry == null || entry.state > state ? null : entry.value;
    }
  }

  void offer(Address address, long state, CachedAccount account) {
    Shard shard = shard(address);
    synchronized (shard) {
      if (shard.state == state) {
        shard.accounts.put(address, new Since<>(state, account));
      }
    }
  }

  @Nullable CachedSlot slot(SlotKey key, long state) {
    Shard shard = shard(key.address);
    synchronized (shard) {
      Since<CachedSlot> entry = shard.slots.get(key);
      return entry == null || entry.state > state ? null : entry.value;
    }
  }

  void offer(SlotKey key, long state, CachedSlot slot) {
    Shard shard = shard(key.address);
    synchronized (shard) {
      if (shard.state == state) {
        shard.slots.put(key, new Since<>(state, slot));
      }
    }
  }

  /**
   * Enters what changed from one head state to the next; called by the committer alone, before
   * anyone has a view of the new state. Numbers go up first, so that no value of before comes in
   * after its successor.
   */
  public void advance(
      long state, Map<Address, CachedAccount> accounts, Map<SlotKey, CachedSlot> slots) {
    for (Shard shard : shards) {
      synchronized (shard) {
        shard.state = state;
      }
    }
    accounts.forEach((address, account) -> offer(address, state, account));
    slots.forEach((key, slot) -> offer(key, state, slot));
  }

  /** Starts over at a state whose difference from the last one is not known. */
  public void restart(long state) {
    for (Shard shard : shards) {
      synchronized (shard) {
        shard.state = state;
        shard.accounts.clear();
        shard.slots.clear();
      }
    }
  }
}
