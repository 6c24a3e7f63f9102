package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StaleRead.Kind;
import io.weft.execution.types.Account;
import org.jspecify.annotations.Nullable;

/**
 * What execution saw of a parent state that was a guess: noted as little as explains what it did,
 * and compared with the state as it turned out to be.
 *
 * <p>Money is compared least: a transaction that asked only whether an account can pay, and moved
 * amounts to and from it, does the same with any other balance that leaves as much to spare. So
 * neither fees, nor payments to and from one account, make transactions wait for each other.
 * Versions are never compared, only values: whoever wrote it, what reads the same is the same.
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

  // ---- comparing

  /** The first thing seen that is not so in {@code truth}, or null. Changes only what it loads. */
  static @Nullable StaleRead firstStale(JournaledState speculation, JournaledState truth) {
    AccountTable accounts = speculation.accounts;
    for (int a = 0; a < accounts.size(); a++) {
      if (accounts.loadedIn[a] != 0) {
        Kind stale = staleAccount(accounts, a, speculation.sawIndescribable, truth);
        if (stale != null) {
          return new StaleRead(stale, accounts.address[a], null);
        }
      }
    }
    SlotTable slots = speculation.slots;
    for (int s = 0; s < slots.size(); s++) {
      if (slots.source[s] != SlotTable.NOT_ASKED) {
        Address owner = accounts.address[slots.account[s]];
        if (!isSlotSame(slots, s, owner, truth)) {
          return new StaleRead(Kind.STORAGE, owner, Limbs.get(slots.key, 4 * s));
        }
      }
    }
    return null;
  }

  private static @Nullable Kind staleAccount(
      AccountTable accounts, int a, boolean sawIndescribable, JournaledState truth) {
    if (sawIndescribable) {
      return Kind.STORAGE;
    }
    int flags = accounts.flags[a];
    int t = truth.accounts.find(accounts.address[a]);
    if (t < 0 || truth.accounts.loadedIn[t] == 0) {
      if ((flags & AccountTable.AS_BEFORE_BLOCK) != 0) {
        return null; // nothing before it in the block has touched the account
      }
      t = truth.account(accounts.address[a]);
      truth.load(t);
    }
    Account loaded = loaded(accounts, a);
    AccountTable now = truth.accounts;
    if ((flags & AccountTable.SAW_NONCE) != 0 && now.nonce[t] != loaded.nonce()) {
      return Kind.NONCE;
    }
    if ((flags & AccountTable.SAW_CODE) != 0 && !now.codeHash[t].equals(loaded.codeHash())) {
      return Kind.CODE;
    }
    if (!Limbs.equal(now.balance, 4 * t, loaded.balance())
        && !isBalanceAsGood(accounts, a, loaded.balance(), now.balance, 4 * t)) {
      return Kind.BALANCE;
    }
    boolean existed = accounts.parent[a] != null;
    if ((flags & AccountTable.SAW_EXISTENCE) != 0 && truth.exists(t) != existed) {
      return Kind.EXISTENCE;
    }
    if ((flags & AccountTable.SAW_EMPTINESS) != 0 && truth.isEmpty(t) != loaded.isEmpty()) {
      return Kind.EXISTENCE;
    }
    int storage = flags & (AccountTable.SAW_STORAGE | AccountTable.SAW_NO_STORAGE);
    if (storage != 0 && truth.hasStorage(t) != ((storage & AccountTable.SAW_STORAGE) != 0)) {
      return Kind.STORAGE;
    }
    return null;
  }

  /** Whether a balance other than the loaded one changes nothing. */
  private static boolean isBalanceAsGood(
      AccountTable accounts, int a, U256 loaded, long[] now, int at) {
    int flags = accounts.flags[a];
    if ((flags & AccountTable.SAW_BALANCE) != 0 || (now[at + 3] | loaded.l3()) != 0) {
      return false;
    }
    if ((flags & AccountTable.SAW_SPARE_BALANCE) == 0 || compare(now, at, loaded) >= 0) {
      return true;
    }
    long[] missing = new long[4];
    Limbs.put(loaded, missing, 0);
    Limbs.subtract(missing, 0, now, at);
    return Limbs.compare(missing, 0, accounts.spareBalance, 4 * a) <= 0;
  }

  private static boolean isSlotSame(SlotTable slots, int s, Address owner, JournaledState truth) {
    int at = 4 * s;
    int account = truth.accounts.find(owner);
    int slot = -1;
    if (account >= 0) {
      long[] key = slots.key;
      slot = truth.slots.find(account, key[at + 3], key[at + 2], key[at + 1], key[at]);
    }
    if (slot < 0 || truth.slots.loadedIn[slot] == 0) {
      boolean isCleared =
          account >= 0 && (truth.accounts.flags[account] & AccountTable.STORAGE_CLEARED) != 0;
      if (slots.source[s] == SlotTable.AS_BEFORE_BLOCK && !isCleared) {
        return true; // nothing before it in the block has touched the slot
      }
      account = truth.account(owner);
      slot =
          truth.slot(
              account, slots.key[at + 3], slots.key[at + 2], slots.key[at + 1], slots.key[at]);
      truth.loadSlot(slot);
    }
    return Limbs.equal(slots.parent, at, truth.slots.value, 4 * slot);
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
