package io.weft.execution.parallel;

import io.weft.execution.block.ListedBlock;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.parallel.ListedState.AccountEntry;
import io.weft.execution.parallel.ListedState.Entry;
import io.weft.execution.parallel.ListedState.SlotEntry;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateDiff.AccountDiff;
import io.weft.execution.state.StateDiff.SlotDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What a block comes to whose transactions were executed by its access list: whether the list is
 * right, and then what the block changed, which is what the list says. Workers divide the accounts
 * among them and {@linkplain #conclude} them once all transactions are executed; the rest belongs
 * to whoever executes the block, when they have.
 */
final class ListedOutcome implements ListedBlock {
  private final ListedState listed;

  /** How many of the changes listed the transactions did not make. */
  private int changesLeft;

  /** How each listed account changed; each written by one worker. */
  private final @Nullable AccountDiff[] diffs;

  private final Map<Hash32, Bytes> newCodes = new ConcurrentSkipListMap<>();

  /** What no transaction accessed: hardly anything, in a list that is right. */
  private final Queue<Entry> unaccessed = new ConcurrentLinkedQueue<>();

  ListedOutcome(ListedState listed) {
    this.listed = listed;
    diffs = new @Nullable AccountDiff[listed.size()];
  }

  @Override
  public BlockAccessList list() {
    return listed.list();
  }

  @Override
  public StateView stateAfter(int transactions) {
    ListedStateView view = new ListedStateView(listed, ScheduleHook.NONE, 0);
    view.open(listed, transactions, new Dependencies());
    return view;
  }

  /** All transactions accessed only what is listed, and made all but so many of the changes. */
  void remain(int changes) {
    changesLeft = changes;
  }

  @Override
  public boolean isRight(List<BlockAccessList> others) {
    int changesOfOthers = 0;
    for (BlockAccessList some : others) {
      for (AccountChanges other : some.accounts()) {
        if (!isListed(other)) {
          return false;
        }
        changesOfOthers += ListedState.countChanges(other);
      }
    }
    return changesOfOthers == changesLeft && isAllAccessed();
  }

  private boolean isListed(AccountChanges other) {
    AccountEntry entry = listed.account(other.address());
    if (entry == null
        || mayRemove(entry)
        || !entry.changes.balanceChanges().containsAll(other.balanceChanges())
        || !entry.changes.nonceChanges().containsAll(other.nonceChanges())
        || !entry.changes.codeChanges().containsAll(other.codeChanges())
        || !areListed(entry, other)) {
      return false;
    }
    entry.access();
    return true;
  }

  /** Whether an account is there that has nothing; then accesses do not say if it stays. */
  private boolean mayRemove(AccountEntry entry) {
    Account before = listed.before(entry);
    return before != null && before.isEmpty();
  }

  private static boolean areListed(AccountEntry account, AccountChanges other) {
    for (SlotChanges slot : other.storageChanges()) {
      SlotEntry entry = ListedState.slot(account, slot.slot());
      if (entry == null || !entry.changes.containsAll(slot.changes())) {
        return false;
      }
    }
    for (U256 slot : other.storageReads()) {
      SlotEntry entry = ListedState.slot(account, slot);
      if (entry == null) {
        return false;
      }
      entry.access();
    }
    return true;
  }

  /** What nobody had accessed when it was concluded, others must have accessed. */
  private boolean isAllAccessed() {
    for (Entry entry : unaccessed) {
      if (!entry.isAccessed()) {
        return false;
      }
    }
    return true;
  }

  // ---- concluding

  /**
   * Finds what the block changed of one of the listed accounts, if the list is right, and what of
   * it no transaction accessed; any thread may, once all are executed.
   *
   * @return how many changes are listed of it
   */
  int conclude(int number) {
    AccountEntry entry = listed.entry(number);
    noteUnaccessed(entry);
    diffs[number] = diff(entry);
    return entry.changeCount;
  }

  private void noteUnaccessed(AccountEntry entry) {
    if (!entry.isAccessed()) {
      unaccessed.add(entry);
    }
    for (int s = entry.changedSlots(); s < entry.slots.length; s++) {
      if (!entry.slots[s].isAccessed()) {
        unaccessed.add(entry.slots[s]);
      }
    }
  }

  private @Nullable AccountDiff diff(AccountEntry entry) {
    AccountChanges said = entry.changes;
    if (entry.changeCount == 0 && !entry.isRemoved()) {
      return null;
    }
    List<SlotDiff> slotDiffs = slotDiffs(entry);
    Account before = listed.before(entry);
    Account left = listed.account(entry, Integer.MAX_VALUE);
    Account after = entry.isRemoved() && left != null && left.isEmpty() ? null : left;
    if (Objects.equals(after, before) && slotDiffs.isEmpty() && !entry.isRemoved()) {
      return null;
    }
    if (after != null
        && !after.codeHash().equals(Keccak256.EMPTY)
        && (before == null || !before.codeHash().equals(after.codeHash()))) {
      newCodes.put(after.codeHash(), listed.code(after.codeHash()));
    }
    return new AccountDiff(said.address(), before, after, entry.isRemoved(), slotDiffs);
  }

  private List<SlotDiff> slotDiffs(AccountEntry entry) {
    int changed = entry.changedSlots();
    if (changed == 0) {
      return List.of();
    }
    SlotDiff[] found = new SlotDiff[changed];
    int count = 0;
    for (int s = 0; s < changed; s++) {
      SlotEntry slot = entry.slots[s];
      U256 before = listed.before(entry, slot);
      U256 after = slot.changes.getLast().value();
      if (!after.equals(before)) {
        found[count++] = new SlotDiff(slot.key, before, after);
      }
    }
    return List.of(count == changed ? found : Arrays.copyOf(found, count));
  }

  @Override
  public StateDiff diff() {
    int count = 0;
    for (AccountDiff diff : diffs) {
      count += diff == null ? 0 : 1;
    }
    if (count == 0) {
      return StateDiff.EMPTY;
    }
    AccountDiff[] found = new AccountDiff[count];
    int next = 0;
    for (AccountDiff diff : diffs) {
      if (diff != null) {
        found[next++] = diff;
      }
    }
    return new StateDiff(List.of(found), newCodes);
  }
}
