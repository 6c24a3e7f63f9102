package io.weft.execution.state;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.TransactionAccesses.AccountAccess;
import io.weft.execution.state.TransactionAccesses.SlotAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
    }
    accounts[at] = account;
    nonces[at] = table.nonce[account];
    System.arraycopy(table.balance, 4 * account, balances, 4 * at, 4);
    codeHashes[at] = table.codeHash[account];
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
    boolean sameBalance =
        Arrays.equals(table.balance, 4 * account, 4 * account + 4, balances, 4 * at, 4 * at + 4);
    boolean sameCode = table.codeHash[account].equals(codeHashes[at]);
    U256 balance = sameBalance ? null : Limbs.get(table.balance, 4 * account);
    Long nonce = table.nonce[account] == nonces[at] ? null : (Long) table.nonce[account];
    Bytes code = sameCode ? null : state.code(account);
    return new AccountAccess(table.address[account], balance, nonce, code);
  }

  private static SlotAccess slot(AccountTable table, SlotTable slotTable, int slot) {
    Address address = table.address[slotTable.account[slot]];
    U256 key = Limbs.get(slotTable.key, 4 * slot);
    @Nullable U256 written = null;
    boolean wasSet = slotTable.originalIn[slot] == slotTable.loadedIn[slot];
    if (wasSet
        && !Arrays.equals(
            slotTable.value, 4 * slot, 4 * slot + 4, slotTable.original, 4 * slot, 4 * slot + 4)) {
      written = Limbs.get(slotTable.value, 4 * slot);
    }
    return new SlotAccess(address, key, written);
  }
}
