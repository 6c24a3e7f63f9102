package io.weft.execution.testing;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The ways in which a block's access list can be wrong in one place. */
public enum ListFault {
  ACCOUNT_MISSING,
  ACCOUNT_TWICE,
  ACCOUNTS_OUT_OF_ORDER,
  /** One that is merely looked at. */
  ACCOUNT_UNTOUCHED,
  ACCOUNT_UNTOUCHED_BUT_PAID,
  /** The account is there, and nothing that happened to it. */
  ACCOUNT_BARE,
  READ_MISSING,
  READ_EXTRA,
  READ_TWICE,
  READS_OUT_OF_ORDER,
  READ_AS_WRITE,
  WRITE_AS_READ,
  WRITE_READ_AS_WELL,
  SLOT_TWICE,
  SLOTS_OUT_OF_ORDER,
  SLOT_WITHOUT_CHANGES,
  CHANGE_MISSING,
  CHANGE_TWICE,
  CHANGES_OUT_OF_ORDER,
  /** The value that was there already. */
  CHANGE_OF_NOTHING,
  VALUE_WRONG,
  STEP_EARLIER,
  STEP_LATER,
  /** That of the system calls before the transactions. */
  STEP_FIRST,
  /** That of what comes after them. */
  STEP_LAST,
  STEP_BEYOND_THE_BLOCK;

  /**
   * The list with this fault somewhere.
   *
   * @param transactions of the block
   * @return null where the list has no place for it
   */
  public @Nullable BlockAccessList in(BlockAccessList right, int transactions, Random random) {
    Draft draft = new Draft(right, transactions, random);
    if (!draft.spoil(this)) {
      return null;
    }
    BlockAccessList wrong = draft.list();
    return wrong.equals(right) ? null : wrong;
  }

  /** A list that can be changed. */
  private static final class Draft {
    private final List<Entry> accounts = new ArrayList<>();
    private final int transactions;
    private final Random random;

    Draft(BlockAccessList list, int transactions, Random random) {
      list.accounts().forEach(account -> accounts.add(new Entry(account)));
      this.transactions = transactions;
      this.random = random;
    }

    BlockAccessList list() {
      return new BlockAccessList(accounts.stream().map(Entry::changes).toList());
    }

    /** Whether there was a place for it. */
    boolean spoil(ListFault fault) {
      return switch (fault) {
        case ACCOUNT_MISSING -> accounts.remove(any(accounts));
        case ACCOUNT_TWICE -> repeat(accounts);
        case ACCOUNTS_OUT_OF_ORDER -> reverse(accounts);
        case ACCOUNT_UNTOUCHED -> insert(List.of());
        case ACCOUNT_UNTOUCHED_BUT_PAID -> insert(List.of(new Change<>(step(), U256.of(999))));
        case ACCOUNT_BARE -> clear(pick(accounts, entry -> !entry.isBare()));
        case READ_MISSING -> drop(reads());
        case READ_EXTRA -> readMore(pick(accounts, entry -> true));
        case READ_TWICE -> repeat(reads());
        case READS_OUT_OF_ORDER -> reverse(reads());
        case READ_AS_WRITE -> write(pick(accounts, entry -> !entry.reads.isEmpty()));
        case WRITE_AS_READ -> read(pick(accounts, entry -> !entry.slots.isEmpty()), true);
        case WRITE_READ_AS_WELL -> read(pick(accounts, entry -> !entry.slots.isEmpty()), false);
        case SLOT_TWICE -> repeat(slots());
        case SLOTS_OUT_OF_ORDER -> reverse(slots());
        case SLOT_WITHOUT_CHANGES -> empty(slots());
        default -> {
          Values<?> values = pick(values(), some -> true);
          yield values != null && values.spoil(fault, this);
        }
      };
    }

    private <T> @Nullable T pick(List<T> list, Predicate<T> wanted) {
      List<T> found = list.stream().filter(wanted).toList();
      return found.isEmpty() ? null : found.get(random.nextInt(found.size()));
    }

    private @Nullable Entry any(List<Entry> list) {
      return pick(list, entry -> true);
    }

    private List<U256> reads() {
      Entry entry = pick(accounts, some -> !some.reads.isEmpty());
      return entry == null ? List.of() : entry.reads;
    }

    private List<SlotChanges> slots() {
      Entry entry = pick(accounts, some -> !some.slots.isEmpty());
      return entry == null ? List.of() : entry.slots;
    }

    private List<Values<?>> values() {
      List<Values<?>> values = new ArrayList<>();
      for (Entry entry : accounts) {
        for (int i = 0; i < entry.slots.size(); i++) {
          SlotChanges slot = entry.slots.get(i);
          List<Change<U256>> changes = new ArrayList<>(slot.changes());
          entry.slots.set(i, new SlotChanges(slot.slot(), changes));
          values.add(new Values<>(changes, value -> value.isZero() ? U256.ONE : U256.ZERO));
        }
        values.add(new Values<>(entry.balances, value -> value.add(U256.ONE)));
        values.add(new Values<>(entry.nonces, value -> value + 1));
        values.add(new Values<>(entry.codes, value -> Bytes.of(0)));
      }
      values.removeIf(some -> some.changes.isEmpty());
      return values;
    }

    /** That of any transaction, or of what is before or after them. */
    private int step() {
      return random.nextInt(transactions + 2);
    }

    private <T> boolean drop(List<T> list) {
      return !list.isEmpty() && list.remove(random.nextInt(list.size())) != null;
    }

    private <T> boolean repeat(List<T> list) {
      if (list.isEmpty()) {
        return false;
      }
      int at = random.nextInt(list.size());
      list.add(at, list.get(at));
      return true;
    }

    private static <T> boolean reverse(List<T> list) {
      Collections.reverse(list);
      return list.size() > 1;
    }

    private boolean insert(List<Change<U256>> balances) {
      byte[] address = new byte[Address.SIZE];
      random.nextBytes(address);
      AccountChanges added =
          new AccountChanges(
              Address.from(address), List.of(), List.of(), balances, List.of(), List.of());
      accounts.add(new Entry(added));
      accounts.sort((a, b) -> a.address.compareTo(b.address));
      return true;
    }

    private static boolean clear(@Nullable Entry entry) {
      if (entry == null) {
        return false;
      }
      List.of(entry.slots, entry.balances, entry.nonces, entry.codes).forEach(List::clear);
      return true;
    }

    private boolean readMore(@Nullable Entry entry) {
      U256 slot = U256.of(random.nextInt(1000));
      return entry != null && !entry.has(slot) && addSorted(entry.reads, slot);
    }

    private boolean write(@Nullable Entry entry) {
      if (entry == null) {
        return false;
      }
      U256 slot = entry.reads.remove(random.nextInt(entry.reads.size()));
      entry.slots.add(new SlotChanges(slot, List.of(new Change<>(step(), U256.of(7)))));
      entry.slots.sort((a, b) -> a.slot().compareTo(b.slot()));
      return true;
    }

    private boolean read(@Nullable Entry entry, boolean instead) {
      if (entry == null) {
        return false;
      }
      int at = random.nextInt(entry.slots.size());
      U256 slot = entry.slots.get(at).slot();
      if (instead) {
        entry.slots.remove(at);
      }
      return addSorted(entry.reads, slot);
    }

    private boolean empty(List<SlotChanges> slots) {
      if (slots.isEmpty()) {
        return false;
      }
      int at = random.nextInt(slots.size());
      slots.set(at, new SlotChanges(slots.get(at).slot(), List.of()));
      return true;
    }

    private static boolean addSorted(List<U256> slots, U256 slot) {
      slots.add(slot);
      slots.sort(null);
      return true;
    }
  }

  /** An account that can be changed. */
  private static final class Entry {
    final Address address;
    final List<SlotChanges> slots;
    final List<U256> reads;
    final List<Change<U256>> balances;
    final List<Change<Long>> nonces;
    final List<Change<Bytes>> codes;

    Entry(AccountChanges account) {
      address = account.address();
      slots = new ArrayList<>(account.storageChanges());
      reads = new ArrayList<>(account.storageReads());
      balances = new ArrayList<>(account.balanceChanges());
      nonces = new ArrayList<>(account.nonceChanges());
      codes = new ArrayList<>(account.codeChanges());
    }

    boolean isBare() {
      return slots.isEmpty() && balances.isEmpty() && nonces.isEmpty() && codes.isEmpty();
    }

    boolean has(U256 slot) {
      return reads.contains(slot) || slots.stream().anyMatch(some -> some.slot().equals(slot));
    }

    AccountChanges changes() {
      return new AccountChanges(
          address,
          List.copyOf(slots),
          List.copyOf(reads),
          List.copyOf(balances),
          List.copyOf(nonces),
          List.copyOf(codes));
    }
  }

  /** What happened to one value, and how to make another of one of its kind. */
  private record Values<T>(List<Change<T>> changes, UnaryOperator<T> other) {
    boolean spoil(ListFault fault, Draft draft) {
      int at = draft.random.nextInt(changes.size());
      Change<T> change = changes.get(at);
      int end = draft.transactions + 1;
      return switch (fault) {
        case CHANGE_MISSING -> changes.remove(change);
        case CHANGE_TWICE -> draft.repeat(changes);
        case CHANGES_OUT_OF_ORDER -> Draft.reverse(changes);
        case CHANGE_OF_NOTHING -> add(at + 1, change.index() + 1, change.value());
        case VALUE_WRONG -> set(at, change.index(), other.apply(change.value()));
        case STEP_EARLIER -> change.index() > 0 && set(at, change.index() - 1, change.value());
        case STEP_LATER -> set(at, change.index() + 1, change.value());
        case STEP_FIRST -> add(0, 0, other.apply(change.value()));
        case STEP_LAST -> add(changes.size(), end, other.apply(change.value()));
        case STEP_BEYOND_THE_BLOCK ->
            add(changes.size(), end + 1 + draft.random.nextInt(3), other.apply(change.value()));
        default -> throw new IllegalArgumentException("not a fault of one value: " + fault);
      };
    }

    private boolean add(int at, int step, T value) {
      changes.add(at, new Change<>(step, value));
      return true;
    }

    private boolean set(int at, int step, T value) {
      changes.set(at, new Change<>(step, value));
      return true;
    }
  }
}
