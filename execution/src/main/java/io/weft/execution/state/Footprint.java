package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StaleRead.Kind;
import io.weft.execution.types.Account;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction saw of a guessed state and what it changed of it: enough to tell whether it
 * would do the same on another state, and to do there what it did.
 *
 * <p>All of it lies in one stretch of memory, because it is written by one processor and read by
 * another: each line that has to come over costs as much as executing dozens of instructions.
 *
 * <pre>
 *   account  address (3 words, the flags above it) | nonce seen | balance seen or least balance (4)
 *                                                  | new nonce | change of balance (4)
 *            objects: address, account as loaded | code hash seen | new code hash, new code
 *   slot     where its account is | key (4) | value seen (4) | new value (4)
 *            objects, where there is a new value: key, value seen
 * </pre>
 *
 * What a flag does not announce is left out. Every field is set to what the transaction left,
 * except balances, which change by as much as it changed them.
 *
 * <p>Money is compared least: a transaction that asked only whether an account can pay, and moved
 * amounts to and from it, does the same with any other balance that leaves as much to spare. So
 * neither fees, nor payments to and from one account, make transactions wait for each other.
 * Versions are never compared, only values: whoever wrote it, what reads the same is the same.
 *
 * <p>Used again and again; one thread at a time.
 */
public final class Footprint {
  // Besides the flags of AccountTable, which end below:
  private static final int EXISTED = 1 << 11;
  private static final int WAS_EMPTY = 1 << 12;
  private static final int NEW_NONCE = 1 << 13;
  private static final int NEW_BALANCE = 1 << 14;
  private static final int NEW_CODE = 1 << 15;
  private static final int CAME_TO_BE = 1 << 16;
  private static final int REMOVED = AccountTable.STORAGE_CLEARED;
  private static final int CHANGED = NEW_NONCE | NEW_BALANCE | NEW_CODE | CAME_TO_BE;
  private static final int SAW_ANY_BALANCE =
      AccountTable.SAW_BALANCE | AccountTable.SAW_SPARE_BALANCE;
  private static final int SAW_ANY_STORAGE = AccountTable.SAW_STORAGE | AccountTable.SAW_NO_STORAGE;

  private static final int ADDRESS_WORDS = 3;
  private static final int MOST_ACCOUNT_WORDS = ADDRESS_WORDS + 10;
  private static final int MOST_ACCOUNT_OBJECTS = 5;
  private static final int MOST_SLOT_WORDS = 13;
  private static final int SLOT_OBJECTS = 2;

  // A slot's first word: where its account's words and objects begin, and these.
  private static final long IS_AS_BEFORE_BLOCK = 1L << 62;
  private static final long HAS_NEW_VALUE = 1L << 61;

  /** It was written to, and is gone with its account. */
  private static final long IS_WIPED = 1L << 60;

  private static final int PLACE_BITS = 30;
  private static final int PLACE = (1 << PLACE_BITS) - 1;

  private long[] words = new long[128];
  private int length;
  private @Nullable Object[] objects = new @Nullable Object[32];
  private int objectCount;
  private int accounts;
  private int slots;

  /** Of use to whoever is shown a balance. */
  private final long[] balance = new long[4];

  /** Whether something was seen that is not in here. */
  private boolean isIncomplete;

  // ---- packing

  /** Forgets what was here and takes what the one transaction of {@code state} saw and changed. */
  public void take(JournaledState state) {
    length = 0;
    objectCount = 0;
    accounts = 0;
    slots = 0;
    isIncomplete = state.sawIndescribable;
    AccountTable table = state.accounts;
    long[] places = state.places(table.size());
    for (int a = 0; a < table.size(); a++) {
      if (table.loadedIn[a] != 0) {
        places[a] = (long) objectCount << PLACE_BITS | length;
        take(state, table, a);
        accounts++;
      }
    }
    SlotTable slotTable = state.slots;
    for (int s = 0; s < slotTable.size(); s++) {
      if (slotTable.source[s] != SlotTable.NOT_ASKED) {
        int owner = slotTable.account[s];
        boolean isRemoved = (table.flags[owner] & AccountTable.STORAGE_CLEARED) != 0;
        take(slotTable, s, places[owner], isRemoved);
        slots++;
      }
    }
  }

  private void take(JournaledState state, AccountTable table, int a) {
    if (words.length - length < MOST_ACCOUNT_WORDS) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    if (objects.length - objectCount < MOST_ACCOUNT_OBJECTS) {
      objects = Arrays.copyOf(objects, 2 * objects.length);
    }
    Address address = table.address[a];
    Account parent = table.parent[a];
    Account loaded = Sightings.loaded(table, a);
    U256 balance = loaded.balance();
    int flags = (table.flags[a] & ~AccountTable.EXISTS) | changes(table, a, loaded);
    if (balance.l3() != 0) {
      // So close to an overflow, more money could be less.
      flags |= AccountTable.SAW_BALANCE;
    }
    flags |= parent != null ? EXISTED : 0;
    flags |= loaded.isEmpty() ? WAS_EMPTY : 0;
    words[length] = (address.hi() & 0xFFFFFFFFL) | (long) flags << 32;
    words[length + 1] = address.mid();
    words[length + 2] = address.lo();
    length += ADDRESS_WORDS;
    add(address);
    add(parent);
    if ((flags & AccountTable.SAW_NONCE) != 0) {
      words[length++] = loaded.nonce();
    }
    if ((flags & SAW_ANY_BALANCE) != 0) {
      Limbs.put(balance, words, length);
      if ((flags & AccountTable.SAW_BALANCE) == 0) {
        lowerBySpare(table.spareBalance, 4 * a);
      }
      length += 4;
    }
    if ((flags & AccountTable.SAW_CODE) != 0) {
      add(loaded.codeHash());
    }
    if ((flags & NEW_NONCE) != 0) {
      words[length++] = table.nonce[a];
    }
    if ((flags & NEW_BALANCE) != 0) {
      System.arraycopy(table.balance, 4 * a, words, length, 4);
      Limbs.subtract(words, length, balance);
      length += 4;
    }
    if ((flags & NEW_CODE) != 0) {
      add(table.codeHash[a]);
      add(state.code(a));
    }
  }

  private static int changes(AccountTable table, int a, Account loaded) {
    if ((table.flags[a] & AccountTable.STORAGE_CLEARED) != 0) {
      return 0; // it is gone, whatever it was
    }
    boolean exists = (table.flags[a] & AccountTable.EXISTS) != 0;
    return (table.nonce[a] == loaded.nonce() ? 0 : NEW_NONCE)
        | (Limbs.equal(table.balance, 4 * a, loaded.balance()) ? 0 : NEW_BALANCE)
        | (table.codeHash[a].equals(loaded.codeHash()) ? 0 : NEW_CODE)
        | (exists == (table.parent[a] != null) ? 0 : CAME_TO_BE);
  }

  /** Makes the balance at the end the least that would have done. */
  private void lowerBySpare(long[] spare, int at) {
    if (Limbs.compare(words, length, spare, at) <= 0) {
      Arrays.fill(words, length, length + 4, 0);
    } else {
      Limbs.subtract(words, length, spare, at);
    }
  }

  private void take(SlotTable table, int s, long place, boolean isRemoved) {
    if (words.length - length < MOST_SLOT_WORDS) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    if (objects.length - objectCount < SLOT_OBJECTS) {
      objects = Arrays.copyOf(objects, 2 * objects.length);
    }
    int at = 4 * s;
    U256 seen = table.parent[s];
    boolean isNew = !isRemoved && !Limbs.equal(table.value, at, seen);
    boolean isWiped = isRemoved && table.originalIn[s] != 0 && !seen.isZero();
    words[length] =
        place
            | (table.source[s] == SlotTable.AS_BEFORE_BLOCK ? IS_AS_BEFORE_BLOCK : 0)
            | (isNew ? HAS_NEW_VALUE : 0)
            | (isWiped ? IS_WIPED : 0);
    System.arraycopy(table.key, at, words, length + 1, 4);
    Limbs.put(seen, words, length + 5);
    length += 9;
    if (isNew) {
      System.arraycopy(table.value, at, words, length, 4);
      length += 4;
      add(table.keyOf(s));
      add(seen);
    }
  }

  private void add(@Nullable Object object) {
    objects[objectCount++] = object;
  }

  // ---- finding one's way

  private static int wordsOf(int flags) {
    return ADDRESS_WORDS
        + ((flags & AccountTable.SAW_NONCE) != 0 ? 1 : 0)
        + ((flags & SAW_ANY_BALANCE) != 0 ? 4 : 0)
        + ((flags & NEW_NONCE) != 0 ? 1 : 0)
        + ((flags & NEW_BALANCE) != 0 ? 4 : 0);
  }

  private static int objectsOf(int flags) {
    return 2 + ((flags & AccountTable.SAW_CODE) != 0 ? 1 : 0) + ((flags & NEW_CODE) != 0 ? 2 : 0);
  }

  private static int slotWords(long header) {
    return (header & HAS_NEW_VALUE) != 0 ? MOST_SLOT_WORDS : MOST_SLOT_WORDS - 4;
  }

  private int flags(int at) {
    return (int) (words[at] >>> 32);
  }

  private Address address(int object) {
    return (Address) Objects.requireNonNull(objects[object]);
  }

  private Hash32 hash(int object) {
    return (Hash32) Objects.requireNonNull(objects[object]);
  }

  private Account loaded(int object) {
    return objects[object + 1] instanceof Account account ? account : Account.EMPTY;
  }

  private int find(int at, JournaledState state) {
    return state.accounts.find((int) words[at], words[at + 1], words[at + 2]);
  }

  // ---- comparing

  /**
   * The first thing seen that is not so in {@code truth}; null where all is, so that what it did is
   * what it would do there. Changes nothing but what is loaded there.
   */
  public @Nullable StaleRead staleIn(JournaledState truth) {
    if (isIncomplete) {
      return new StaleRead(Kind.STORAGE, address(0), null);
    }
    long[] places = truth.places(accounts + slots);
    int at = 0;
    int object = 0;
    for (int i = 0; i < accounts; i++) {
      int flags = flags(at);
      int place = known(at, object, flags, truth);
      places[i] = place;
      Kind stale = place < 0 ? null : staleAccount(at, object, flags, truth, place);
      if (stale != null) {
        return new StaleRead(stale, address(object), null);
      }
      at += wordsOf(flags);
      object += objectsOf(flags);
    }
    for (int i = 0; i < slots; i++) {
      long header = words[at];
      int place = knownSlot(at, header, truth);
      places[accounts + i] = place;
      if (place >= 0 && !Limbs.equal(words, at + 5, truth.slots.value, 4 * place)) {
        return new StaleRead(
            Kind.STORAGE, address((int) (header >>> PLACE_BITS) & PLACE), Limbs.get(words, at + 1));
      }
      at += slotWords(header);
    }
    return null;
  }

  /** The account's number there, loaded; -1 where nothing before it in the block touched it. */
  private int known(int at, int object, int flags, JournaledState truth) {
    int t = find(at, truth);
    if (t >= 0 && truth.accounts.loadedIn[t] != 0) {
      return t;
    }
    if ((flags & AccountTable.AS_BEFORE_BLOCK) != 0) {
      return -1;
    }
    t = truth.account(address(object));
    truth.load(t);
    return t;
  }

  private @Nullable Kind staleAccount(int at, int object, int flags, JournaledState truth, int t) {
    AccountTable now = truth.accounts;
    int seen = at + ADDRESS_WORDS;
    if ((flags & AccountTable.SAW_NONCE) != 0 && now.nonce[t] != words[seen++]) {
      return Kind.NONCE;
    }
    if ((flags & AccountTable.SAW_CODE) != 0 && !now.codeHash[t].equals(hash(object + 2))) {
      return Kind.CODE;
    }
    if (!isBalanceAsGood(flags, seen, now.balance, 4 * t)) {
      return Kind.BALANCE;
    }
    if ((flags & AccountTable.SAW_EXISTENCE) != 0 && truth.exists(t) != ((flags & EXISTED) != 0)) {
      return Kind.EXISTENCE;
    }
    if ((flags & AccountTable.SAW_EMPTINESS) != 0
        && truth.isEmpty(t) != ((flags & WAS_EMPTY) != 0)) {
      return Kind.EXISTENCE;
    }
    boolean sawStorage = (flags & AccountTable.SAW_STORAGE) != 0;
    if ((flags & SAW_ANY_STORAGE) != 0 && truth.hasStorage(t) != sawStorage) {
      return Kind.STORAGE;
    }
    return null;
  }

  /** Whether with the balance there now the transaction would have done the same. */
  private boolean isBalanceAsGood(int flags, int seen, long[] now, int at) {
    if ((flags & AccountTable.SAW_BALANCE) != 0) {
      return Limbs.equal(now, at, words, seen);
    }
    if (now[at + 3] != 0) {
      return false; // so close to an overflow, more could be less
    }
    boolean hasLeast = (flags & AccountTable.SAW_SPARE_BALANCE) != 0;
    return !hasLeast || Limbs.compare(now, at, words, seen) >= 0;
  }

  /** The slot's number there, loaded; -1 where nothing before it in the block touched it. */
  private int knownSlot(int at, long header, JournaledState truth) {
    int owner = (int) header & PLACE;
    int account = find(owner, truth);
    SlotTable now = truth.slots;
    int slot =
        account < 0
            ? -1
            : now.find(account, words[at + 4], words[at + 3], words[at + 2], words[at + 1]);
    if (slot >= 0 && now.loadedIn[slot] != 0) {
      return slot;
    }
    boolean isCleared =
        account >= 0 && (truth.accounts.flags[account] & AccountTable.STORAGE_CLEARED) != 0;
    if ((header & IS_AS_BEFORE_BLOCK) != 0 && !isCleared) {
      return -1;
    }
    account = truth.account(address((int) (header >>> PLACE_BITS) & PLACE));
    slot = truth.slot(account, words[at + 4], words[at + 3], words[at + 2], words[at + 1]);
    truth.loadSlot(slot);
    return slot;
  }

  // ---- doing it again

  /**
   * Does in {@code state} what the transaction did, none of whose reads is stale there: to be asked
   * right after {@link #staleIn} has said so, which knows by then where everything is.
   */
  public void applyTo(JournaledState state) {
    long[] places = state.places(accounts + slots);
    int at = 0;
    int object = 0;
    for (int i = 0; i < accounts; i++) {
      int flags = flags(at);
      if ((flags & REMOVED) != 0) {
        state.remove(counterpart((int) places[i], object, state));
      } else if ((flags & CHANGED) != 0) {
        applyAccount(at, object, flags, state, (int) places[i]);
      }
      at += wordsOf(flags);
      object += objectsOf(flags);
    }
    for (int i = 0; i < slots; i++) {
      long header = words[at];
      if ((header & HAS_NEW_VALUE) != 0) {
        applySlot(at, object, header, state, (int) places[accounts + i]);
        object += SLOT_OBJECTS;
      }
      at += slotWords(header);
    }
  }

  private void applyAccount(int at, int object, int flags, JournaledState state, int known) {
    int t = counterpart(known, object, state);
    AccountTable target = state.accounts;
    target.flags[t] |= AccountTable.EXISTS;
    int end = at + wordsOf(flags);
    if ((flags & NEW_BALANCE) != 0) {
      end -= 4;
      Limbs.add(target.balance, 4 * t, words, end);
    }
    if ((flags & NEW_NONCE) != 0) {
      target.nonce[t] = words[end - 1];
    }
    if ((flags & NEW_CODE) != 0) {
      int code = object + objectsOf(flags) - 1;
      target.codeHash[t] = hash(code - 1);
      target.code[t] = (Bytes) objects[code];
    }
  }

  private void applySlot(int at, int object, long header, JournaledState state, int known) {
    int t = known >= 0 ? known : enterSlot(at, object, header, state);
    SlotTable target = state.slots;
    System.arraycopy(words, at + 9, target.value, 4 * t, 4);
    target.originalIn[t] = SlotTable.ELSEWHERE;
  }

  /** Lets {@code state} know of a slot what the transaction found there. */
  private int enterSlot(int at, int object, long header, JournaledState state) {
    int account = counterpart(-1, (int) (header >>> PLACE_BITS) & PLACE, state);
    int t = state.slot(account, words[at + 4], words[at + 3], words[at + 2], words[at + 1]);
    SlotTable target = state.slots;
    target.source[t] = SlotTable.AS_BEFORE_BLOCK;
    target.loadedIn[t] = state.transaction();
    target.askedKey[t] = (U256) objects[object];
    target.parent[t] = (U256) Objects.requireNonNull(objects[object + 1]);
    return t;
  }

  /** The account's number in {@code state}, loaded; nobody is asked for what is known already. */
  private int counterpart(int known, int object, JournaledState state) {
    int t = known >= 0 ? known : state.account(address(object));
    if (state.accounts.loadedIn[t] == 0) {
      state.accounts.flags[t] |= AccountTable.AS_BEFORE_BLOCK;
      state.enter(t, objects[object + 1] instanceof Account account ? account : null);
      state.accounts.loadedIn[t] = state.transaction();
    }
    state.load(t);
    return t;
  }

  // ---- noting what it accessed

  /**
   * Notes as a step of the block what the transaction accessed, in the state in which it was {@link
   * #applyTo done again}; what it changed has the value there that it left.
   *
   * @throws IllegalStateException if accesses are not tracked there
   */
  public void noteAccesses(JournaledState state, int step) {
    BlockAccesses noted = state.accesses().ofBlock();
    int at = 0;
    int object = 0;
    for (int i = 0; i < accounts; i++) {
      int flags = flags(at);
      int t = find(at, state);
      if (t < 0) {
        t = state.account(address(object));
      }
      noted.account(t);
      noteChanges(noted, t, (flags & REMOVED) != 0 ? removed(object) : flags, step);
      at += wordsOf(flags);
      object += objectsOf(flags);
    }
    int owner = -1;
    int account = -1;
    for (int i = 0; i < slots; i++) {
      long header = words[at];
      if (owner != ((int) header & PLACE)) {
        owner = (int) header & PLACE;
        account = find(owner, state);
      }
      int t = state.slot(account, words[at + 4], words[at + 3], words[at + 2], words[at + 1]);
      if ((header & (HAS_NEW_VALUE | IS_WIPED)) != 0) {
        noted.value(t, step);
      } else {
        noted.slot(t);
      }
      at += slotWords(header);
    }
  }

  private static void noteChanges(BlockAccesses noted, int account, int flags, int step) {
    if ((flags & NEW_BALANCE) != 0) {
      noted.balance(account, step);
    }
    if ((flags & NEW_NONCE) != 0) {
      noted.nonce(account, step);
    }
    if ((flags & NEW_CODE) != 0) {
      noted.code(account, step);
    }
  }

  /** What changes of an account by its removal. */
  private int removed(int object) {
    Account before = loaded(object);
    return (before.balance().isZero() ? 0 : NEW_BALANCE)
        | (before.nonce() == 0 ? 0 : NEW_NONCE)
        | (before.codeHash().equals(Keccak256.EMPTY) ? 0 : NEW_CODE);
  }

  // ---- showing it

  /** Shows what the transaction changed. */
  public void visitChanges(ChangeVisitor visitor) {
    int at = 0;
    int object = 0;
    for (int i = 0; i < accounts; i++) {
      int flags = flags(at);
      if ((flags & (REMOVED | CHANGED)) != 0) {
        visitAccount(visitor, at + wordsOf(flags), object, flags);
      }
      at += wordsOf(flags);
      object += objectsOf(flags);
    }
    for (int i = 0; i < slots; i++) {
      long header = words[at];
      if ((header & HAS_NEW_VALUE) != 0) {
        Address owner = address((int) (header >>> PLACE_BITS) & PLACE);
        visitor.storage(owner, words, at + 1, words, at + 9);
      }
      at += slotWords(header);
    }
  }

  private void visitAccount(ChangeVisitor visitor, int end, int object, int flags) {
    Address address = address(object);
    if ((flags & REMOVED) != 0) {
      visitor.removal(address);
      return;
    }
    if ((flags & CAME_TO_BE) != 0) {
      visitor.existence(address);
    }
    int nonce = end - 1;
    if ((flags & NEW_BALANCE) != 0) {
      Limbs.put(loaded(object).balance(), balance, 0);
      Limbs.add(balance, 0, words, end - 4);
      visitor.balance(address, balance, 0);
      nonce -= 4;
    }
    if ((flags & NEW_NONCE) != 0) {
      visitor.nonce(address, words[nonce]);
    }
    if ((flags & NEW_CODE) != 0) {
      int code = object + objectsOf(flags) - 1;
      visitor.code(address, hash(code - 1), (Bytes) Objects.requireNonNull(objects[code]));
    }
  }
}
