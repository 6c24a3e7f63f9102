package io.weft.execution.state;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Account;
import io.weft.execution.types.Log;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A writable overlay on a {@link StateView}, with all that one transaction tracks: warm accounts
 * and slots, transient storage, original storage values, refunds, logs, creations and destructions.
 *
 * <p>It may stay in place for a whole block: {@link #reset} lays it over a parent state, then every
 * transaction (or system call, or withdrawal) is bracketed by {@link #beginTransaction} and {@link
 * #finishTransaction}, and {@link #toDiff} tells what all of them together changed.
 *
 * <p>Accounts and slots are named by small numbers, handed out by {@link #account(Address)} and
 * {@link #slot} and valid until the next {@link #reset}. To hand out a number reads nothing; the
 * parent is asked on the first use of a value, once, so what was <em>loaded</em> is exactly what
 * execution depended on. Values of 256 bits travel as four limbs, least significant first, to and
 * from the interpreter's stack.
 *
 * <p>Every change is entered in a {@link Journal}; {@link #checkpoint} remembers its height and
 * {@link #revert} undoes down to it, in time proportional to the changes. One thread owns an
 * instance.
 */
public final class JournaledState {
  // An empty account here is deleted even where the call that touched it ran out of gas, as it
  // happened on mainnet in block 2,675,119 (Yellow Paper, appendix K).
  private static final Address RIPEMD160 = Address.of(3);

  final AccountTable accounts = new AccountTable();
  final SlotTable slots = new SlotTable();
  private final SlotTable transientSlots = new SlotTable();
  private final Journal journal = new Journal();
  private final List<Log> logs = new ArrayList<>();
  private final DiffBuilder diffBuilder = new DiffBuilder();

  private StateView parent;

  /** The parent where its answers are guesses, so that what is seen of them has to be noted. */
  private @Nullable SpeculativeView guesses;

  /** Whether something was seen that no note describes. */
  boolean sawIndescribable;

  private EmptyAccountRule emptyAccountRule;
  private int transaction = 1;
  private long refundCounter;
  private final long[] amountLimbs = new long[4];

  // Candidates for the end of the transaction; a revert leaves stale ones behind.
  private int[] touched = new int[64];
  private int touchedCount;
  private int[] destroyed = new int[8];
  private int destroyedCount;

  // Three words a checkpoint: height of the journal, number of logs, refund counter.
  private long[] checkpoints = new long[3 * 64];
  private int checkpointCount;

  private @Nullable AccessTracker tracker;

  /** Where slots had the values that count as those before the transaction; null for here. */
  private @Nullable StateView originals;

  // Of use while a footprint is taken.
  private long[] places = new long[64];

  public JournaledState(StateView parent, EmptyAccountRule emptyAccountRule) {
    this.parent = parent;
    this.emptyAccountRule = emptyAccountRule;
    this.guesses = parent instanceof SpeculativeView view ? view : null;
  }

  /**
   * Makes transactions count as parts of one that began on an earlier state, as far as the price of
   * storage goes.
   */
  public void takeOriginalsFrom(StateView earlier) {
    originals = earlier;
  }

  /** Forgets everything and starts over on another parent state. */
  public void reset(StateView newParent, EmptyAccountRule rule) {
    parent = newParent;
    guesses = newParent instanceof SpeculativeView view ? view : null;
    sawIndescribable = false;
    emptyAccountRule = rule;
    accounts.clear();
    slots.clear();
    if (tracker != null) {
      tracker.ofBlock().clear();
    }
    diffBuilder.forget();
    transaction = 0;
    beginTransaction();
  }

  /** Starts a transaction: nothing is warm, created or logged, and originals are what is there. */
  public void beginTransaction() {
    transaction++;
    transientSlots.clear();
    journal.clear();
    logs.clear();
    refundCounter = 0;
    touchedCount = 0;
    destroyedCount = 0;
    checkpointCount = 0;
    if (tracker != null) {
      tracker.clear();
    }
  }

  /** Ends a transaction: destroyed accounts and, by the rule, touched empty ones disappear. */
  public void finishTransaction() {
    for (int i = 0; i < destroyedCount; i++) {
      int account = destroyed[i];
      if (accounts.destroyedIn[account] == transaction) {
        remove(account);
      }
    }
    if (emptyAccountRule == EmptyAccountRule.DELETE) {
      for (int i = 0; i < touchedCount; i++) {
        int account = touched[i];
        if (accounts.touchedIn[account] == transaction && isEmpty(account) && exists(account)) {
          remove(account);
        }
      }
    }
  }

  void remove(int account) {
    load(account);
    journal.mark(Journal.REMOVAL, account);
    accounts.flags[account] &= ~AccountTable.EXISTS;
    accounts.flags[account] |= AccountTable.STORAGE_CLEARED;
    accounts.nonce[account] = 0;
    Arrays.fill(accounts.balance, 4 * account, 4 * account + 4, 0);
    accounts.codeHash[account] = Keccak256.EMPTY;
    accounts.code[account] = Bytes.EMPTY;
    for (int s = accounts.firstSlot[account]; s != AccountTable.NO_SLOT; s = slots.next[s]) {
      if (slots.loadedIn[s] == 0) {
        slots.loadedIn[s] = transaction;
        slots.parent[s] = U256.ZERO;
      }
      Arrays.fill(slots.value, 4 * s, 4 * s + 4, 0);
    }
  }

  /** Room for a number an account. */
  long[] places(int count) {
    if (places.length < count) {
      places = new long[2 * count];
    }
    return places;
  }

  /** The number that columns called {@code ...In} compare with. */
  int transaction() {
    return transaction;
  }

  // ---- checkpoints

  /** Opens a checkpoint; each is closed by {@link #revert} or {@link #release}, innermost first. */
  public int checkpoint() {
    int at = 3 * checkpointCount;
    if (at == checkpoints.length) {
      checkpoints = Arrays.copyOf(checkpoints, 2 * at);
    }
    checkpoints[at] = journal.size();
    checkpoints[at + 1] = logs.size();
    checkpoints[at + 2] = refundCounter;
    return checkpointCount++;
  }

  /** Closes a checkpoint and keeps what happened since. */
  public void release(int checkpoint) {
    checkpointCount = checkpoint;
  }

  /** Closes a checkpoint and undoes what happened since. */
  public void revert(int checkpoint) {
    checkpointCount = checkpoint;
    int at = 3 * checkpoint;
    undoTo((int) checkpoints[at]);
    for (int i = logs.size() - 1; i >= checkpoints[at + 1]; i--) {
      logs.remove(i);
    }
    refundCounter = checkpoints[at + 2];
  }

  private void undoTo(int height) {
    while (journal.size() > height) {
      long header = journal.pop();
      int subject = Journal.subject(header);
      switch (Journal.kind(header)) {
        case Journal.BALANCE -> journal.popLimbs(accounts.balance, 4 * subject);
        case Journal.NONCE -> accounts.nonce[subject] = journal.pop();
        case Journal.CODE -> {
          accounts.code[subject] = (Bytes) journal.popObject();
          if (journal.popObject() instanceof Hash32 hash) {
            accounts.codeHash[subject] = hash;
          }
        }
        case Journal.STORAGE -> journal.popLimbs(slots.value, 4 * subject);
        case Journal.TRANSIENT -> journal.popLimbs(transientSlots.value, 4 * subject);
        case Journal.WARM_ACCOUNT -> accounts.warmedIn[subject] = 0;
        case Journal.WARM_SLOT -> slots.warmedIn[subject] = 0;
        case Journal.EXISTENCE -> accounts.flags[subject] &= ~AccountTable.EXISTS;
        case Journal.CREATION -> accounts.createdIn[subject] = 0;
        case Journal.DESTRUCTION -> accounts.destroyedIn[subject] = 0;
        case Journal.TOUCH -> accounts.touchedIn[subject] = 0;
        default -> throw new IllegalStateException("unknown journal entry: " + header);
      }
    }
  }

  // ---- accounts

  /** The number of an account; reads nothing. */
  public int account(Address address) {
    return accounts.intern(address);
  }

  /** The number of the account whose address is the low 160 bits of a stack word. */
  public int account(long l2, long l1, long l0) {
    return accounts.intern((int) l2, l1, l0);
  }

  public Address address(int account) {
    return accounts.address[account];
  }

  void load(int account) {
    if (accounts.loadedIn[account] != transaction) {
      loadFirst(account);
    }
  }

  private void loadFirst(int account) {
    if (accounts.loadedIn[account] == 0) {
      loadFromParent(account);
    }
    accounts.loadedIn[account] = transaction;
    if (tracker != null) {
      tracker.addAccount(account);
    }
  }

  private void loadFromParent(int account) {
    Account found = parent.account(accounts.address[account]);
    if (guesses == null || guesses.isAsBeforeBlock()) {
      accounts.flags[account] |= AccountTable.AS_BEFORE_BLOCK;
    }
    enter(account, found);
  }

  /** Sets the fields of an account not loaded before. */
  void enter(int account, @Nullable Account found) {
    accounts.parent[account] = found;
    if (found != null) {
      accounts.flags[account] |= AccountTable.EXISTS;
      accounts.nonce[account] = found.nonce();
      Limbs.put(found.balance(), accounts.balance, 4 * account);
      accounts.codeHash[account] = found.codeHash();
    }
  }

  private void load(int account, int seen) {
    load(account);
    accounts.flags[account] |= seen;
  }

  /**
   * Whether the account exists; since EIP-161 that is rarely the question, see {@link #isEmpty}.
   */
  public boolean exists(int account) {
    load(account, AccountTable.SAW_EXISTENCE);
    return (accounts.flags[account] & AccountTable.EXISTS) != 0;
  }

  /** Whether the account has no nonce, no balance and no code (EIP-161), or does not exist. */
  public boolean isEmpty(int account) {
    load(account);
    if (guesses != null) {
      Sightings.emptiness(accounts, account);
    }
    return accounts.nonce[account] == 0
        && Limbs.isZero(accounts.balance, 4 * account)
        && accounts.codeHash[account].equals(Keccak256.EMPTY);
  }

  /** Whether a contract may not be created here: the account has a nonce, code or storage. */
  public boolean hasNonceCodeOrStorage(int account) {
    load(account, AccountTable.SAW_NONCE | AccountTable.SAW_CODE);
    return accounts.nonce[account] != 0
        || !accounts.codeHash[account].equals(Keccak256.EMPTY)
        || hasStorage(account);
  }

  boolean hasStorage(int account) {
    for (int s = accounts.firstSlot[account]; s != AccountTable.NO_SLOT; s = slots.next[s]) {
      sawIndescribable |= slots.loadedIn[s] != 0;
      if (!Limbs.isZero(slots.value, 4 * s)) {
        return true;
      }
    }
    boolean hasStorage = parentHasStorage(account);
    accounts.flags[account] |= hasStorage ? AccountTable.SAW_STORAGE : AccountTable.SAW_NO_STORAGE;
    return hasStorage;
  }

  private boolean parentHasStorage(int account) {
    return (accounts.flags[account] & AccountTable.STORAGE_CLEARED) == 0
        && accounts.parent[account] != null
        && parent.hasStorage(accounts.address[account]);
  }

  public long nonce(int account) {
    load(account, AccountTable.SAW_NONCE);
    return accounts.nonce[account];
  }

  public void setNonce(int account, long nonce) {
    load(account, AccountTable.SAW_NONCE);
    touch(account);
    makeExist(account);
    journal.word(Journal.NONCE, account, accounts.nonce[account]);
    accounts.nonce[account] = nonce;
  }

  public U256 balance(int account) {
    load(account, AccountTable.SAW_BALANCE);
    return Limbs.get(accounts.balance, 4 * account);
  }

  /** Writes the balance's limbs from {@code target[at]} on. */
  public void balance(int account, long[] target, int at) {
    load(account, AccountTable.SAW_BALANCE);
    System.arraycopy(accounts.balance, 4 * account, target, at, 4);
  }

  public boolean hasZeroBalance(int account) {
    load(account, AccountTable.SAW_BALANCE);
    return Limbs.isZero(accounts.balance, 4 * account);
  }

  /** Sets the balance outright, as overrides and dev methods do. */
  public void setBalance(int account, U256 balance) {
    load(account, AccountTable.SAW_BALANCE);
    touch(account);
    journal.limbs(Journal.BALANCE, account, accounts.balance, 4 * account);
    Limbs.put(balance, accounts.balance, 4 * account);
    if (!balance.isZero()) {
      makeExist(account);
    }
  }

  /** Credits an account; even nothing touches it. */
  public void addBalance(int account, U256 amount) {
    Limbs.put(amount, amountLimbs, 0);
    addBalance(account, amountLimbs, 0);
  }

  /** The same with an amount whose limbs start at {@code amount[at]}. */
  public void addBalance(int account, long[] amount, int at) {
    load(account);
    touch(account);
    if (!Limbs.isZero(amount, at)) {
      credit(account, amount, at);
    }
  }

  /**
   * Debits an account.
   *
   * @throws IllegalStateException if it has less; callers check first
   */
  public void subtractBalance(int account, U256 amount) {
    Limbs.put(amount, amountLimbs, 0);
    subtractBalance(account, amountLimbs, 0);
  }

  /** The same with an amount whose limbs start at {@code amount[at]}. */
  public void subtractBalance(int account, long[] amount, int at) {
    if (!canPay(account, amount, at)) {
      throw new IllegalStateException(
          "balance too low: expected at least "
              + Limbs.get(amount, at)
              + ", got "
              + balance(account)
              + ", account "
              + address(account));
    }
    if (!Limbs.isZero(amount, at)) {
      debit(account, amount, at);
    }
  }

  private void credit(int account, long[] value, int at) {
    journal.limbs(Journal.BALANCE, account, accounts.balance, 4 * account);
    Limbs.add(accounts.balance, 4 * account, value, at);
    makeExist(account);
    if (accounts.balance[4 * account + 3] != 0) {
      // So close to an overflow, more money could be less: it is no longer only a matter of more.
      accounts.flags[account] |= AccountTable.SAW_BALANCE;
    }
  }

  private void debit(int account, long[] value, int at) {
    touch(account);
    journal.limbs(Journal.BALANCE, account, accounts.balance, 4 * account);
    Limbs.subtract(accounts.balance, 4 * account, value, at);
  }

  /** Whether the balance is at least the value whose limbs start at {@code value[at]}. */
  public boolean canPay(int account, long[] value, int at) {
    load(account);
    boolean canPay = Limbs.compare(accounts.balance, 4 * account, value, at) >= 0;
    if (guesses != null) {
      Sightings.payment(accounts, account, canPay, value, at);
    }
    return canPay;
  }

  /** Moves a value the sender can pay; touches the recipient even where it is zero. */
  public void transfer(int from, int to, long[] value, int at) {
    load(to);
    touch(to);
    if (Limbs.isZero(value, at)) {
      return;
    }
    load(from);
    debit(from, value, at);
    credit(to, value, at);
  }

  public Hash32 codeHash(int account) {
    load(account, AccountTable.SAW_CODE);
    return accounts.codeHash[account];
  }

  public boolean hasCode(int account) {
    return !codeHash(account).equals(Keccak256.EMPTY);
  }

  public Bytes code(int account) {
    load(account, AccountTable.SAW_CODE);
    Bytes code = accounts.code[account];
    if (code == null) {
      Hash32 hash = accounts.codeHash[account];
      code = hash.equals(Keccak256.EMPTY) ? Bytes.EMPTY : parent.code(hash);
      accounts.code[account] = code;
    }
    return code;
  }

  public void setCode(int account, Bytes code) {
    load(account, AccountTable.SAW_CODE);
    touch(account);
    makeExist(account);
    journal.objects(Journal.CODE, account, accounts.codeHash[account], accounts.code[account]);
    accounts.codeHash[account] = Keccak256.hash32(code);
    accounts.code[account] = code;
  }

  /** Notes that something happened to the account that could leave it empty (EIP-161). */
  public void touch(int account) {
    if (accounts.touchedIn[account] == transaction) {
      return;
    }
    accounts.touchedIn[account] = transaction;
    if (touchedCount == touched.length) {
      touched = Arrays.copyOf(touched, 2 * touchedCount);
    }
    touched[touchedCount++] = account;
    if (!accounts.address[account].equals(RIPEMD160)) {
      journal.mark(Journal.TOUCH, account);
    }
    if (emptyAccountRule == EmptyAccountRule.KEEP) {
      load(account, AccountTable.SAW_EXISTENCE);
      makeExist(account);
    }
  }

  private void makeExist(int account) {
    if ((accounts.flags[account] & AccountTable.EXISTS) == 0) {
      accounts.flags[account] |= AccountTable.EXISTS;
      journal.mark(Journal.EXISTENCE, account);
    }
  }

  /** Makes the account a contract under construction; its balance stays. */
  public void createContract(int account) {
    load(account);
    touch(account);
    makeExist(account);
    if (accounts.createdIn[account] != transaction) {
      accounts.createdIn[account] = transaction;
      journal.mark(Journal.CREATION, account);
    }
  }

  /** Whether the account was created as a contract in this transaction (EIP-6780). */
  public boolean isCreatedInTransaction(int account) {
    return accounts.createdIn[account] == transaction;
  }

  /** Marks the account to disappear with the transaction; whether it was not marked before. */
  public boolean destroy(int account) {
    if (accounts.destroyedIn[account] == transaction) {
      return false;
    }
    accounts.destroyedIn[account] = transaction;
    journal.mark(Journal.DESTRUCTION, account);
    if (destroyedCount == destroyed.length) {
      destroyed = Arrays.copyOf(destroyed, 2 * destroyedCount);
    }
    destroyed[destroyedCount++] = account;
    return true;
  }

  /** The accounts that {@link #finishTransaction} will destroy, ascending by address. */
  public List<Address> destroyedAccounts() {
    if (destroyedCount == 0) {
      return List.of();
    }
    List<Address> result = new ArrayList<>();
    for (int i = 0; i < destroyedCount; i++) {
      Address address = accounts.address[destroyed[i]];
      if (accounts.destroyedIn[destroyed[i]] == transaction && !result.contains(address)) {
        result.add(address);
      }
    }
    result.sort(null);
    return result;
  }

  // ---- storage

  /** The number of a storage slot; reads nothing. */
  public int slot(int account, long k3, long k2, long k1, long k0) {
    int before = slots.size();
    int slot = slots.intern(account, k3, k2, k1, k0);
    if (slot == before) {
      slots.next[slot] = accounts.firstSlot[account];
      accounts.firstSlot[account] = slot;
    }
    return slot;
  }

  public int slot(int account, U256 key) {
    return slot(account, key.l3(), key.l2(), key.l1(), key.l0());
  }

  void loadSlot(int slot) {
    if (slots.loadedIn[slot] != transaction) {
      loadSlotFirst(slot);
    }
  }

  private void loadSlotFirst(int slot) {
    load(slots.account[slot]);
    if (slots.loadedIn[slot] == 0) {
      loadSlotFromParent(slot);
    }
    slots.loadedIn[slot] = transaction;
    if (tracker != null) {
      tracker.addSlot(slot);
    }
  }

  private void loadSlotFromParent(int slot) {
    int account = slots.account[slot];
    boolean isAsBeforeBlock;
    U256 value;
    if (accounts.parent[account] == null
        || (accounts.flags[account] & AccountTable.STORAGE_CLEARED) != 0) {
      value = U256.ZERO;
      isAsBeforeBlock = (accounts.flags[account] & AccountTable.AS_BEFORE_BLOCK) != 0;
    } else {
      U256 key = Limbs.get(slots.key, 4 * slot);
      slots.askedKey[slot] = key;
      value = parent.storage(accounts.address[account], key);
      isAsBeforeBlock = guesses == null || guesses.isAsBeforeBlock();
    }
    slots.source[slot] =
        isAsBeforeBlock ? SlotTable.AS_BEFORE_BLOCK : SlotTable.FROM_EARLIER_TRANSACTION;
    Limbs.put(value, slots.value, 4 * slot);
    slots.parent[slot] = value;
  }

  public U256 storage(int slot) {
    loadSlot(slot);
    return Limbs.get(slots.value, 4 * slot);
  }

  /** Writes the slot's value from {@code target[at]} on. */
  public void storage(int slot, long[] target, int at) {
    loadSlot(slot);
    System.arraycopy(slots.value, 4 * slot, target, at, 4);
  }

  /** Writes the value the slot had when the transaction began from {@code target[at]} on. */
  public void originalStorage(int slot, long[] target, int at) {
    if (originals != null) {
      Address address = accounts.address[slots.account[slot]];
      Limbs.put(originals.storage(address, Limbs.get(slots.key, 4 * slot)), target, at);
      return;
    }
    loadSlot(slot);
    long[] source = slots.originalIn[slot] == transaction ? slots.original : slots.value;
    System.arraycopy(source, 4 * slot, target, at, 4);
  }

  /** Sets the slot to the limbs from {@code value[at]} on. */
  public void setStorage(int slot, long[] value, int at) {
    loadSlot(slot);
    if (slots.originalIn[slot] != transaction) {
      slots.originalIn[slot] = transaction;
      System.arraycopy(slots.value, 4 * slot, slots.original, 4 * slot, 4);
    }
    journal.limbs(Journal.STORAGE, slot, slots.value, 4 * slot);
    System.arraycopy(value, at, slots.value, 4 * slot, 4);
  }

  public void setStorage(int slot, U256 value) {
    long[] limbs = new long[4];
    Limbs.put(value, limbs, 0);
    setStorage(slot, limbs, 0);
  }

  /** Writes the transient value from {@code target[at]} on (EIP-1153). */
  public void transientStorage(
      int account, long k3, long k2, long k1, long k0, long[] target, int at) {
    int slot = transientSlots.find(account, k3, k2, k1, k0);
    if (slot < 0) {
      Arrays.fill(target, at, at + 4, 0);
    } else {
      System.arraycopy(transientSlots.value, 4 * slot, target, at, 4);
    }
  }

  /** Sets the transient value to the limbs from {@code value[at]} on. */
  public void setTransientStorage(
      int account, long k3, long k2, long k1, long k0, long[] value, int at) {
    int slot = transientSlots.intern(account, k3, k2, k1, k0);
    journal.limbs(Journal.TRANSIENT, slot, transientSlots.value, 4 * slot);
    System.arraycopy(value, at, transientSlots.value, 4 * slot, 4);
  }

  // ---- access (EIP-2929)

  /** Makes the account warm without reading it; whether it was cold. */
  public boolean warmAccount(int account) {
    if (accounts.warmedIn[account] == transaction) {
      return false;
    }
    accounts.warmedIn[account] = transaction;
    journal.mark(Journal.WARM_ACCOUNT, account);
    return true;
  }

  public boolean isWarmAccount(int account) {
    return accounts.warmedIn[account] == transaction;
  }

  /** Makes the slot warm without reading it; whether it was cold. */
  public boolean warmSlot(int slot) {
    if (slots.warmedIn[slot] == transaction) {
      return false;
    }
    slots.warmedIn[slot] = transaction;
    journal.mark(Journal.WARM_SLOT, slot);
    return true;
  }

  public boolean isWarmSlot(int slot) {
    return slots.warmedIn[slot] == transaction;
  }

  // ---- refunds and logs

  public long refundCounter() {
    return refundCounter;
  }

  /** Adds to the refund counter; removes where negative. */
  public void addRefund(long gas) {
    refundCounter += gas;
  }

  public void addLog(Log log) {
    logs.add(log);
  }

  public int logCount() {
    return logs.size();
  }

  /** The logs of the transaction so far, to be looked at before there are others. */
  public List<Log> logsSoFar() {
    return Collections.unmodifiableList(logs);
  }

  /** The logs of the transaction, for good. */
  public List<Log> logs() {
    // As most transactions have at most one, what List.copyOf does is saved.
    return switch (logs.size()) {
      case 0 -> List.of();
      case 1 -> List.of(logs.getFirst());
      default -> List.copyOf(logs);
    };
  }

  // ---- the result

  /** Starts or stops watching what each transaction accesses, for {@link #accesses}. */
  public void trackAccesses(boolean isOn) {
    if (isOn != (tracker != null)) {
      tracker = isOn ? new AccessTracker(accounts, slots) : null;
    }
  }

  /**
   * What the transaction accesses.
   *
   * @throws IllegalStateException if that is not watched
   */
  public AccessTracker accesses() {
    if (tracker == null) {
      throw new IllegalStateException("accesses are not tracked");
    }
    return tracker;
  }

  /** Shows what the transaction that just ended changed and did not undo. */
  public void visitChanges(ChangeVisitor visitor) {
    int height = journal.size();
    while (height > 0) {
      long header = journal.header(height);
      height = Journal.below(height, header);
      int subject = Journal.subject(header);
      switch (Journal.kind(header)) {
        case Journal.BALANCE -> {
          if (isFirst(accounts.shownIn, subject)) {
            visitor.balance(accounts.address[subject], accounts.balance, 4 * subject);
          }
        }
        case Journal.NONCE -> visitor.nonce(accounts.address[subject], accounts.nonce[subject]);
        case Journal.CODE ->
            visitor.code(accounts.address[subject], accounts.codeHash[subject], code(subject));
        case Journal.STORAGE -> {
          int at = 4 * subject;
          if (isFirst(slots.shownIn, subject)
              && !Limbs.equal(slots.value, at, slots.original, at)) {
            Address owner = accounts.address[slots.account[subject]];
            visitor.storage(owner, slots.key, at, slots.value, at);
          }
        }
        case Journal.EXISTENCE -> visitor.existence(accounts.address[subject]);
        case Journal.REMOVAL -> visitor.removal(accounts.address[subject]);
        default -> {} // nothing that another transaction could see
      }
    }
  }

  /** Whether the subject comes for the first time in this transaction. */
  private boolean isFirst(int[] shownIn, int subject) {
    boolean isFirst = shownIn[subject] != transaction;
    shownIn[subject] = transaction;
    return isFirst;
  }

  /** Shows what the transaction saw of accounts, where the parent state is a guess. */
  public void visitSightings(SightingVisitor visitor) {
    Sightings.visit(accounts, visitor);
  }

  /** How many accounts have a number, from 0 on. */
  public int accountCount() {
    return accounts.size();
  }

  StateView parent() {
    return parent;
  }

  /**
   * Hears what several threads have found comparing all accounts with the parent state, of use to
   * the next {@link #toDiff} for those that do not change until then. To be told between
   * transactions.
   */
  public void takeShares(List<DiffShare> shares) {
    beginTransaction(); // what is done from here on can be told from what was done before
    diffBuilder.take(shares, transaction);
  }

  /** What changed between the parent state and now. */
  public StateDiff toDiff() {
    return diffBuilder.build(parent, accounts, slots);
  }
}
