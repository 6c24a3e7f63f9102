package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Account;
import io.weft.execution.types.Log;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournaledStateTest {
  private static final Address A = Address.of(0xA);
  private static final Address B = Address.of(0xB);
  private static final Bytes CODE = Bytes.of(0x60, 0x00);

  private final TestState parent =
      new TestState().account(A, 3, U256.of(100), CODE).storage(A, 1, 11).storage(A, 2, 22);
  private final JournaledState state = new JournaledState(parent, EmptyAccountRule.DELETE);
  private final int a = state.account(A);
  private final int b = state.account(B);

  private int slot(long key) {
    return state.slot(a, U256.of(key));
  }

  private static long[] limbs(long value) {
    return new long[] {value, 0, 0, 0};
  }

  @Test
  void readsComeFromTheParent() {
    assertThat(state.nonce(a)).isEqualTo(3);
    assertThat(state.balance(a)).isEqualTo(U256.of(100));
    assertThat(state.code(a)).isEqualTo(CODE);
    assertThat(state.storage(slot(1))).isEqualTo(U256.of(11));
    assertThat(state.exists(b)).isFalse();
    assertThat(state.toDiff().isEmpty()).isTrue();
  }

  @Test
  void addressesInPiecesNameTheSameAccount() {
    Address full = Address.fromHex("0xffeeddccbbaa99887766554433221100ffeeddcc");
    U256 dirty = new U256(-1, full.toU256().l2() | 0xFFFFFFFF00000000L, full.mid(), full.lo());
    assertThat(state.account(dirty.l2(), dirty.l1(), dirty.l0())).isEqualTo(state.account(full));
  }

  @Test
  void revertRestoresEverythingSinceTheCheckpoint() {
    state.setStorage(slot(1), U256.of(12));
    StateDiff before = state.toDiff();
    int checkpoint = state.checkpoint();
    state.setBalance(a, U256.of(7));
    state.setNonce(b, 1);
    state.setCode(b, Bytes.of(1));
    state.setStorage(slot(1), U256.of(13));
    state.setTransientStorage(a, 0, 0, 0, 5, limbs(55), 0);
    state.createContract(b);
    state.destroy(a);
    state.addRefund(10);
    state.addLog(new Log(A, List.of(), Bytes.EMPTY));
    state.warmAccount(a);
    state.warmSlot(slot(2));
    state.revert(checkpoint);

    assertThat(state.toDiff()).isEqualTo(before);
    assertThat(state.exists(b)).isFalse();
    assertThat(state.code(b)).isEqualTo(Bytes.EMPTY);
    assertThat(state.isCreatedInTransaction(b)).isFalse();
    assertThat(state.destroyedAccounts()).isEmpty();
    assertThat(state.refundCounter()).isZero();
    assertThat(state.logs()).isEmpty();
    assertThat(state.isWarmAccount(a)).isFalse();
    assertThat(state.isWarmSlot(slot(2))).isFalse();
    long[] value = new long[4];
    state.transientStorage(a, 0, 0, 0, 5, value, 0);
    assertThat(value).containsOnly(0);
  }

  @Test
  void innerReleaseIsUndoneByOuterRevert() {
    int outer = state.checkpoint();
    int inner = state.checkpoint();
    state.setNonce(a, 9);
    state.release(inner);
    assertThat(state.nonce(a)).isEqualTo(9);
    state.revert(outer);
    assertThat(state.nonce(a)).isEqualTo(3);
  }

  @Test
  void originalIsTheValueAtTheStartOfTheTransaction() {
    long[] original = new long[4];
    state.setStorage(slot(1), U256.of(12));
    state.originalStorage(slot(1), original, 0);
    assertThat(original[0]).isEqualTo(11);
    state.finishTransaction();
    state.beginTransaction();
    state.originalStorage(slot(1), original, 0);
    assertThat(original[0]).isEqualTo(12);
  }

  @Test
  void nextTransactionStartsColdWithoutTransientStorageOrLogs() {
    state.warmAccount(a);
    state.warmSlot(slot(1));
    state.setTransientStorage(a, 0, 0, 0, 5, limbs(55), 0);
    state.addLog(new Log(A, List.of(), Bytes.EMPTY));
    state.createContract(b);
    state.finishTransaction();
    state.beginTransaction();
    long[] value = new long[4];
    state.transientStorage(a, 0, 0, 0, 5, value, 0);
    assertThat(value).containsOnly(0);
    assertThat(state.warmAccount(a)).isTrue();
    assertThat(state.warmSlot(slot(1))).isTrue();
    assertThat(state.logs()).isEmpty();
    assertThat(state.isCreatedInTransaction(b)).isFalse();
  }

  @Test
  void diffNamesOnlyWhatDiffersAndBothValues() {
    state.setStorage(slot(1), U256.of(12));
    state.setStorage(slot(2), U256.of(23));
    state.setStorage(slot(2), U256.of(22));
    state.transfer(a, b, limbs(40), 0);
    StateDiff diff = state.toDiff();
    assertThat(diff.accounts()).extracting(StateDiff.AccountDiff::address).containsExactly(A, B);
    StateDiff.AccountDiff first = diff.accounts().get(0);
    assertThat(first.slots())
        .containsExactly(new StateDiff.SlotDiff(U256.of(1), U256.of(11), U256.of(12)));
    assertThat(first.before()).isEqualTo(parent.account(A));
    assertThat(diff.accounts().get(1).before()).isNull();
    assertThat(diff.accounts().get(1).after())
        .isEqualTo(new Account(0, U256.of(40), Account.EMPTY.codeHash()));
  }

  @Test
  void destroyedAccountLosesItsStorageAlsoWhereItIsCreatedAnew() {
    state.destroy(a);
    assertThat(state.storage(slot(1))).isEqualTo(U256.of(11));
    state.finishTransaction();
    state.beginTransaction();
    assertThat(state.exists(a)).isFalse();
    state.addBalance(a, U256.of(1));
    assertThat(state.storage(slot(1))).isEqualTo(U256.ZERO);
    assertThat(state.storage(slot(2))).isEqualTo(U256.ZERO);
    state.setStorage(slot(2), U256.of(5));
    state.finishTransaction();
    StateDiff.AccountDiff diff = state.toDiff().accounts().get(0);
    assertThat(diff.storageCleared()).isTrue();
    assertThat(diff.slots())
        .containsExactly(new StateDiff.SlotDiff(U256.of(2), U256.of(22), U256.of(5)));
    assertThat(
            new TestState()
                .account(A, 3, U256.of(100), CODE)
                .storage(A, 1, 11)
                .storage(A, 2, 22)
                .apply(state.toDiff())
                .storage(A, U256.of(2)))
        .isEqualTo(U256.of(5));
  }

  @Test
  void slotThatGetsItsOldValueBackAfterClearingIsInTheDiff() {
    state.destroy(a);
    state.finishTransaction();
    state.beginTransaction();
    state.setNonce(a, 3);
    state.setStorage(slot(1), U256.of(11));
    state.finishTransaction();
    parent.apply(state.toDiff());
    assertThat(parent.storage(A, U256.of(1))).isEqualTo(U256.of(11));
    assertThat(parent.storage(A, U256.of(2))).isEqualTo(U256.ZERO);
  }

  @Test
  void touchedEmptyAccountsAreDeletedOrKeptByTheRule() {
    parent.balance(B, 0);
    state.touch(b);
    state.finishTransaction();
    assertThat(state.exists(b)).isFalse();

    JournaledState keeping = new JournaledState(new TestState(), EmptyAccountRule.KEEP);
    int account = keeping.account(B);
    keeping.touch(account);
    keeping.finishTransaction();
    assertThat(keeping.toDiff().accounts().get(0).after()).isEqualTo(Account.EMPTY);
  }

  @Test
  void touchOfRipemd160OutlivesARevert() {
    Address ripemd160 = Address.of(3);
    parent.balance(ripemd160, 0).balance(B, 0);
    int checkpoint = state.checkpoint();
    state.touch(state.account(ripemd160));
    state.touch(b);
    state.revert(checkpoint);
    state.finishTransaction();
    assertThat(state.exists(state.account(ripemd160))).isFalse();
    assertThat(state.exists(b)).isTrue();
  }

  @Test
  void resetForgetsEverything() {
    state.setNonce(a, 9);
    state.warmAccount(b);
    state.setStorage(slot(1), U256.of(5));
    TestState other = new TestState().balance(B, 77);
    state.reset(other, EmptyAccountRule.DELETE);
    int sameNumber = state.account(B);
    assertThat(state.balance(sameNumber)).isEqualTo(U256.of(77));
    assertThat(state.isWarmAccount(sameNumber)).isFalse();
    assertThat(state.storage(state.slot(sameNumber, U256.of(1)))).isEqualTo(U256.ZERO);
    assertThat(state.exists(state.account(A))).isFalse();
    assertThat(state.toDiff().isEmpty()).isTrue();
  }

  @Test
  void spendingMoreThanThereIsIsTheCallersBug() {
    assertThatThrownBy(() -> state.subtractBalance(a, U256.of(101)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("expected at least 101, got 100");
  }

  @Test
  void randomChangesRevertToEveryEarlierCheckpoint() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Integer> open = new ArrayList<>();
    List<StateDiff> diffs = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      int account = state.account(Address.of(random.nextInt(300)));
      int slot = state.slot(account, U256.of(random.nextInt(20)));
      switch (random.nextInt(10)) {
        case 0 -> state.setNonce(account, random.nextInt(5));
        case 1 -> state.setBalance(account, U256.of(random.nextInt(5)));
        case 2 -> state.setCode(account, Bytes.of(random.nextInt(3)));
        case 3 -> state.touch(account);
        case 4 -> state.addBalance(account, U256.of(random.nextInt(2)));
        case 5, 6 -> state.setStorage(slot, U256.of(random.nextInt(4)));
        case 7 -> {
          if (open.size() < 20) {
            diffs.add(state.toDiff());
            open.add(state.checkpoint());
          }
        }
        default -> {
          if (!open.isEmpty() && random.nextInt(4) == 0) {
            int depth = random.nextInt(open.size());
            state.revert(open.get(depth));
            assertThat(state.toDiff())
                .as("seed %s, step %s", seed, step)
                .isEqualTo(diffs.get(depth));
            open.subList(depth, open.size()).clear();
            diffs.subList(depth, diffs.size()).clear();
          }
        }
      }
    }
  }
}
