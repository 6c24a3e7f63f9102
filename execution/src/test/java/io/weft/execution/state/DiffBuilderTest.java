package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Account;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Diffs beside those that comparing two plain states and sorting gives. */
class DiffBuilderTest {
  private static final long SEED = 20_261_130L;

  private final Random random = new Random(SEED);

  @Test
  void diffIsThatOfTwoPlainStates() {
    JournaledState state = new JournaledState(new TestState(), EmptyAccountRule.DELETE);
    for (int round = 0; round < 300; round++) {
      Scene scene = new Scene(1 + random.nextInt(60), 1 + random.nextInt(12));
      state.reset(scene.parent, EmptyAccountRule.DELETE);
      int steps = random.nextInt(400);
      for (int transaction = 0; transaction < 3; transaction++) {
        scene.steps(state, steps);
        StateDiff diff = state.toDiff();
        assertThat(diff).as("seed %d, round %d", SEED, round).isEqualTo(scene.diff(state));
        assertThat(state.toDiff()).isEqualTo(diff);
      }
    }
  }

  @Test
  void whatOthersFoundCountsForWhatDidNotChangeSince() {
    JournaledState state = new JournaledState(new TestState(), EmptyAccountRule.DELETE);
    List<DiffShare> shares = List.of(new DiffShare(), new DiffShare(), new DiffShare());
    for (int round = 0; round < 300; round++) {
      Scene scene = new Scene(1 + random.nextInt(60), 1 + random.nextInt(12));
      state.reset(scene.parent, EmptyAccountRule.DELETE);
      scene.steps(state, random.nextInt(400));
      int from = 0;
      while (from < state.accountCount()) {
        int to = Math.min(from + 1 + random.nextInt(8), state.accountCount());
        shares.get(random.nextInt(shares.size())).compare(state, from, to);
        from = to;
      }
      state.takeShares(shares);
      if (random.nextBoolean()) {
        scene.steps(state, random.nextInt(20));
      }
      StateDiff diff = state.toDiff();
      assertThat(diff).as("seed %d, round %d", SEED, round).isEqualTo(scene.diff(state));
      scene.steps(state, random.nextInt(20));
      assertThat(state.toDiff()).isEqualTo(scene.diff(state));
    }
  }

  @Test
  void whatOthersFoundOfAnEarlierStateIsForgotten() {
    JournaledState state = new JournaledState(new TestState(), EmptyAccountRule.DELETE);
    state.addBalance(state.account(Address.of(1)), U256.ONE);
    state.finishTransaction();
    DiffShare share = new DiffShare();
    share.compare(state, 0, state.accountCount());
    state.takeShares(List.of(share));
    state.reset(new TestState(), EmptyAccountRule.DELETE);
    assertThat(state.toDiff()).isSameAs(StateDiff.EMPTY);
  }

  @Test
  void whatWasOnlyReadIsNotInTheDiff() {
    TestState parent = new TestState().balance(Address.of(1), 5).storage(Address.of(1), 2, 3);
    JournaledState state = new JournaledState(parent, EmptyAccountRule.DELETE);
    int account = state.account(Address.of(1));
    state.balance(account);
    state.storage(state.slot(account, U256.of(2)));
    state.balance(state.account(Address.of(9)));
    assertThat(state.toDiff()).isSameAs(StateDiff.EMPTY);
  }

  /** A cleared account's slots are asked of the parent while the diff is made. */
  @Test
  void diffThatFailedLeavesNothingForTheNext() {
    Address address = Address.of(1);
    U256 slot = U256.of(2);
    AtomicBoolean fails = new AtomicBoolean();
    TestState parent = new TestState().balance(address, 5).storage(address, 2, 3);
    StateView failing =
        new StateView() {
          @Override
          public @Nullable Account account(Address of) {
            return parent.account(of);
          }

          @Override
          public U256 storage(Address of, U256 key) {
            if (fails.get()) {
              throw new IllegalStateException("no answer");
            }
            return parent.storage(of, key);
          }

          @Override
          public Bytes code(Hash32 codeHash) {
            return parent.code(codeHash);
          }

          @Override
          public boolean hasStorage(Address of) {
            return parent.hasStorage(of);
          }
        };
    JournaledState state = new JournaledState(failing, EmptyAccountRule.DELETE);
    state.beginTransaction();
    state.addBalance(state.account(Address.of(9)), U256.ONE);
    int account = state.account(address);
    state.destroy(account);
    state.finishTransaction();
    state.beginTransaction();
    state.addBalance(account, U256.ONE);
    state.setStorage(state.slot(account, slot), U256.ONE);
    state.finishTransaction();
    StateDiff expected = state.toDiff();
    fails.set(true);
    assertThatThrownBy(state::toDiff).hasMessage("no answer");
    fails.set(false);
    assertThat(state.toDiff()).isEqualTo(expected);
  }

  /** Accounts with common beginnings and ends, and the extremes. */
  private final class Scene {
    final TestState parent = new TestState();
    private final List<Address> addresses = new ArrayList<>();
    private final List<U256> slots = new ArrayList<>();

    Scene(int accounts, int slotsEach) {
      addresses.add(new Address(-1, -1, -1));
      addresses.add(Address.ZERO);
      slots.add(U256.MAX);
      slots.add(U256.ZERO);
      BigInteger common = number(256);
      for (int i = 0; i < accounts; i++) {
        addresses.add(Address.from(near(common)));
      }
      for (int i = 0; i < slotsEach; i++) {
        slots.add(near(common));
      }
      for (Address address : addresses) {
        if (random.nextBoolean()) {
          parent.account(address, random.nextInt(3), U256.of(random.nextInt(3)), code());
          for (U256 slot : slots) {
            parent.storage(address, slot, U256.of(random.nextInt(3)));
          }
        }
      }
    }

    /** A transaction of so many steps. */
    void steps(JournaledState state, int count) {
      state.beginTransaction();
      for (int i = 0; i < count; i++) {
        step(state);
      }
      state.finishTransaction();
    }

    void step(JournaledState state) {
      int account = state.account(addresses.get(random.nextInt(addresses.size())));
      int slot = state.slot(account, slots.get(random.nextInt(slots.size())));
      switch (random.nextInt(8)) {
        case 0 -> state.setNonce(account, random.nextInt(3));
        case 1 -> state.setBalance(account, U256.of(random.nextInt(3)));
        case 2 -> state.setCode(account, code());
        case 3 -> state.storage(slot);
        case 4 -> {
          if (random.nextInt(20) == 0) {
            state.destroy(account);
          }
        }
        default -> {
          if (!state.isEmpty(account)) {
            state.setStorage(slot, U256.of(random.nextInt(3)));
          }
        }
      }
    }

    /** What {@code state} says of each account and slot, against what the parent says. */
    StateDiff diff(JournaledState state) {
      List<StateDiff.AccountDiff> diffs = new ArrayList<>();
      TreeMap<Hash32, Bytes> codes = new TreeMap<>();
      for (Address address : addresses.stream().distinct().toList()) {
        int account = state.account(address);
        Account before = parent.account(address);
        Account after =
            state.exists(account)
                ? new Account(state.nonce(account), state.balance(account), state.codeHash(account))
                : null;
        boolean isCleared =
            before != null && (state.accounts.flags[account] & AccountTable.STORAGE_CLEARED) != 0;
        List<StateDiff.SlotDiff> changed = new ArrayList<>();
        for (U256 slot : slots.stream().distinct().toList()) {
          U256 was = parent.storage(address, slot);
          U256 is = state.storage(state.slot(account, slot));
          if (isCleared ? !is.isZero() : !is.equals(was)) {
            changed.add(new StateDiff.SlotDiff(slot, was, is));
          }
        }
        changed.sort(Comparator.comparing(StateDiff.SlotDiff::slot));
        if (isCleared || !changed.isEmpty() || !Objects.equals(before, after)) {
          diffs.add(new StateDiff.AccountDiff(address, before, after, isCleared, changed));
        }
        if (after != null
            && after.hasCode()
            && (before == null || !before.codeHash().equals(after.codeHash()))) {
          codes.put(after.codeHash(), state.code(account));
        }
      }
      diffs.sort(Comparator.comparing(StateDiff.AccountDiff::address));
      return new StateDiff(diffs, codes);
    }

    private U256 near(BigInteger common) {
      return U256.from(
          switch (random.nextInt(4)) {
            case 0 -> common.flipBit(random.nextInt(256));
            case 1 -> common.xor(number(4));
            case 2 -> number(4);
            default -> number(256);
          });
    }

    private BigInteger number(int bits) {
      return new BigInteger(bits, random);
    }

    private Bytes code() {
      int size = random.nextInt(3);
      return size == 0 ? Bytes.EMPTY : Bytes.of(size);
    }
  }
}
