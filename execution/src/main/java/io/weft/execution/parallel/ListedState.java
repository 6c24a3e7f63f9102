package io.weft.execution.parallel;

import io.weft.execution.block.ListedBlock;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
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
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A block's access list made ready for look-ups: what each account and slot holds before each step
 * of the block, if the list is right. Two open-addressing tables of whole keys under a keyed hash,
 * filled once and then read by all workers.
 *
 * <p>An entry also remembers what the parent state said, so that all workers together ask it once,
 * and that somebody accessed it. Several may write there at the same time and write the same: the
 * values are immutable, so that whoever sees one sees all of it.
 */
final class ListedState implements ListedBlock {
  private static final Object ABSENT = new Object();
  private static final AtomicReferenceArray<@Nullable Hash32> NO_CODES =
      new AtomicReferenceArray<>(0);

  private final BlockAccessList list;
  private final StateView parent;
  private final long hashKey;
  private final @Nullable AccountEntry[] accounts;
  private final @Nullable SlotEntry[] slots;
  private final List<AccountEntry> entries;
  private final Map<Hash32, Bytes> codes = new ConcurrentHashMap<>();
  private int changes;
  private boolean isInOrder = true;
  private int changesOfTransactions;

  /** What the list says of an account. */
  static final class AccountEntry {
    final AccountChanges changes;
    final SlotEntry[] changedSlots;

    /** Seen only once {@link ListedState#code} has the code. */
    private final AtomicReferenceArray<@Nullable Hash32> codeHashes;

    private @Nullable Object before;
    private boolean isAccessed;

    /** Whether at some time it was there no more, which no list says. */
    private boolean isRemoved;

    AccountEntry(AccountChanges changes) {
      this.changes = changes;
      changedSlots = new SlotEntry[changes.storageChanges().size()];
      int codes = changes.codeChanges().size();
      codeHashes = codes == 0 ? NO_CODES : new AtomicReferenceArray<>(codes);
    }

    void access() {
      if (!isAccessed) {
        isAccessed = true;
      }
    }

    void remove() {
      isRemoved = true;
    }
  }

  /** What the list says of a slot. */
  static final class SlotEntry {
    final AccountEntry account;
    final U256 key;
    final List<Change<U256>> changes;
    private @Nullable U256 before;
    private boolean isAccessed;

    SlotEntry(AccountEntry account, U256 key, List<Change<U256>> changes) {
      this.account = account;
      this.key = key;
      this.changes = changes;
    }

    void access() {
      if (!isAccessed) {
        isAccessed = true;
      }
    }
  }

  ListedState(BlockAccessList list, StateView parent, long hashKey) {
    this.list = list;
    this.parent = parent;
    this.hashKey = hashKey;
    int slotCount = 0;
    for (AccountChanges account : list.accounts()) {
      slotCount += account.storageChanges().size() + account.storageReads().size();
    }
    accounts = new @Nullable AccountEntry[capacity(list.accounts().size())];
    slots = new @Nullable SlotEntry[capacity(slotCount)];
    entries = new ArrayList<>(list.accounts().size());
    Address last = null;
    for (AccountChanges account : list.accounts()) {
      isInOrder &= last == null || last.compareTo(account.address()) < 0;
      last = account.address();
      add(account);
    }
  }

  private static int capacity(int entries) {
    return Integer.highestOneBit(2 * entries + 1) << 1;
  }

  private void add(AccountChanges listed) {
    AccountEntry entry = new AccountEntry(listed);
    entries.add(entry);
    Address address = listed.address();
    int mask = accounts.length - 1;
    int cell = (int) hash(address) & mask;
    while (accounts[cell] != null) {
      cell = (cell + 1) & mask;
    }
    accounts[cell] = entry;
    count(listed.balanceChanges());
    count(listed.nonceChanges());
    count(listed.codeChanges());
    U256 last = null;
    for (int i = 0; i < entry.changedSlots.length; i++) {
      SlotChanges slot = listed.storageChanges().get(i);
      isInOrder &= last == null || last.compareTo(slot.slot()) < 0;
      isInOrder &= !slot.changes().isEmpty();
      last = slot.slot();
      entry.changedSlots[i] = new SlotEntry(entry, slot.slot(), slot.changes());
      count(slot.changes());
      add(entry.changedSlots[i]);
    }
    last = null;
    for (U256 slot : listed.storageReads()) {
      isInOrder &= last == null || last.compareTo(slot) < 0;
      last = slot;
      add(new SlotEntry(entry, slot, List.of()));
    }
  }

  private <T> void count(List<Change<T>> listed) {
    for (int i = 1; i < listed.size(); i++) {
      isInOrder &= listed.get(i - 1).index() < listed.get(i).index();
    }
    changes += listed.size();
  }

  private void add(SlotEntry entry) {
    U256 key = entry.key;
    int mask = slots.length - 1;
    int cell =
        (int) hash(entry.account.changes.address(), key.l0(), key.l1(), key.l2(), key.l3()) & mask;
    while (slots[cell] != null) {
      cell = (cell + 1) & mask;
    }
    slots[cell] = entry;
  }

  private long hash(Address address) {
    long h = (hashKey ^ address.lo()) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ address.mid() ^ address.hi()) * 0xC2B2AE3D27D4EB4FL;
    return h >>> 32;
  }

  private long hash(Address address, long l0, long l1, long l2, long l3) {
    long h = hash(address) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ l0) * 0xC2B2AE3D27D4EB4FL;
    h = (Long.rotateLeft(h, 29) ^ l1) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ l2 ^ Long.rotateLeft(l3, 32)) * 0xC2B2AE3D27D4EB4FL;
    return h >>> 32;
  }

  /**
   * Whether accounts, slots and changes come in their order, each once, and every changed slot with
   * a change, as in the one encoding of a list. Otherwise look-ups may miss what is there.
   */
  boolean isInOrder() {
    return isInOrder;
  }

  // ---- looking up

  /** What the list says of the account, or null where it says nothing. */
  @Nullable AccountEntry account(Address address) {
    int mask = accounts.length - 1;
    int cell = (int) hash(address) & mask;
    AccountEntry entry = accounts[cell];
    while (entry != null && !entry.changes.address().equals(address)) {
      cell = (cell + 1) & mask;
      entry = accounts[cell];
    }
    return entry;
  }

  /** The same for a slot, whose key comes in limbs, least significant first. */
  @Nullable SlotEntry slot(Address address, long l0, long l1, long l2, long l3) {
    int mask = slots.length - 1;
    int cell = (int) hash(address, l0, l1, l2, l3) & mask;
    SlotEntry entry = slots[cell];
    while (entry != null
        && !(entry.key.l0() == l0
            && entry.key.l1() == l1
            && entry.key.l2() == l2
            && entry.key.l3() == l3
            && entry.account.changes.address().equals(address))) {
      cell = (cell + 1) & mask;
      entry = slots[cell];
    }
    return entry;
  }

  /** How many of the changes come before a step. */
  static <T> int countBefore(List<Change<T>> changes, int step) {
    int low = 0;
    int high = changes.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes.get(middle).index() < step) {
        low = middle + 1;
      } else {
        high = middle;
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
      Account account = parent.account(entry.changes.address());
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

  U256 before(SlotEntry entry) {
    U256 known = entry.before;
    if (known == null) {
      known = parent.storage(entry.account.changes.address(), entry.key);
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

  // ---- the block

  @Override
  public BlockAccessList list() {
    return list;
  }

  @Override
  public StateView stateAfter(int transactions) {
    ListedStateView view = new ListedStateView(this, ScheduleHook.NONE, 0);
    view.open(this, transactions, new Dependencies());
    return view;
  }

  /** All transactions accessed only what is listed, and made so many of the changes. */
  void found(int changesFound) {
    changesOfTransactions = changesFound;
  }

  @Override
  public boolean isRight(BlockAccessList others) {
    int changesOfOthers = 0;
    for (AccountChanges other : others.accounts()) {
      AccountEntry entry = account(other.address());
      if (entry == null
          || mayRemove(entry)
          || !entry.changes.balanceChanges().containsAll(other.balanceChanges())
          || !entry.changes.nonceChanges().containsAll(other.nonceChanges())
          || !entry.changes.codeChanges().containsAll(other.codeChanges())
          || !areListed(other)) {
        return false;
      }
      entry.access();
      changesOfOthers += countChanges(other);
    }
    return changesOfTransactions + changesOfOthers == changes && isAllAccessed();
  }

  /** Whether an account is there that has nothing; then accesses do not say if it stays. */
  private boolean mayRemove(AccountEntry entry) {
    Account before = before(entry);
    return before != null && before.isEmpty();
  }

  private boolean areListed(AccountChanges other) {
    for (SlotChanges slot : other.storageChanges()) {
      SlotEntry entry = slot(other.address(), slot.slot());
      if (entry == null || !entry.changes.containsAll(slot.changes())) {
        return false;
      }
    }
    for (U256 slot : other.storageReads()) {
      SlotEntry entry = slot(other.address(), slot);
      if (entry == null) {
        return false;
      }
      entry.access();
    }
    return true;
  }

  private @Nullable SlotEntry slot(Address address, U256 key) {
    return slot(address, key.l0(), key.l1(), key.l2(), key.l3());
  }

  private static int countChanges(AccountChanges account) {
    int count =
        account.balanceChanges().size()
            + account.nonceChanges().size()
            + account.codeChanges().size();
    for (SlotChanges slot : account.storageChanges()) {
      count += slot.changes().size();
    }
    return count;
  }

  /** What changed was accessed by whoever changed it. */
  private boolean isAllAccessed() {
    for (AccountEntry entry : entries) {
      if (!entry.isAccessed) {
        return false;
      }
    }
    for (SlotEntry entry : slots) {
      if (entry != null && entry.changes.isEmpty() && !entry.isAccessed) {
        return false;
      }
    }
    return true;
  }

  @Override
  public StateDiff diff() {
    List<AccountDiff> diffs = new ArrayList<>(entries.size());
    Map<Hash32, Bytes> newCodes = new TreeMap<>();
    for (AccountEntry entry : entries) {
      List<SlotDiff> slotDiffs = slotDiffs(entry);
      Account before = before(entry);
      Account left = account(entry, Integer.MAX_VALUE);
      Account after = entry.isRemoved && left != null && left.isEmpty() ? null : left;
      if (Objects.equals(after, before) && slotDiffs.isEmpty() && !entry.isRemoved) {
        continue;
      }
      diffs.add(
          new AccountDiff(entry.changes.address(), before, after, entry.isRemoved, slotDiffs));
      if (after != null
          && !after.codeHash().equals(Keccak256.EMPTY)
          && (before == null || !before.codeHash().equals(after.codeHash()))) {
        newCodes.put(after.codeHash(), code(after.codeHash()));
      }
    }
    return diffs.isEmpty() ? StateDiff.EMPTY : new StateDiff(List.copyOf(diffs), newCodes);
  }

  private List<SlotDiff> slotDiffs(AccountEntry entry) {
    if (entry.changedSlots.length == 0) {
      return List.of();
    }
    List<SlotDiff> diffs = new ArrayList<>(entry.changedSlots.length);
    for (SlotEntry slot : entry.changedSlots) {
      U256 before = before(slot);
      U256 after = slot.changes.getLast().value();
      if (!after.equals(before)) {
        diffs.add(new SlotDiff(slot.key, before, after));
      }
    }
    return List.copyOf(diffs);
  }
}
