package io.weft.execution.parallel;

import io.weft.execution.block.EmptyState;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.KeyedHash;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A block's access list made ready for look-ups: what each account and slot holds before each step
 * of the block, if the list is right. Accounts lie in an open-addressing table of whole keys under
 * a keyed hash, and so do the slots of each.
 *
 * <p>Workers divide the accounts among them and {@linkplain #enter enter} them; nobody looks
 * anything up before all have been entered. A cell of the table of accounts is taken by
 * compare-and-set; the slots of an account are entered by one worker.
 *
 * <p>An entry also remembers what the parent state said, so that all workers together ask it once,
 * and that somebody accessed it. Several may write there at the same time and write the same: the
 * values are immutable, so that whoever sees one sees all of it.
 */
final class ListedState {
  private static final VarHandle ENTRIES =
      MethodHandles.arrayElementVarHandle(AccountEntry[].class);
  private static final Object ABSENT = new Object();
  private static final AtomicReferenceArray<@Nullable Hash32> NO_CODES =
      new AtomicReferenceArray<>(0);
  private static final SlotEntry[] NO_SLOTS = new SlotEntry[0];

  /** That of no block. */
  static final ListedState NOTHING = new ListedState(BlockAccessList.EMPTY, EmptyState.INSTANCE);

  private final BlockAccessList list;
  private final StateView parent;

  /** Where look-ups find an account. */
  private final @Nullable AccountEntry[] cells;

  /** In the order of the list. */
  private final @Nullable AccountEntry[] entries;

  private final Map<Hash32, Bytes> codes = new ConcurrentHashMap<>();
  private volatile boolean isOutOfOrder;

  /** What is listed of an account or a slot. */
  sealed interface Entry {
    /**
     * Whether somebody accessed it, or must have: what is listed to change was accessed by whoever
     * made the change.
     */
    boolean isAccessed();
  }

  /** What the list says of an account. */
  static final class AccountEntry implements Entry {
    final AccountChanges changes;
    final Address address;
    final int changeCount;

    /** Those that changed, then those that were merely read. */
    final SlotEntry[] slots;

    /** Where look-ups find a slot. */
    private final @Nullable SlotEntry[] cells;

    /** Seen only once {@link ListedState#code} has the code. */
    private final AtomicReferenceArray<@Nullable Hash32> codeHashes;

    private @Nullable Object before;
    private boolean isAccessed;

    /** Whether at some time it was there no more, which no list says. */
    private boolean isRemoved;

    AccountEntry(AccountChanges changes) {
      this.changes = changes;
      address = changes.address();
      changeCount = countChanges(changes);
      isAccessed = changeCount > 0;
      int slotCount = changes.storageChanges().size() + changes.storageReads().size();
      slots = slotCount == 0 ? NO_SLOTS : new SlotEntry[slotCount];
      cells = slotCount == 0 ? NO_SLOTS : new @Nullable SlotEntry[capacity(slotCount)];
      int codes = changes.codeChanges().size();
      codeHashes = codes == 0 ? NO_CODES : new AtomicReferenceArray<>(codes);
    }

    int changedSlots() {
      return changes.storageChanges().size();
    }

    void access() {
      if (!isAccessed) {
        isAccessed = true;
      }
    }

    @Override
    public boolean isAccessed() {
      return isAccessed;
    }

    void remove() {
      isRemoved = true;
    }

    boolean isRemoved() {
      return isRemoved;
    }
  }

  /** What the list says of a slot of an account. */
  static final class SlotEntry implements Entry {
    final U256 key;
    final List<Change<U256>> changes;
    private @Nullable U256 before;
    private boolean isAccessed;

    SlotEntry(U256 key, List<Change<U256>> changes) {
      this.key = key;
      this.changes = changes;
      isAccessed = !changes.isEmpty();
    }

    void access() {
      if (!isAccessed) {
        isAccessed = true;
      }
    }

    @Override
    public boolean isAccessed() {
      return isAccessed;
    }
  }

  /** One of which nothing is entered yet. */
  ListedState(BlockAccessList list, StateView parent) {
    this.list = list;
    this.parent = parent;
    int accounts = list.accounts().size();
    cells = new @Nullable AccountEntry[capacity(accounts)];
    entries = new @Nullable AccountEntry[accounts];
  }

  BlockAccessList list() {
    return list;
  }

  /** The number of accounts listed. */
  int size() {
    return entries.length;
  }

  /** What the list says of one of its accounts. */
  AccountEntry entry(int number) {
    return Objects.requireNonNull(entries[number]);
  }

  private static int capacity(int entries) {
    return Integer.highestOneBit(2 * entries + 1) << 1;
  }

  // ---- entering

  /** Enters one of the listed accounts with all its slots. */
  void enter(int number) {
    List<AccountChanges> accounts = list.accounts();
    AccountChanges listed = accounts.get(number);
    AccountEntry entry = new AccountEntry(listed);
    boolean isInOrder =
        (number == 0 || accounts.get(number - 1).address().compareTo(listed.address()) < 0)
            && isInOrder(listed.balanceChanges())
            && isInOrder(listed.nonceChanges())
            && isInOrder(listed.codeChanges())
            && enterSlots(entry);
    if (!isInOrder) {
      isOutOfOrder = true;
    }
    entries[number] = entry;
    enter(entry);
  }

  private void enter(AccountEntry entry) {
    int mask = cells.length - 1;
    int cell = KeyedHash.address(entry.address) & mask;
    while (!ENTRIES.compareAndSet(cells, cell, null, entry)) {
      cell = (cell + 1) & mask;
    }
  }

  /** Whether they come in their order. */
  private boolean enterSlots(AccountEntry entry) {
    List<SlotChanges> changed = entry.changes.storageChanges();
    boolean isInOrder = true;
    U256 last = null;
    for (int i = 0; i < changed.size(); i++) {
      SlotChanges slot = changed.get(i);
      isInOrder &= last == null || last.compareTo(slot.slot()) < 0;
      isInOrder &= !slot.changes().isEmpty() && isInOrder(slot.changes());
      last = slot.slot();
      enter(entry, new SlotEntry(last, slot.changes()), i);
    }
    List<U256> read = entry.changes.storageReads();
    last = null;
    for (int i = 0; i < read.size(); i++) {
      U256 slot = read.get(i);
      isInOrder &= last == null || last.compareTo(slot) < 0;
      last = slot;
      enter(entry, new SlotEntry(slot, List.of()), changed.size() + i);
    }
    return isInOrder;
  }

  private static void enter(AccountEntry account, SlotEntry entry, int number) {
    @Nullable SlotEntry[] table = account.cells;
    U256 key = entry.key;
    int mask = table.length - 1;
    int cell = KeyedHash.slot(key.l0(), key.l1(), key.l2(), key.l3()) & mask;
    while (table[cell] != null) {
      cell = (cell + 1) & mask;
    }
    table[cell] = entry;
    account.slots[number] = entry;
  }

  private static <T> boolean isInOrder(List<Change<T>> listed) {
    for (int i = 1; i < listed.size(); i++) {
      if (listed.get(i - 1).index() >= listed.get(i).index()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether accounts, slots and changes come in their order, each once, and every changed slot with
   * a change, as in the one encoding of a list. Otherwise look-ups may miss what is there.
   */
  boolean isInOrder() {
    return !isOutOfOrder;
  }

  /** How many changes are listed of an account. */
  static int countChanges(AccountChanges account) {
    int count =
        account.balanceChanges().size()
            + account.nonceChanges().size()
            + account.codeChanges().size();
    List<SlotChanges> slots = account.storageChanges();
    for (int i = 0; i < slots.size(); i++) {
      count += slots.get(i).changes().size();
    }
    return count;
  }

  // ---- looking up

  /** What the list says of the account, or null where it says nothing. */
  @Nullable AccountEntry account(Address address) {
    int mask = cells.length - 1;
    int cell = KeyedHash.address(address) & mask;
    AccountEntry entry = cells[cell];
    while (entry != null && !entry.address.equals(address)) {
      cell = (cell + 1) & mask;
      entry = cells[cell];
    }
    return entry;
  }

  static @Nullable SlotEntry slot(AccountEntry account, U256 key) {
    return slot(account, key.l0(), key.l1(), key.l2(), key.l3());
  }

  /** The same for a slot, whose key comes in limbs, least significant first. */
  static @Nullable SlotEntry slot(AccountEntry account, long l0, long l1, long l2, long l3) {
    @Nullable SlotEntry[] table = account.cells;
    if (table.length == 0) {
      return null;
    }
    int mask = table.length - 1;
    int cell = KeyedHash.slot(l0, l1, l2, l3) & mask;
    SlotEntry entry = table[cell];
    while (entry != null
        && !(entry.key.l0() == l0
            && entry.key.l1() == l1
            && entry.key.l2() == l2
            && entry.key.l3() == l3)) {
      cell = (cell + 1) & mask;
      entry = table[cell];
    }
    return entry;
  }

  /**
   * How many of the changes come before a step. Their steps increase, so the one in place k is of
   * step k or later. Looking from there down finds at once what changes at nearly every step, as
   * the coinbase does, of which every transaction asks.
   */
  static <T> int countBefore(List<Change<T>> changes, int step) {
    int low = 0;
    int high = Math.min(changes.size(), step);
    int stride = 1;
    while (low < high) {
      int middle = Math.max((low + high) >>> 1, high - stride);
      if (changes.get(middle).index() < step) {
        low = middle + 1;
      } else {
        high = middle;
        stride *= 2;
      }
    }
    return low;
  }

  /** The last change before a step, or null. */
  static <T> @Nullable Change<T> latest(List<Change<T>> changes, int step) {
    int count = countBefore(changes, step);
    return count == 0 ? null : changes.get(count - 1);
  }

  // ---- values

  @Nullable Account before(AccountEntry entry) {
    Object known = entry.before;
    if (known == null) {
      Account account = parent.account(entry.address);
      known = account == null ? ABSENT : account;
      entry.before = known;
    }
    return known instanceof Account account ? account : null;
  }

  /** The account as the steps before one leave it, or null where it does not exist then. */
  @Nullable Account account(AccountEntry entry, int step) {
    Account before = before(entry);
    Change<U256> balance = latest(entry.changes.balanceChanges(), step);
    Change<Long> nonce = latest(entry.changes.nonceChanges(), step);
    int code = countBefore(entry.changes.codeChanges(), step) - 1;
    if (balance == null && nonce == null && code < 0) {
      return before;
    }
    Account known = before == null ? Account.EMPTY : before;
    Account now =
        new Account(
            nonce == null ? known.nonce() : nonce.value(),
            balance == null ? known.balance() : balance.value(),
            code < 0 ? known.codeHash() : codeHash(entry, code));
    return now.isEmpty() ? null : now;
  }

  U256 before(AccountEntry account, SlotEntry entry) {
    U256 known = entry.before;
    if (known == null) {
      known = parent.storage(account.address, entry.key);
      entry.before = known;
    }
    return known;
  }

  /** The hash of the code that a change of code left; from here on {@link #code} has it. */
  Hash32 codeHash(AccountEntry entry, int change) {
    Hash32 hash = entry.codeHashes.get(change);
    if (hash == null) {
      Bytes code = entry.changes.codeChanges().get(change).value();
      hash = Keccak256.hash32(code);
      codes.put(hash, code);
      entry.codeHashes.set(change, hash);
    }
    return hash;
  }

  Bytes code(Hash32 hash) {
    Bytes code = codes.get(hash);
    return code == null ? parent.code(hash) : code;
  }

  StateView parent() {
    return parent;
  }
}
