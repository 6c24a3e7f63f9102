package io.weft.execution.chain;

import io.weft.execution.chain.StateCache.CachedAccount;
import io.weft.execution.chain.StateCache.CachedSlot;
import io.weft.execution.chain.StateCache.SlotKey;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.store.Column;
import io.weft.execution.store.Snapshot;
import io.weft.execution.store.StoreReader;
import io.weft.execution.types.Account;
import org.jspecify.annotations.Nullable;

/** The state at the head: flat rows of a snapshot, read through the cache. */
public final class HeadState implements StateView, StoredState {
  private final Snapshot rows;
  private final StateCache cache;
  private final CodeCache codes;
  private final long state;

  /** The flat rows in {@code rows}, which are the state numbered {@code state}. */
  public HeadState(Snapshot rows, ChainCaches caches, long state) {
    this.rows = rows;
    this.cache = caches.state();
    this.codes = caches.codes();
    this.state = state;
  }

  @Override
  public CachedAccount stored(Address address) {
    CachedAccount cached = cache.account(address, state);
    if (cached == null) {
      Hash32 hash = Rows.accountHash(address);
      byte[] row = rows.get(Column.ACCOUNT, hash.toArray());
      cached = new CachedAccount(hash, row == null ? null : StoredAccount.fromRow(row));
      cache.offer(address, state, cached);
    }
    return cached;
  }

  @Override
  public CachedSlot stored(Address address, U256 slot) {
    SlotKey key = new SlotKey(address, slot);
    CachedSlot cached = cache.slot(key, state);
    if (cached == null) {
      Hash32 hash = Rows.slotHash(slot);
      byte[] row = rows.get(Column.SLOT, Rows.slotKey(stored(address).hash(), hash));
      cached = new CachedSlot(hash, row == null ? U256.ZERO : U256.fromBytes(row));
      cache.offer(key, state, cached);
    }
    return cached;
  }

  @Override
  public void scanSlots(Address address, StoreReader.RowVisitor visitor) {
    rows.scan(Column.SLOT, stored(address).hash().toArray(), visitor);
  }

  @Override
  public @Nullable Account account(Address address) {
    StoredAccount account = stored(address).account();
    return account == null ? null : account.account();
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return hasStorage(address) ? stored(address, slot).value() : U256.ZERO;
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return codes.code(codeHash, rows);
  }

  @Override
  public boolean hasStorage(Address address) {
    StoredAccount account = stored(address).account();
    return account != null && account.hasStorage();
  }
}
