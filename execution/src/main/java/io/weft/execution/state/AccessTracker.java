package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.TransactionAccesses.AccountAccess;
import io.weft.execution.state.TransactionAccesses.SlotAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers which accounts and slots a transaction asked for, each once, with the fields of the
 * accounts as they were then, which is before any change of this transaction. What slots held the
 * table of slots knows anyway, since SSTORE prices by it.
 */
final class AccessTracker {
  private int[] accounts = new int[64];
  private long[] nonces = new long[64];
  private long[] balances = new long[4 * 64];
  private Hash32[] codeHashes = new Hash32[64];
  private boolean[] existed = new boolean[64];
  private int accountCount;

  private int[] slots = new int[64];
  private int slotCount;

  void clear() {
    accountCount = 0;
    slotCount = 0;
  }

  void addAccount(AccountTable table, int account) {
    int at = accountCount++;
    if (at == accounts.length) {
      accounts = Arrays.copyOf(accounts, 2 * at);
      nonces = Arrays.copyOf(nonces, 2 * at);
      balances = Arrays.copyOf(balances, 8 * at);
      codeHashes = Arrays.copyOf(codeHashes, 2 * at);
      existed = Arrays.copyOf(existed, 2 * at);
    }
    accounts[at] = account;
    nonces[at] = table.nonce[account];
    System.arraycopy(table.balance, 4 * account, balances, 4 * at, 4);
    codeHashes[at] = table.codeHash[account];
    existed[at] = exists(table, account);
  }

  void addSlot(int slot) {
    if (slotCount == slots.length) {
      slots = Arrays.copyOf(slots, 2 * slotCount);
    }
    slots[slotCount++] = slot;
  }

  TransactionAccesses accesses(JournaledState state, AccountTable table, SlotTable slotTable) {
    List<AccountAccess> accountAccesses = new ArrayList<>(accountCount);
    for (int i = 0; i < accountCount; i++) {
      accountAccesses.add(account(state, table, i));
    }
    List<SlotAccess> slotAccesses = new ArrayList<>(slotCount);
    for (int i = 0; i < slotCount; i++) {
      slotAccesses.add(slot(table, slotTable, slots[i]));
    }
    return new TransactionAccesses(accountAccesses, slotAccesses);
  }

  private AccountAccess account(JournaledState state, AccountTable table, int at) {
    int account = accounts[at];
    return new AccountAccess(
        table.address[account],
        hasBalanceChanged(table, at) ? Limbs.get(table.balance, 4 * account) : null,
        hasNonceChanged(table, at) ? (Long) table.nonce[account] : null,
        hasCodeChanged(table, at) ? state.code(account) : null);
  }

  private static SlotAccess slot(AccountTable table, SlotTable slotTable, int slot) {
    Address address = table.address[slotTable.account[slot]];
    U256 key = Limbs.get(slotTable.key, 4 * slot);
    boolean hasChanged = hasChanged(slotTable, slot);
    return new SlotAccess(address, key, hasChanged ? Limbs.get(slotTable.value, 4 * slot) : null);
  }

  void visit(AccessVisitor visitor, JournaledState state, AccountTable table, SlotTable slotTable) {
    for (int at = 0; at < accountCount; at++) {
      int account = accounts[at];
      visitor.account(table.address[account]);
      if (hasBalanceChanged(table, at)) {
        visitor.balance(table.balance, 4 * account);
      }
      if (hasNonceChanged(table, at)) {
        visitor.nonce(table.nonce[account]);
      }
      if (hasCodeChanged(table, at)) {
        visitor.code(state.code(account));
      }
      if (existed[at] && !exists(table, account)) {
        visitor.removal(hadNonceOrCode(at));
      }
    }
    for (int i = 0; i < slotCount; i++) {
      int slot = slots[i];
      Address address = table.address[slotTable.account[slot]];
      if (hasChanged(slotTable, slot)) {
        visitor.slot(address, slotTable.key, 4 * slot, slotTable.value, 4 * slot);
      } else {
        visitor.slot(address, slotTable.key, 4 * slot);
      }
    }
  }

  private static boolean exists(AccountTable table, int account) {
    return (table.flags[account] & AccountTable.EXISTS) != 0;
  }

  private boolean hadNonceOrCode(int at) {
    return nonces[at] != 0 || !codeHashes[at].equals(Keccak256.EMPTY);
  }

  private boolean hasBalanceChanged(AccountTable table, int at) {
    return !Limbs.equal(table.balance, 4 * accounts[at], balances, 4 * at);
  }

  private boolean hasNonceChanged(AccountTable table, int at) {
    return table.nonce[accounts[at]] != nonces[at];
  }

  private boolean hasCodeChanged(AccountTable table, int at) {
    return !table.codeHash[accounts[at]].equals(codeHashes[at]);
  }

  private static boolean hasChanged(SlotTable slots, int slot) {
    return slots.originalIn[slot] == slots.loadedIn[slot]
        && !Limbs.equal(slots.value, 4 * slot, slots.original, 4 * slot);
  }
}
