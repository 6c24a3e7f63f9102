package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;

/**
 * Notes what execution saw of a parent state that is a guess: as little as explains what it did.
 * {@link Footprint} compares it with the state as it turned out to be.
 */
final class Sightings {
  private static final int SAW_ALL_FIELDS =
      AccountTable.SAW_NONCE | AccountTable.SAW_BALANCE | AccountTable.SAW_CODE;

  private Sightings() {}

  // ---- noting

  /** Notes what tells whether the account is empty now. */
  static void emptiness(AccountTable accounts, int account) {
    int flags = accounts.flags[account];
    boolean hasNonce = accounts.nonce[account] != 0;
    boolean hasCode = !accounts.codeHash[account].equals(Keccak256.EMPTY);
    boolean hasBalance = !Limbs.isZero(accounts.balance, 4 * account);
    if ((hasNonce && (flags & AccountTable.SAW_NONCE) != 0)
        || (hasCode && (flags & AccountTable.SAW_CODE) != 0)
        || (hasBalance && (flags & AccountTable.SAW_BALANCE) != 0)) {
      return;
    }
    Account loaded = loaded(accounts, account);
    int gain = compare(accounts.balance, 4 * account, loaded.balance());
    if (gain > 0) {
      return; // what was added is there, whatever there was
    }
    boolean isUnchanged =
        gain == 0
            && accounts.nonce[account] == loaded.nonce()
            && accounts.codeHash[account].equals(loaded.codeHash());
    accounts.flags[account] |= isUnchanged ? AccountTable.SAW_EMPTINESS : SAW_ALL_FIELDS;
  }

  /** Notes that the balance was compared with a payment. */
  static void payment(AccountTable accounts, int account, boolean canPay, long[] value, int at) {
    int flags = accounts.flags[account];
    if ((flags & AccountTable.SAW_BALANCE) != 0) {
      return;
    }
    if (!canPay) {
      accounts.flags[account] |= AccountTable.SAW_BALANCE;
      return;
    }
    int own = 4 * account;
    long[] spare = accounts.spareBalance;
    boolean isFirst = (flags & AccountTable.SAW_SPARE_BALANCE) == 0;
    if (isFirst || isLessSpare(accounts.balance, value, at, spare, own)) {
      System.arraycopy(accounts.balance, own, spare, own, 4);
      Limbs.subtract(spare, own, value, at);
      accounts.flags[account] |= AccountTable.SAW_SPARE_BALANCE;
    }
  }

  /** Whether {@code balance - value} is less than {@code spare}; nothing of it wraps around. */
  private static boolean isLessSpare(long[] balance, long[] value, int at, long[] spare, int own) {
    long borrow = 0;
    long less = 0;
    for (int i = 0; i < 4; i++) {
      long a = balance[own + i];
      long b = value[at + i];
      long difference = a - b - borrow;
      borrow = ((~a & b) | ((~a | b) & difference)) >>> 63;
      long other = spare[own + i];
      long rest = difference - other - less;
      less = ((~difference & other) | ((~difference | other) & rest)) >>> 63;
    }
    return less != 0;
  }

  /** Shows what was seen of accounts. */
  static void visit(AccountTable accounts, SightingVisitor visitor) {
    for (int a = 0; a < accounts.size(); a++) {
      int flags = accounts.flags[a];
      Address address = accounts.address[a];
      if ((flags & AccountTable.SAW_NONCE) != 0) {
        visitor.nonce(address);
      }
      if ((flags & AccountTable.SAW_BALANCE) != 0) {
        visitor.balance(address);
      } else if ((flags & AccountTable.SAW_SPARE_BALANCE) != 0) {
        visitor.spareBalance(address, Limbs.get(accounts.spareBalance, 4 * a));
      }
      if ((flags & AccountTable.SAW_CODE) != 0) {
        visitor.code(address);
      }
      if ((flags & (AccountTable.SAW_EXISTENCE | AccountTable.SAW_EMPTINESS)) != 0) {
        visitor.existence(address);
      }
    }
  }

  /** The account's fields as loaded; those of an empty one where there was none. */
  static Account loaded(AccountTable accounts, int account) {
    Account loaded = accounts.parent[account];
    return loaded == null ? Account.EMPTY : loaded;
  }

  private static int compare(long[] limbs, int at, U256 value) {
    int order = Long.compareUnsigned(limbs[at + 3], value.l3());
    if (order == 0) {
      order = Long.compareUnsigned(limbs[at + 2], value.l2());
    }
    if (order == 0) {
      order = Long.compareUnsigned(limbs[at + 1], value.l1());
    }
    return order == 0 ? Long.compareUnsigned(limbs[at], value.l0()) : order;
  }
}
