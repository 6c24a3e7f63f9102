package io.weft.execution.parallel;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A block's access list made ready for look-ups: what each account and slot holds before each step
 * of the block, if the list is right. Two open-addressing tables of whole keys under a keyed hash,
 * filled once and then read by all workers.
 *
 * <p>An entry also remembers what the parent state said, so that all workers together ask it once.
 * Several may do so at the same time and write the same: the values are immutable, so that whoever
 * sees one sees all of it.
 */
final class ListedState {
  private static final Object ABSENT = new Object();
  private static final int[] NEVER = {};

  private final StateView parent;
  private final long hashKey;
  private final @Nullable AccountEntry[] accounts;
  private final @Nullable SlotEntry[] slots;
  private final Map<Hash32, Bytes> codes = new ConcurrentHashMap<>();
  private boolean hasRemovals;
  private boolean hasCodes;

  /** What the list says of an account. */
  static final class AccountEntry {
    final AccountChanges changes;

    /** The steps that ended with the account gone, ascending. */
    final int[] removals;

    /** Seen only once {@link ListedState#code} has the code. */
    private final AtomicReferenceArray<@Nullable Hash32> codeHashes;

    private @Nullable Object before;

    AccountEntry(AccountChanges changes) {
      this.changes = changes;
      removals = removals(changes);
      codeHashes = new AtomicReferenceArray<>(changes.codeChanges().size());
    }
  }

  /** What the list says of a slot. */
  static final class SlotEntry {
    final AccountEntry account;
    final U256 key;
    final List<Change<U256>> changes;
    private @Nullable U256 before;

    SlotEntry(AccountEntry account, U256 key, List<Change<U256>> changes) {
      this.account = account;
      this.key = key;
      this.changes = changes;
    }
  }

  ListedState(BlockAccessList list, StateView parent, long hashKey) {
    this.parent = parent;
    this.hashKey = hashKey;
    int slotCount = 0;
    for (AccountChanges account : list.accounts()) {
      slotCount += account.storageChanges().size() + account.storageReads().size();
    }
    accounts = new @Nullable AccountEntry[capacity(list.accounts().size())];
    slots = new @Nullable SlotEntry[capacity(slotCount)];
    for (AccountChanges account : list.accounts()) {
      add(account);
    }
  }

  private static int capacity(int entries) {
    return Integer.highestOneBit(2 * entries + 1) << 1;
  }

  private void add(AccountChanges changes) {
    AccountEntry entry = new AccountEntry(changes);
    hasRemovals |= entry.removals.length != 0;
    hasCodes |= !changes.codeChanges().isEmpty();
    Address address = changes.address();
    int mask = accounts.length - 1;
    int cell = (int) hash(address) & mask;
    while (accounts[cell] != null) {
      cell = (cell + 1) & mask;
    }
    accounts[cell] = entry;
    for (SlotChanges slot : changes.storageChanges()) {
      add(new SlotEntry(entry, slot.slot(), slot.changes()));
    }
    for (U256 slot : changes.storageReads()) {
      add(new SlotEntry(entry, slot, List.of()));
    }
  }

  private void add(SlotEntry entry) {
    int mask = slots.length - 1;
    int cell = (int) hash(entry.account.changes.address(), entry.key) & mask;
    while (slots[cell] != null) {
      cell = (cell + 1) & mask;
    }
    slots[cell] = entry;
  }

  /**
   * Only before Cancun can an account with code go, and lists do not say so in as many words. Its
   * nonce or, before contracts had one, its code returns to what an account starts with.
   */
  private static int[] removals(AccountChanges changes) {
    int[] found = NEVER;
    for (Change<Long> nonce : changes.nonceChanges()) {
      if (nonce.value() == 0) {
        found = with(found, nonce.index());
      }
    }
    for (Change<Bytes> code : changes.codeChanges()) {
      Change<Long> nonce = latest(changes.nonceChanges(), code.index() + 1);
      if (code.value().isEmpty() && nonce == null) {
        found = with(found, code.index());
      }
    }
    Arrays.sort(found);
    return found;
  }

  private static int[] with(int[] steps, int step) {
    int[] more = Arrays.copyOf(steps, steps.length + 1);
    more[steps.length] = step;
    return more;
  }

  private long hash(Address address) {
    long h = (hashKey ^ address.lo()) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ address.mid() ^ address.hi()) * 0xC2B2AE3D27D4EB4FL;
    return h >>> 32;
  }

  private long hash(Address address, U256 key) {
    long h = hash(address) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ key.l0()) * 0xC2B2AE3D27D4EB4FL;
    h = (Long.rotateLeft(h, 29) ^ key.l1()) * 0x9E3779B97F4A7C15L;
    h = (Long.rotateLeft(h, 29) ^ key.l2() ^ Long.rotateLeft(key.l3(), 32)) * 0xC2B2AE3D27D4EB4FL;
    return h >>> 32;
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

  @Nullable SlotEntry slot(Address address, U256 key) {
    int mask = slots.length - 1;
    int cell = (int) hash(address, key) & mask;
    SlotEntry entry = slots[cell];
    while (entry != null
        && !(entry.key.equals(key) && entry.account.changes.address().equals(address))) {
      cell = (cell + 1) & mask;
      entry = slots[cell];
    }
    return entry;
  }

  /** The last change before a step, or null. */
  static <T> @Nullable Change<T> latest(List<Change<T>> changes, int step) {
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
    return low == 0 ? null : changes.get(low - 1);
  }

  /** The last step before {@code step} that left the account gone, or -1. */
  static int removal(AccountEntry entry, int step) {
    int last = -1;
    for (int removal : entry.removals) {
      last = removal < step ? removal : last;
    }
    return last;
  }

  /** Whether any account goes in this block. */
  boolean hasRemovals() {
    return hasRemovals;
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

  U256 before(SlotEntry entry) {
    U256 known = entry.before;
    if (known == null) {
      known = parent.storage(entry.account.changes.address(), entry.key);
      entry.before = known;
    }
    return known;
  }

  /** The hash of the code that a step left at an account; from here on {@link #code} has it. */
  Hash32 codeHash(AccountEntry entry, Change<Bytes> change) {
    int at = entry.changes.codeChanges().indexOf(change);
    Hash32 hash = entry.codeHashes.get(at);
    if (hash == null) {
      hash = Keccak256.hash32(change.value());
      codes.put(hash, change.value());
      entry.codeHashes.set(at, hash);
    }
    return hash;
  }

  Bytes code(Hash32 hash) {
    Bytes code = hasCodes ? codes.get(hash) : null;
    return code == null ? parent.code(hash) : code;
  }

  StateView parent() {
    return parent;
  }
}
