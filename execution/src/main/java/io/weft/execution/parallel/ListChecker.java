package io.weft.execution.parallel;

import io.weft.execution.parallel.ListedState.AccountEntry;
import io.weft.execution.parallel.ListedState.SlotEntry;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.AccessVisitor;
import io.weft.execution.state.JournaledState;
import io.weft.execution.types.BlockAccessList.Change;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what transactions accessed against the list of their block: each access must be listed,
 * each change with the value it left. That nothing else is listed is known once all changes that
 * were found so are as many as there are. Belongs to one worker.
 */
final class ListChecker implements AccessVisitor {
  private ListedState listed;
  private int step;
  private boolean isRight;
  private int changes;
  private @Nullable AccountEntry account;

  /** What is listed of the accounts that were shown, by their numbers. */
  private @Nullable AccountEntry[] shown = new @Nullable AccountEntry[64];

  ListChecker(ListedState listed) {
    this.listed = listed;
  }

  /** Starts over with the list of another block. */
  void open(ListedState another) {
    listed = another;
    changes = 0;
    account = null;
    Arrays.fill(shown, null);
  }

  /** Whether all that the transaction accessed is listed. */
  boolean check(JournaledState state, int transaction) {
    step = transaction + 1;
    isRight = true;
    state.accesses().visit(this);
    return isRight;
  }

  /** How many changes were found listed. */
  int changes() {
    return changes;
  }

  private void found(boolean isListed) {
    changes++;
    isRight &= isListed;
  }

  @Override
  public void account(int number, Address address) {
    AccountEntry entry = listed.account(address);
    account = entry;
    if (number >= shown.length) {
      shown = Arrays.copyOf(shown, 2 * number);
    }
    shown[number] = entry;
    if (entry == null) {
      isRight = false;
    } else {
      entry.access();
    }
  }

  @Override
  public void balance(long[] limbs, int at) {
    AccountEntry entry = account;
    found(entry != null && isEqual(valueAt(entry.changes.balanceChanges()), limbs, at));
  }

  @Override
  public void nonce(long nonce) {
    AccountEntry entry = account;
    Long value = entry == null ? null : valueAt(entry.changes.nonceChanges());
    found(value != null && value == nonce);
  }

  @Override
  public void code(Bytes code) {
    AccountEntry entry = account;
    Bytes value = entry == null ? null : valueAt(entry.changes.codeChanges());
    found(value != null && value.equals(code));
  }

  @Override
  public void removal(boolean hadNonceOrCode) {
    AccountEntry entry = account;
    if (entry == null || hadNonceOrCode) {
      isRight = false; // lists do not say what became of storage
    } else {
      entry.remove();
    }
  }

  @Override
  public void slot(int owner, long[] keys, int key) {
    SlotEntry slot = listed(owner, keys, key);
    if (slot == null) {
      isRight = false;
    } else {
      slot.access();
    }
  }

  @Override
  public void slot(int owner, long[] keys, int key, long[] values, int value) {
    SlotEntry slot = listed(owner, keys, key);
    found(slot != null && isEqual(valueAt(slot.changes), values, value));
  }

  private @Nullable SlotEntry listed(int owner, long[] keys, int at) {
    AccountEntry entry = shown[owner];
    return entry == null
        ? null
        : ListedState.slot(entry, keys[at], keys[at + 1], keys[at + 2], keys[at + 3]);
  }

  /** What this step is said to leave, or null where it is said to change nothing. */
  private <T> @Nullable T valueAt(List<Change<T>> listedChanges) {
    Change<T> change = ListedState.latest(listedChanges, step + 1);
    return change == null || change.index() != step ? null : change.value();
  }

  private static boolean isEqual(@Nullable U256 value, long[] limbs, int at) {
    return value != null
        && value.l0() == limbs[at]
        && value.l1() == limbs[at + 1]
        && value.l2() == limbs[at + 2]
        && value.l3() == limbs[at + 3];
  }
}
