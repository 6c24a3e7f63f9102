package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.types.BlockAccessList;
import java.util.Arrays;
import java.util.Objects;

/**
 * Remembers which accounts and slots a transaction asked for, each once, with the fields of the
 * accounts as they were then, which is before any change of this transaction. What slots held the
 * table of slots knows anyway, since SSTORE prices by it. To be asked once the transaction is
 * finished, for what changed is what differs then.
 */
public final class AccessTracker {
  private final AccountTable table;
  private final SlotTable slotTable;
  private final BlockAccesses ofBlock;

  private int[] accounts = new int[64];
  private long[] nonces = new long[64];
  private long[] balances = new long[4 * 64];
  private Hash32[] codeHashes = new Hash32[64];
  private boolean[] existed = new boolean[64];
  private int accountCount;

  private int[] slots = new int[64];
  private int slotCount;

  AccessTracker(AccountTable accounts, SlotTable slots) {
    table = accounts;
    slotTable = slots;
    ofBlock = new BlockAccesses(accounts, slots);
  }

  /** Starts over for another transaction. */
  void clear() {
    accountCount = 0;
    slotCount = 0;
  }

  void addAccount(int account) {
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
    existed[at] = exists(account);
  }

  void addSlot(int slot) {
    if (slotCount == slots.length) {
      slots = Arrays.copyOf(slots, 2 * slotCount);
    }
    slots[slotCount++] = slot;
  }

  BlockAccesses ofBlock() {
    return ofBlock;
  }

  /**
   * Notes as a step of a block what the transaction accessed, and what of it has another value now
   * than when it began; what was reverted stays accessed.
   *
   * @param step 0 before the first transaction, then 1 to n, n+1 after the last; never less than
   *     before. Of several steps with one number the last to change a value counts
   */
  public void note(int step) {
    for (int at = 0; at < accountCount; at++) {
      int account = accounts[at];
      ofBlock.account(account);
      if (hasBalanceChanged(at)) {
        ofBlock.balance(account, step);
      }
      if (hasNonceChanged(at)) {
        ofBlock.nonce(account, step);
      }
      if (hasCodeChanged(at)) {
        ofBlock.code(account, step);
      }
    }
    for (int i = 0; i < slotCount; i++) {
      int slot = slots[i];
      if (hasChanged(slot)) {
        ofBlock.value(slot, step);
      } else {
        ofBlock.slot(slot);
      }
    }
  }

  /** What the steps of the block accessed that were noted so far. */
  public BlockAccessList list() {
    return ofBlock.toList();
  }

  /** Shows what the transaction accessed, as {@link #note} would note it. */
  public void visit(AccessVisitor visitor) {
    for (int at = 0; at < accountCount; at++) {
      int account = accounts[at];
      visitor.account(account, table.address[account]);
      if (hasBalanceChanged(at)) {
        visitor.balance(table.balance, 4 * account);
      }
      if (hasNonceChanged(at)) {
        visitor.nonce(table.nonce[account]);
      }
      if (hasCodeChanged(at)) {
        visitor.code(Objects.requireNonNull(table.code[account]));
      }
      if (existed[at] && !exists(account)) {
        visitor.removal(hadNonceOrCode(at));
      }
    }
    for (int i = 0; i < slotCount; i++) {
      int slot = slots[i];
      int account = slotTable.account[slot];
      if (hasChanged(slot)) {
        visitor.slot(account, slotTable.key, 4 * slot, slotTable.value, 4 * slot);
      } else {
        visitor.slot(account, slotTable.key, 4 * slot);
      }
    }
  }

  private boolean exists(int account) {
    return (table.flags[account] & AccountTable.EXISTS) != 0;
  }

  private boolean hadNonceOrCode(int at) {
    return nonces[at] != 0 || !codeHashes[at].equals(Keccak256.EMPTY);
  }

  private boolean hasBalanceChanged(int at) {
    return !Limbs.equal(table.balance, 4 * accounts[at], balances, 4 * at);
  }

  private boolean hasNonceChanged(int at) {
    return table.nonce[accounts[at]] != nonces[at];
  }

  private boolean hasCodeChanged(int at) {
    return !table.codeHash[accounts[at]].equals(codeHashes[at]);
  }

  private boolean hasChanged(int slot) {
    return slotTable.originalIn[slot] == slotTable.loadedIn[slot]
        && !Limbs.equal(slotTable.value, 4 * slot, slotTable.original, 4 * slot);
  }
}
