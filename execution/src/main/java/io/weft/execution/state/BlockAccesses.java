package io.weft.execution.state;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.KeyOrder;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessListWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What the steps of a block accessed, and what each of them left there: of this the block's access
 * list is made (EIP-7928). Accounts and slots go by their numbers in the block's state, so that
 * nothing has to be looked up, and values are taken from there.
 *
 * <pre>
 *   account  whether accessed | latest change of its balance, of its nonce, of its code
 *   slot     latest change, or that it was accessed
 *   change   the step | the change before it | the value left: four limbs, a nonce or which code
 * </pre>
 *
 * From the latest change of a value one comes to the first: the order in which a list is written
 * from its end. Steps are noted in the order of the block; of several with one number the last to
 * change a value counts. It does not matter who executed them.
 *
 * <p>Columns are used again and forgotten as far as they were used. One thread owns an instance.
 */
final class BlockAccesses {
  /** In place of a change: there is none. */
  private static final int NONE = 0;

  /** In place of a slot's change: there is none, but it was accessed. */
  private static final int ACCESSED = 1;

  private static final int FIRST_CHANGE = 2;

  // Where in an account's words.
  private static final int WORDS = 4;
  private static final int BALANCE = 1;
  private static final int NONCE = 2;
  private static final int CODE = 3;

  private final AccountTable accounts;
  private final SlotTable slots;

  /** The words of accounts below {@link #accountEnd}, and of slots below {@link #slotEnd}. */
  private int[] ofAccount = new int[WORDS * 64];

  private int accountEnd;
  private int[] ofSlot = new int[128];
  private int slotEnd;

  private int changeEnd = FIRST_CHANGE;
  private int[] step = new int[128];
  private int[] previous = new int[128];
  private long[] value = new long[4 * 128];
  private final List<Bytes> codes = new ArrayList<>();

  // Of use while a list is made: the numbers of accounts, of slots of one, and their orders.
  private int[] listed = new int[64];
  private int[] listedSlots = new int[16];
  private final KeyOrder order = new KeyOrder();
  private final KeyOrder slotOrder = new KeyOrder();
  private final BlockAccessListWriter out = new BlockAccessListWriter();

  BlockAccesses(AccountTable accounts, SlotTable slots) {
    this.accounts = accounts;
    this.slots = slots;
  }

  /** Forgets all steps; to be told when accounts and slots lose their numbers. */
  void clear() {
    if (accountEnd == 0) {
      return;
    }
    Arrays.fill(ofAccount, 0, WORDS * accountEnd, 0);
    Arrays.fill(ofSlot, 0, slotEnd, NONE);
    accountEnd = 0;
    slotEnd = 0;
    changeEnd = FIRST_CHANGE;
    codes.clear();
  }

  // ---- noting

  /** The account was accessed; to be noted before anything that changed of it. */
  void account(int account) {
    if (account >= accountEnd) {
      accountEnd = account + 1;
      if (WORDS * accountEnd > ofAccount.length) {
        ofAccount = Arrays.copyOf(ofAccount, 2 * WORDS * accountEnd);
      }
    }
    ofAccount[WORDS * account] = ACCESSED;
  }

  /** A step left the account with the balance that it has. */
  void balance(int account, int atStep) {
    int change = changeOfAccount(WORDS * account + BALANCE, atStep);
    System.arraycopy(accounts.balance, 4 * account, value, 4 * change, 4);
  }

  /** The same of its nonce. */
  void nonce(int account, int atStep) {
    int change = changeOfAccount(WORDS * account + NONCE, atStep);
    value[4 * change] = accounts.nonce[account];
  }

  /** The same of its code. */
  void code(int account, int atStep) {
    int change = changeOfAccount(WORDS * account + CODE, atStep);
    value[4 * change] = codes.size();
    codes.add(Objects.requireNonNull(accounts.code[account]));
  }

  private int changeOfAccount(int word, int atStep) {
    int change = change(ofAccount[word], atStep);
    ofAccount[word] = change;
    return change;
  }

  /** The slot was accessed; so was its account. */
  void slot(int slot) {
    makeRoomFor(slot);
    if (ofSlot[slot] == NONE) {
      ofSlot[slot] = ACCESSED;
    }
  }

  /** A step left the slot with the value that it has. */
  void value(int slot, int atStep) {
    makeRoomFor(slot);
    int change = change(ofSlot[slot], atStep);
    ofSlot[slot] = change;
    System.arraycopy(slots.value, 4 * slot, value, 4 * change, 4);
  }

  private void makeRoomFor(int slot) {
    if (slot >= slotEnd) {
      slotEnd = slot + 1;
      if (slotEnd > ofSlot.length) {
        ofSlot = Arrays.copyOf(ofSlot, 2 * slotEnd);
      }
    }
  }

  /** The change that a step makes to a value which was last changed by {@code latest}. */
  private int change(int latest, int atStep) {
    if (latest >= FIRST_CHANGE && step[latest] == atStep) {
      return latest;
    }
    int change = changeEnd++;
    if (change == step.length) {
      step = Arrays.copyOf(step, 2 * change);
      previous = Arrays.copyOf(previous, 2 * change);
      value = Arrays.copyOf(value, 8 * change);
    }
    step[change] = atStep;
    previous[change] = latest;
    return change;
  }

  // ---- making the list

  /** The list of all steps so far. */
  BlockAccessList toList() {
    int count = sortAccounts();
    out.clear();
    int all = out.open();
    for (int i = count - 1; i >= 0; i--) {
      write(listed[order.at(i)]);
    }
    out.close(all);
    return out.toList();
  }

  /** Puts those that were accessed in {@link #order}; how many they are. */
  private int sortAccounts() {
    int count = 0;
    order.clear();
    for (int a = 0; a < accountEnd; a++) {
      if (ofAccount[WORDS * a] == ACCESSED) {
        if (count == listed.length) {
          listed = Arrays.copyOf(listed, 2 * count);
        }
        listed[count++] = a;
        order.add(accounts.address[a]);
      }
    }
    order.sort();
    return count;
  }

  /** Writes the fields of an account from the last to the first. */
  private void write(int account) {
    int word = WORDS * account;
    int fields = out.open();
    int field = fields;
    for (int c = ofAccount[word + CODE]; c != NONE; c = previous[c]) {
      out.change(step[c], codes.get((int) value[4 * c]));
    }
    out.close(field);
    field = out.open();
    for (int c = ofAccount[word + NONCE]; c != NONE; c = previous[c]) {
      out.change(step[c], value[4 * c]);
    }
    out.close(field);
    writeValues(ofAccount[word + BALANCE]);
    writeSlots(account);
    out.address(accounts.address[account]);
    out.close(fields);
  }

  private void writeValues(int latest) {
    int values = out.open();
    for (int c = latest; c >= FIRST_CHANGE; c = previous[c]) {
      out.change(step[c], value, 4 * c);
    }
    out.close(values);
  }

  /** Writes the slots that were merely read, and before them those that changed. */
  private void writeSlots(int account) {
    int count = sortSlots(account);
    int field = out.open();
    for (int i = count - 1; i >= 0; i--) {
      int slot = listedSlots[slotOrder.at(i)];
      if (ofSlot[slot] == ACCESSED) {
        out.slot(slots.key, 4 * slot);
      }
    }
    out.close(field);
    field = out.open();
    for (int i = count - 1; i >= 0; i--) {
      int slot = listedSlots[slotOrder.at(i)];
      if (ofSlot[slot] >= FIRST_CHANGE) {
        int fields = out.open();
        writeValues(ofSlot[slot]);
        out.slot(slots.key, 4 * slot);
        out.close(fields);
      }
    }
    out.close(field);
  }

  /** Puts those of the account that were accessed in {@link #slotOrder}; how many they are. */
  private int sortSlots(int account) {
    int count = 0;
    slotOrder.clear();
    for (int s = accounts.firstSlot[account]; s != AccountTable.NO_SLOT; s = slots.next[s]) {
      if (s < slotEnd && ofSlot[s] != NONE) {
        if (count == listedSlots.length) {
          listedSlots = Arrays.copyOf(listedSlots, 2 * count);
        }
        listedSlots[count++] = s;
        int at = 4 * s;
        slotOrder.add(slots.key[at + 3], slots.key[at + 2], slots.key[at + 1], slots.key[at]);
      }
    }
    if (count > 0) {
      slotOrder.sort();
    }
    return count;
  }
}
