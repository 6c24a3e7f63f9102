package io.weft.execution.parallel;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.ChangeVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Enters the changes of a transaction as its version. What the fee recipient earns is left out:
 * every transaction changes it, hardly any asks.
 */
final class Publisher implements ChangeVisitor {
  private final MultiVersionState versions;
  private final MultiVersionState.Writer writer;
  private @Nullable Address feeRecipient;
  private int version;

  // Several fields of one account come in a row.
  private @Nullable Address lastAccount;
  private int lastLocation;

  private @Nullable Dependencies overwritten;

  Publisher(MultiVersionState versions) {
    this.versions = versions;
    writer = versions.newWriter();
  }

  Publisher writing(int newVersion, Address newFeeRecipient) {
    version = newVersion;
    feeRecipient = newFeeRecipient;
    overwritten = null;
    lastAccount = null;
    return this;
  }

  /**
   * The same.
   *
   * @param previous gets those whose slots are overwritten: who writes a slot has read it
   */
  Publisher writing(int newVersion, Address newFeeRecipient, Dependencies previous) {
    writing(newVersion, newFeeRecipient);
    overwritten = previous;
    return this;
  }

  @Override
  public void balance(Address account, long[] limbs, int at) {
    if (!account.equals(feeRecipient)) {
      writer.value(locate(account), version, limbs, at);
    }
  }

  @Override
  public void nonce(Address account, long nonce) {
    writer.nonce(locate(account), version, nonce);
  }

  @Override
  public void code(Address account, Hash32 hash, Bytes code) {
    writer.code(locate(account), version, hash, code);
  }

  @Override
  public void existence(Address account) {
    writer.mark(locate(account), version, MultiVersionState.EXISTENCE);
  }

  @Override
  public void removal(Address account) {
    writer.mark(locate(account), version, MultiVersionState.REMOVAL);
  }

  @Override
  public void storage(Address account, long[] keys, int key, long[] values, int value) {
    int location = versions.slot(account, keys[key + 3], keys[key + 2], keys[key + 1], keys[key]);
    if (overwritten != null && location != MultiVersionState.NO_LOCATION) {
      int node = versions.newest(location, version);
      overwritten.add(node == 0 ? -1 : versions.version(node) - 1);
    }
    writer.value(location, version, values, value);
  }

  private int locate(Address account) {
    if (!account.equals(lastAccount)) {
      lastAccount = account;
      lastLocation = versions.account(account);
    }
    return lastLocation;
  }
}
