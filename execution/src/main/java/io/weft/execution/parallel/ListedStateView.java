package io.weft.execution.parallel;

import io.weft.execution.parallel.ListedState.AccountEntry;
import io.weft.execution.parallel.ListedState.SlotEntry;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.SpeculativeView;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import org.jspecify.annotations.Nullable;

/** The state as a block's access list says that the steps before one leave it. */
final class ListedStateView implements SpeculativeView {
  private final ScheduleHook hook;
  private final int lane;
  private ListedState listed;
  private int step;
  private Dependencies dependencies = new Dependencies();
  private boolean isAsBeforeBlock;

  ListedStateView(ListedState listed, ScheduleHook hook, int lane) {
    this.listed = listed;
    this.hook = hook;
    this.lane = lane;
  }

  /**
   * Turns to a transaction, whose step is one more than its index.
   *
   * @param seen gets those that it depends on
   */
  void open(ListedState block, int transaction, Dependencies seen) {
    listed = block;
    dependencies = seen;
    seen.clear();
    step = transaction + 1;
  }

  @Override
  public boolean isAsBeforeBlock() {
    return isAsBeforeBlock;
  }

  @Override
  public @Nullable Account account(Address address) {
    hook.at(ScheduleHook.Point.READ, lane, step - 1);
    AccountEntry entry = listed.account(address);
    if (entry == null) {
      isAsBeforeBlock = true;
      return listed.parent().account(address);
    }
    Account before = listed.before(entry);
    Change<U256> balance = ListedState.latest(entry.changes.balanceChanges(), step);
    Change<Long> nonce = ListedState.latest(entry.changes.nonceChanges(), step);
    Change<Bytes> code = ListedState.latest(entry.changes.codeChanges(), step);
    isAsBeforeBlock = balance == null && nonce == null && code == null;
    if (isAsBeforeBlock) {
      return before;
    }
    if (code != null) {
      dependencies.add(code.index() - 1);
    }
    Account known = before == null ? Account.EMPTY : before;
    Account now =
        new Account(
            nonce == null ? known.nonce() : nonce.value(),
            balance == null ? known.balance() : balance.value(),
            code == null ? known.codeHash() : listed.codeHash(entry, code));
    return now.isEmpty() ? null : now;
  }

  @Override
  public U256 storage(Address address, U256 key) {
    hook.at(ScheduleHook.Point.READ, lane, step - 1);
    SlotEntry entry = listed.slot(address, key);
    Change<U256> change = entry == null ? null : ListedState.latest(entry.changes, step);
    int removal = listed.hasRemovals() ? removal(address) : -1;
    isAsBeforeBlock = change == null && removal < 0;
    dependencies.add(Math.max(removal, change == null ? 0 : change.index()) - 1);
    if (change != null && change.index() > removal) {
      return change.value();
    }
    if (removal >= 0) {
      return U256.ZERO;
    }
    return entry == null ? listed.parent().storage(address, key) : listed.before(entry);
  }

  private int removal(Address address) {
    AccountEntry entry = listed.account(address);
    return entry == null ? -1 : ListedState.removal(entry, step);
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return listed.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    AccountEntry entry = listed.account(address);
    int removal = entry == null ? -1 : ListedState.removal(entry, step);
    if (entry != null) {
      for (SlotChanges slot : entry.changes.storageChanges()) {
        Change<U256> change = ListedState.latest(slot.changes(), step);
        if (change != null && change.index() > removal && !change.value().isZero()) {
          return true;
        }
      }
    }
    return removal < 0 && listed.parent().hasStorage(address);
  }
}
