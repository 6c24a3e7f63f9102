package io.weft.execution.block;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import org.jspecify.annotations.Nullable;

/** The state before any genesis: what an overlay lies on until it is laid over a parent. */
public enum EmptyState implements StateView {
  INSTANCE;

  @Override
  public @Nullable Account account(Address address) {
    return null;
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    return U256.ZERO;
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    throw new IllegalStateException("unknown code: no account has any, got " + codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    return false;
  }
}
