package io.weft.node.replay;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A state behind a disk: the first read of each account and each slot waits, as it would where
 * nothing is cached. The waiting thread gives its core away. Code comes with its account.
 */
public final class SlowState implements StateView {
  private record Slot(Address address, U256 slot) {}

  private final StateView state;
  private final long latencyNanos;
  private final Set<Object> warm = ConcurrentHashMap.newKeySet();

  public SlowState(StateView state, long latencyMicros) {
    this.state = state;
    this.latencyNanos = latencyMicros * 1_000;
  }

  @Override
  public @Nullable Account account(Address address) {
    read(address);
    return state.account(address);
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    read(new Slot(address, slot));
    return state.storage(address, slot);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return state.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    read(address);
    return state.hasStorage(address);
  }

  private void read(Object key) {
    if (warm.contains(key)) {
      return;
    }
    long deadlineNanos = System.nanoTime() + latencyNanos;
    for (long left = latencyNanos; left > 0; left = deadlineNanos - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    warm.add(key);
  }
}
