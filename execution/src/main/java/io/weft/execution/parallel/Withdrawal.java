package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.ChangeVisitor;

/** Takes back what a {@link Publisher} entered as the version of a transaction. */
record Withdrawal(MultiVersionState versions, int version) implements ChangeVisitor {
  @Override
  public void balance(Address account, long[] limbs, int at) {
    withdraw(versions.account(account));
  }

  @Override
  public void nonce(Address account, long nonce) {
    withdraw(versions.account(account));
  }

  @Override
  public void code(Address account, Hash32 hash, Bytes code) {
    withdraw(versions.account(account));
  }

  @Override
  public void existence(Address account) {
    withdraw(versions.account(account));
  }

  @Override
  public void removal(Address account) {
    withdraw(versions.account(account));
  }

  @Override
  public void storage(Address account, long[] keys, int key, long[] values, int value) {
    withdraw(versions.slot(account, keys[key + 3], keys[key + 2], keys[key + 1], keys[key]));
  }

  private void withdraw(int location) {
    if (location != MultiVersionState.NO_LOCATION) {
      versions.withdraw(location, version);
    }
  }
}
