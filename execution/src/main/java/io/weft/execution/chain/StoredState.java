package io.weft.execution.chain;

import io.weft.execution.chain.StateCache.CachedAccount;
import io.weft.execution.chain.StateCache.CachedSlot;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.StoreReader;

/** A state with what its rows say beyond accounts and slots: storage roots, and keys' hashes. */
public interface StoredState {
  /** The account as stored, with the hash of its address. */
  CachedAccount stored(Address address);

  /** The slot as stored, with its hash. */
  CachedSlot stored(Address address, U256 slot);

  /** Shows the flat rows of all slots of an account. */
  void scanSlots(Address address, StoreReader.RowVisitor visitor);
}
