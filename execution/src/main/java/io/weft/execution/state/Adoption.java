package io.weft.execution.state;

import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;

/**
 * Carries over what one transaction changed on a guessed state to the state it comes after. Every
 * field is set to what the transaction left, except balances, which change by as much as it changed
 * them.
 */
final class Adoption {
  private Adoption() {}

  static void adopt(JournaledState from, JournaledState to) {
    AccountTable accounts = from.accounts;
    for (int a = 0; a < accounts.size(); a++) {
      if (accounts.loadedIn[a] != 0) {
        account(accounts, a, to);
      }
    }
    SlotTable slots = from.slots;
    for (int s = 0; s < slots.size(); s++) {
      boolean isChanged =
          slots.source[s] != SlotTable.NOT_ASKED
              && !Limbs.equal(slots.value, 4 * s, slots.parent, 4 * s);
      if (isChanged && !isRemoved(accounts, slots.account[s])) {
        slot(accounts, slots, s, to);
      }
    }
  }

  private static boolean isRemoved(AccountTable accounts, int account) {
    return (accounts.flags[account] & AccountTable.STORAGE_CLEARED) != 0;
  }

  private static void account(AccountTable accounts, int a, JournaledState to) {
    if (isRemoved(accounts, a)) {
      to.remove(counterpart(accounts, a, to));
      return;
    }
    Account loaded = Sightings.loaded(accounts, a);
    boolean sameNonce = accounts.nonce[a] == loaded.nonce();
    boolean sameBalance = Limbs.equal(accounts.balance, 4 * a, loaded.balance());
    boolean sameCode = accounts.codeHash[a].equals(loaded.codeHash());
    boolean exists = (accounts.flags[a] & AccountTable.EXISTS) != 0;
    boolean sameExistence = exists == (accounts.parent[a] != null);
    if (sameNonce && sameBalance && sameCode && sameExistence) {
      return;
    }
    int t = counterpart(accounts, a, to);
    AccountTable target = to.accounts;
    target.flags[t] |= AccountTable.EXISTS;
    if (!sameNonce) {
      target.nonce[t] = accounts.nonce[a];
    }
    if (!sameBalance) {
      U256 before = loaded.balance();
      Limbs.add(target.balance, 4 * t, accounts.balance, 4 * a);
      Limbs.subtract(target.balance, 4 * t, before);
    }
    if (!sameCode) {
      target.codeHash[t] = accounts.codeHash[a];
      target.code[t] = accounts.code[a];
    }
  }

  private static void slot(AccountTable accounts, SlotTable slots, int s, JournaledState to) {
    int at = 4 * s;
    int account = counterpart(accounts, slots.account[s], to);
    long[] key = slots.key;
    int t = to.slot(account, key[at + 3], key[at + 2], key[at + 1], key[at]);
    SlotTable target = to.slots;
    if (target.loadedIn[t] == 0) {
      boolean isCleared = isRemoved(to.accounts, account);
      if (slots.source[s] == SlotTable.AS_BEFORE_BLOCK && !isCleared) {
        target.source[t] = SlotTable.AS_BEFORE_BLOCK;
        target.loadedIn[t] = to.transaction();
        System.arraycopy(slots.parent, at, target.parent, 4 * t, 4);
      } else {
        to.loadSlot(t);
      }
    }
    System.arraycopy(slots.value, at, target.value, 4 * t, 4);
  }

  /** The account's number in {@code to}, loaded; nobody is asked for what is known already. */
  private static int counterpart(AccountTable accounts, int a, JournaledState to) {
    int t = to.account(accounts.address[a]);
    if (to.accounts.loadedIn[t] == 0 && (accounts.flags[a] & AccountTable.AS_BEFORE_BLOCK) != 0) {
      to.accounts.flags[t] |= AccountTable.AS_BEFORE_BLOCK;
      to.enter(t, accounts.parent[a]);
      to.accounts.loadedIn[t] = to.transaction();
    }
    to.load(t);
    return t;
  }
}
