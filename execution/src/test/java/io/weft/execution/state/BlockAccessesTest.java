package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Account;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import io.weft.execution.types.BlockAccessList.Change;
import io.weft.execution.types.BlockAccessList.SlotChanges;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Lists beside those that sorted maps give: of transactions executed on the block's state, and of
 * the same transactions executed on guesses of it and taken over. The states are those of all
 * blocks, some of which end half-way.
 */
class BlockAccessesTest {
  private static final long SEED = 20_261_130L;
  private static final int BLOCKS = 150;

  private final Random random = new Random(SEED);
  private final JournaledState inTurn = watched();
  private final JournaledState adopting = watched();
  private final JournaledState lane = state();
  private final Footprint footprint = new Footprint();
  private TestState parent = new TestState();

  /** What the block's state is so far, of which nothing is watched. */
  private JournaledState truth = state();

  private static JournaledState state() {
    return new JournaledState(new TestState(), EmptyAccountRule.DELETE);
  }

  private static JournaledState watched() {
    JournaledState state = state();
    state.trackAccesses(true);
    return state;
  }

  // ---- what transactions do

  private Address address() {
    return new Address(-random.nextInt(2), -random.nextInt(2), random.nextInt(4));
  }

  private U256 key() {
    return new U256(-random.nextInt(2), 0, -random.nextInt(2), random.nextInt(3));
  }

  private U256 number() {
    return U256.of(random.nextInt(4));
  }

  /** Something that a transaction does in any state, and what it accesses. */
  private record Act(
      Address address, @Nullable U256 key, boolean isWrite, @Nullable Address other, Deed deed) {}

  @FunctionalInterface
  private interface Deed {
    void in(JournaledState state);
  }

  private Act act() {
    Address address = address();
    U256 key = key();
    U256 number = number();
    return switch (random.nextInt(12)) {
      case 0 -> of(address, state -> state.isEmpty(state.account(address)));
      case 1 -> of(address, state -> state.setNonce(state.account(address), number.l0()));
      case 2 -> of(address, state -> state.setBalance(state.account(address), number));
      case 3 -> of(address, state -> state.addBalance(state.account(address), number));
      case 4 -> {
        Bytes code = random.nextBoolean() ? Bytes.EMPTY : Bytes.of(random.nextInt(3));
        yield of(address, state -> state.setCode(state.account(address), code));
      }
      case 5 ->
          of(
              address,
              state -> {
                state.balance(state.account(address)); // as who inherits it does
                state.destroy(state.account(address));
              });
      case 6 -> {
        Address to = address();
        yield new Act(
            address,
            null,
            false,
            to,
            state -> {
              int from = state.account(address);
              long[] limbs = {state.balance(from).l0() & 1, 0, 0, 0};
              state.transfer(from, state.account(to), limbs, 0);
            });
      }
      case 7, 8 ->
          new Act(
              address,
              key,
              false,
              null,
              state -> state.storage(state.slot(state.account(address), key)));
      default ->
          new Act(
              address,
              key,
              true,
              null,
              state -> {
                int account = state.account(address);
                if (state.exists(account)) { // who is not there has no storage
                  state.setStorage(state.slot(account, key), number);
                } else {
                  state.storage(state.slot(account, key));
                }
              });
    };
  }

  private static Act of(Address address, Deed deed) {
    return new Act(address, null, false, null, deed);
  }

  /** Acts, of which the last so many are undone before the transaction ends. */
  private record Transaction(List<Act> acts, int undone) {
    void in(JournaledState state) {
      int checkpoint = -1;
      for (int i = 0; i < acts.size(); i++) {
        if (i == acts.size() - undone) {
          checkpoint = state.checkpoint();
        }
        acts.get(i).deed.in(state);
      }
      if (checkpoint >= 0) {
        state.revert(checkpoint);
      }
    }
  }

  private Transaction transaction() {
    List<Act> acts = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      acts.add(act());
    }
    return new Transaction(acts, acts.isEmpty() ? 0 : random.nextInt(acts.size()));
  }

  // ---- what sorted maps make of it

  /** What happened to an account, in maps by step. */
  private static final class Plain {
    final Map<Integer, U256> balances = new TreeMap<>();
    final Map<Integer, Long> nonces = new TreeMap<>();
    final Map<Integer, Bytes> codes = new TreeMap<>();
    final Map<U256, Map<Integer, U256>> slots = new TreeMap<>();

    AccountChanges changes(Address address) {
      List<SlotChanges> changed = new ArrayList<>();
      List<U256> read = new ArrayList<>();
      slots.forEach(
          (slot, values) -> {
            if (values.isEmpty()) {
              read.add(slot);
            } else {
              changed.add(new SlotChanges(slot, list(values)));
            }
          });
      return new AccountChanges(address, changed, read, list(balances), list(nonces), list(codes));
    }

    private static <T> List<Change<T>> list(Map<Integer, T> values) {
      List<Change<T>> list = new ArrayList<>();
      values.forEach((index, value) -> list.add(new Change<>(index, value)));
      return list;
    }
  }

  private static BlockAccessList list(Map<Address, Plain> plain) {
    List<AccountChanges> accounts = new ArrayList<>();
    plain.forEach((address, account) -> accounts.add(account.changes(address)));
    return new BlockAccessList(accounts);
  }

  private record Field(Address address, String name, @Nullable U256 key) {}

  /** All values that the transaction may have changed, as they are now. */
  private Map<Field, Object> values(Transaction transaction) {
    Map<Field, Object> values = new HashMap<>();
    for (Act act : transaction.acts) {
      for (Address address :
          act.other == null ? List.of(act.address) : List.of(act.address, act.other)) {
        int account = truth.account(address);
        values.put(new Field(address, "balance", null), truth.balance(account));
        values.put(new Field(address, "nonce", null), truth.nonce(account));
        values.put(new Field(address, "code", null), truth.code(account));
      }
      if (act.key != null) {
        values.put(
            new Field(act.address, "slot", act.key),
            truth.storage(truth.slot(truth.account(act.address), act.key)));
      }
    }
    return values;
  }

  private void execute(Transaction transaction, int step, Map<Address, Plain> plain) {
    Map<Field, Object> before = values(transaction);
    truth.beginTransaction();
    transaction.in(truth);
    truth.finishTransaction();
    truth.beginTransaction();
    values(transaction)
        .forEach(
            (field, after) -> {
              Plain account = plain.computeIfAbsent(field.address, unknown -> new Plain());
              boolean hasChanged = !after.equals(before.get(field));
              switch (field.name) {
                case "balance" -> put(account.balances, step, (U256) after, hasChanged);
                case "nonce" -> put(account.nonces, step, (Long) after, hasChanged);
                case "code" -> put(account.codes, step, (Bytes) after, hasChanged);
                default ->
                    put(
                        account.slots.computeIfAbsent(key(field), unknown -> new TreeMap<>()),
                        step,
                        (U256) after,
                        // What nobody wrote and is wiped with its account counts as read.
                        hasChanged && isWritten(transaction, field));
              }
            });
  }

  private static U256 key(Field field) {
    return Objects.requireNonNull(field.key);
  }

  private static boolean isWritten(Transaction transaction, Field field) {
    return transaction.acts.stream()
        .anyMatch(
            act -> act.isWrite && act.address.equals(field.address) && key(field).equals(act.key));
  }

  private static <T> void put(Map<Integer, T> values, int step, T value, boolean hasChanged) {
    if (hasChanged) {
      values.put(step, value);
    }
  }

  // ---- executing them

  private void runInTurn(Transaction transaction, int step) {
    inTurn.beginTransaction();
    transaction.in(inTurn);
    inTurn.finishTransaction();
    inTurn.accesses().note(step);
  }

  /** What executes ahead is not watched itself: the footprint says what it accessed. */
  private void runAhead(Transaction transaction, int step) {
    lane.reset(new Guess(truth), EmptyAccountRule.DELETE);
    lane.beginTransaction();
    transaction.in(lane);
    lane.finishTransaction();
    footprint.take(lane);
    assertThat(footprint.staleIn(adopting)).isNull();
    footprint.applyTo(adopting);
    footprint.noteAccesses(adopting, step);
  }

  /** Answers what an earlier transaction is thought to have left. */
  private record Guess(JournaledState truth) implements SpeculativeView {
    @Override
    public boolean isAsBeforeBlock() {
      return false;
    }

    @Override
    public @Nullable Account account(Address address) {
      int account = truth.account(address);
      return truth.exists(account)
          ? new Account(truth.nonce(account), truth.balance(account), truth.codeHash(account))
          : null;
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      return truth.storage(truth.slot(truth.account(address), slot));
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      for (int i = 0; i < truth.accountCount(); i++) {
        if (truth.codeHash(i).equals(codeHash)) {
          return truth.code(i);
        }
      }
      throw new IllegalStateException("no such code: " + codeHash);
    }

    @Override
    public boolean hasStorage(Address address) {
      return truth.hasStorage(truth.account(address));
    }
  }

  private void beginBlock() {
    parent = new TestState();
    for (int i = random.nextInt(12); i > 0; i--) {
      Address address = address();
      parent.account(address, random.nextInt(3), number(), Bytes.of(random.nextInt(3)));
      parent.storage(address, key(), U256.of(1 + random.nextInt(3)));
    }
    inTurn.reset(parent, EmptyAccountRule.DELETE);
    adopting.reset(parent, EmptyAccountRule.DELETE);
    truth = new JournaledState(parent, EmptyAccountRule.DELETE);
  }

  @Test
  void listIsThatOfSortedMaps() {
    for (int block = 0; block < BLOCKS; block++) {
      beginBlock();
      Map<Address, Plain> plain = new TreeMap<>();
      int transactions = random.nextInt(30);
      for (int t = 0; t < transactions; t++) {
        int step = t / 2;
        Transaction transaction = transaction();
        runInTurn(transaction, step);
        runAhead(transaction, step);
        execute(transaction, step, plain);
        BlockAccessList expected = list(plain);
        String where = "seed %d, block %d, transaction %d".formatted(SEED, block, t);
        BlockAccessList found = inTurn.accesses().list();
        assertThat(found.accounts()).as(where).isEqualTo(expected.accounts());
        assertThat(found).as(where).isEqualTo(expected);
        assertThat(BlockAccessList.decode(found.encoded()).accounts()).isEqualTo(found.accounts());
        assertThat(adopting.accesses().list().accounts())
            .as("%s, taken over", where)
            .isEqualTo(expected.accounts());
      }
      if (random.nextInt(3) == 0) { // the block ends in the middle of a transaction
        inTurn.beginTransaction();
        transaction().in(inTurn);
      }
    }
  }

  @Test
  void newBlockBeginsWithAnEmptyList() {
    beginBlock();
    for (int t = 1; t < 300; t++) {
      runInTurn(transaction(), t);
    }
    transaction().in(inTurn);
    inTurn.reset(parent, EmptyAccountRule.DELETE);
    assertThat(inTurn.accesses().list()).isEqualTo(BlockAccessList.EMPTY);
    inTurn.accesses().note(1);
    assertThat(inTurn.accesses().list()).isEqualTo(BlockAccessList.EMPTY);
  }
}
