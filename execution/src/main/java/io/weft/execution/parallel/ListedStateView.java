package io.weft.execution.parallel;

import io.weft.execution.parallel.ListedState.AccountEntry;
import io.weft.execution.parallel.ListedState.SlotEntry;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import org.jspecify.annotations.Nullable;

/** The state as a block's access list says that the steps before one leave it. */
final class ListedStateView implements StateView {
  private final ScheduleHook hook;
  private final int lane;
  private ListedState listed;
  private int step;
  private Dependencies dependencies = new Dependencies();

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
  public @Nullable Account account(Address address) {
    hook.at(ScheduleHook.Point.READ, lane, step - 1);
    AccountEntry entry = listed.account(address);
    if (entry == null) {
      return listed.parent().account(address);
    }
    Change<Bytes> code = ListedState.latest(entry.changes.codeChanges(), step);
    if (code != null) {
      dependencies.add(code.index() - 1);
    }
    return listed.account(entry, step);
  }

  @Override
  public U256 storage(Address address, U256 key) {
    hook.at(ScheduleHook.Point.READ, lane, step - 1);
    AccountEntry account = listed.account(address);
    SlotEntry entry = account == null ? null : ListedState.slot(account, key);
    if (account == null || entry == null) {
      return listed.parent().storage(address, key);
    }
    Change<U256> change = ListedState.latest(entry.changes, step);
    if (change == null) {
      return listed.before(account, entry);
    }
    dependencies.add(change.index() - 1);
    return change.value();
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return listed.code(codeHash);
  }

  @Override
  public boolean hasStorage(Address address) {
    AccountEntry entry = listed.account(address);
    if (entry != null) {
      for (SlotChanges slot : entry.changes.storageChanges()) {
        Change<U256> change = ListedState.latest(slot.changes(), step);
        if (change != null && !change.value().isZero()) {
          return true;
        }
      }
    }
    return listed.parent().hasStorage(address);
  }
}
