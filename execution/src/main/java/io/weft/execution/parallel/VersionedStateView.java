package io.weft.execution.parallel;

import io.weft.execution.block.EmptyState;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.SpeculativeView;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import org.jspecify.annotations.Nullable;

/**
 * The state as the transactions before one are expected to leave it: of each field the newest
 * version below its own, else what was before the block. The sender's nonce is expected to be the
 * transaction's own, whatever came before, so that transactions of one sender do not wait for each
 * other.
 *
 * <p>What is read is noted for those who want to know whether a speculation can still succeed.
 */
final class VersionedStateView implements SpeculativeView {
  /** What an account has and a version can hold. */
  private static final int FIELDS =
      MultiVersionState.VALUE | MultiVersionState.NONCE | MultiVersionState.CODE;

  private final MultiVersionState versions;
  private final ScheduleHook hook;
  private final int lane;

  private StateView parent;
  private int transaction;
  private @Nullable Address sender;
  private long senderNonce;
  private Dependencies dependencies = new Dependencies();
  private Reads reads = new Reads();
  private boolean isAsBeforeBlock;

  /**
   * Given by the holder of the frontier or the end of the block, polled here and by whatever else
   * executes the speculation. One that was given is never taken back, since it may come late and be
   * meant for the speculation before: then it ends this one as well, which proves nothing.
   */
  private volatile StopSignal stop = new StopSignal();

  VersionedStateView(MultiVersionState versions, StateView parent, ScheduleHook hook, int lane) {
    this.versions = versions;
    this.parent = parent;
    this.hook = hook;
    this.lane = lane;
  }

  /**
   * Starts over for a transaction of the block on {@code newParent}.
   *
   * @param speculation gets what it depends on
   */
  void open(StateView newParent, int newTransaction, Speculation speculation) {
    dependencies = speculation.dependencies;
    dependencies.clear();
    reads = speculation.reads;
    reads.clear();
    parent = newParent;
    transaction = newTransaction;
    sender = null;
    if (stop.isStopped()) {
      stop = new StopSignal();
    }
  }

  /** By which the speculation is ended. */
  StopSignal stop() {
    return stop;
  }

  /** Lets go of the block. */
  void release() {
    parent = EmptyState.INSTANCE;
  }

  /** Expects of the sender what the transaction itself says. */
  void expect(@Nullable Address newSender, long nonce) {
    sender = newSender;
    senderNonce = nonce;
  }

  /** Ends the speculation, whose result nobody waits for any more. */
  void abandon() {
    stop.stop();
  }

  private void arrive() {
    hook.at(ScheduleHook.Point.READ, lane, transaction);
    stop.requireNotStopped();
  }

  @Override
  public boolean isAsBeforeBlock() {
    return isAsBeforeBlock;
  }

  @Override
  public @Nullable Account account(Address address) {
    arrive();
    int location = versions.account(address);
    isAsBeforeBlock = true;
    Account account = accountBefore(location, address);
    if (location != MultiVersionState.NO_LOCATION) {
      int node = versions.newest(location, transaction + 1);
      reads.addAccount(location, node);
      if (node != 0) {
        isAsBeforeBlock = false;
        account = resolve(account, location, node);
      }
    }
    if (address.equals(sender)) {
      long nonce = account == null ? 0 : account.nonce();
      if (nonce != senderNonce) {
        isAsBeforeBlock = false;
        Account known = account == null ? Account.EMPTY : account;
        account = new Account(senderNonce, known.balance(), known.codeHash());
      }
    }
    return account;
  }

  private @Nullable Account accountBefore(int location, Address address) {
    if (location == MultiVersionState.NO_LOCATION) {
      return parent.account(address);
    }
    if (!versions.knowsBefore(location)) {
      versions.setAccountBefore(location, parent.account(address));
    }
    return versions.accountBefore(location);
  }

  /** The account with the newest version of each field, {@code newest} being the first node. */
  private @Nullable Account resolve(@Nullable Account before, int location, int newest) {
    // A list is as long as there are transactions that wrote here, so it is left as soon as nothing
    // more can be in it. Nearly no account's code is ever written.
    int ever = versions.fieldsEver(location);
    int wanted = (ever & MultiVersionState.REMOVAL) != 0 ? FIELDS : ever & FIELDS;
    int found = 0;
    U256 balance = U256.ZERO;
    long nonce = 0;
    Hash32 codeHash = Account.EMPTY.codeHash();
    boolean isRemoved = false;
    for (int node = newest;
        node != 0 && (wanted & ~found) != 0 && !isRemoved;
        node = versions.newestAfter(node, transaction + 1)) {
      int fields = versions.fields(node);
      int added = fields & ~found;
      if ((added & MultiVersionState.VALUE) != 0) {
        balance = versions.value(node);
      }
      if ((added & MultiVersionState.NONCE) != 0) {
        nonce = versions.nonce(node);
      }
      if ((added & MultiVersionState.CODE) != 0) {
        Hash32 written = versions.codeHash(node);
        codeHash = written == null ? codeHash : written;
        dependencies.add(versions.version(node) - 1);
      }
      found |= fields;
      isRemoved = (fields & MultiVersionState.REMOVAL) != 0;
      if (isRemoved && node == newest) {
        return null;
      }
    }
    if (before != null && !isRemoved) {
      balance = (found & MultiVersionState.VALUE) == 0 ? before.balance() : balance;
      nonce = (found & MultiVersionState.NONCE) == 0 ? before.nonce() : nonce;
      codeHash = (found & MultiVersionState.CODE) == 0 ? before.codeHash() : codeHash;
    }
    return new Account(nonce, balance, codeHash);
  }

  @Override
  public U256 storage(Address address, U256 key) {
    arrive();
    int location = versions.slot(address, key.l3(), key.l2(), key.l1(), key.l0());
    isAsBeforeBlock = true;
    if (location == MultiVersionState.NO_LOCATION) {
      return parent.storage(address, key);
    }
    int node = versions.newest(location, transaction + 1);
    int removal = versions.hasRemovals() ? newestRemoval(address) : -1;
    if (node != 0 && versions.version(node) > removal) {
      isAsBeforeBlock = false;
      dependencies.add(versions.version(node) - 1);
      U256 written = versions.value(node);
      reads.addSlot(location, node, MultiVersionState.hash(written));
      return written;
    }
    if (removal >= 0) {
      isAsBeforeBlock = false;
      dependencies.add(removal - 1);
      return U256.ZERO;
    }
    U256 value = versions.slotBefore(location);
    if (value == null) {
      value = parent.storage(address, key);
      versions.setSlotBefore(location, value);
    }
    reads.addSlot(location, 0, MultiVersionState.hash(value));
    return value;
  }

  /** The version in which the account was last removed, or -1. */
  private int newestRemoval(Address address) {
    int location = versions.account(address);
    if (location == MultiVersionState.NO_LOCATION) {
      return -1;
    }
    int node = versions.newest(location, transaction + 1);
    while (node != 0 && (versions.fields(node) & MultiVersionState.REMOVAL) == 0) {
      node = versions.newestAfter(node, transaction + 1);
    }
    return node == 0 ? -1 : versions.version(node);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    Bytes code = versions.code(codeHash);
    return code != null ? code : parent.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    return parent.hasStorage(address) && !(versions.hasRemovals() && newestRemoval(address) >= 0);
  }
}
