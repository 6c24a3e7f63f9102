package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StaleRead.Kind;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Account;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which changes of a guessed state make what was done on it stale, and what adoption leaves. */
class SpeculativeReadsTest {
  private static final Address A = Address.of(0xA);
  private static final Address B = Address.of(0xB);
  private static final Bytes CODE = Bytes.fromHex("6001");

  private final TestState guess = new TestState().balance(A, 100).contract(B, CODE);
  private final TestState truth = new TestState().balance(A, 100).contract(B, CODE);

  @Test
  void nothingSeenIsNeverStale() {
    JournaledState speculation = speculate();
    truth.balance(A, 1);
    assertHolds(speculation);
  }

  @Test
  void creditHoldsOnAnyBalanceAndAddsToIt() {
    JournaledState speculation = speculate();
    speculation.addBalance(speculation.account(A), U256.of(7));
    truth.balance(A, 5);
    JournaledState committed = assertHolds(speculation);
    footprint(speculation).applyTo(committed);
    assertThat(committed.balance(committed.account(A))).isEqualTo(U256.of(12));
  }

  @Test
  void paymentHoldsWhileAsMuchIsLeftToSpare() {
    JournaledState speculation = speculate();
    speculation.subtractBalance(speculation.account(A), U256.of(60));
    truth.balance(A, 60);
    JournaledState committed = assertHolds(speculation);
    footprint(speculation).applyTo(committed);
    assertThat(committed.hasZeroBalance(committed.account(A))).isTrue();
    truth.balance(A, 59);
    assertStale(speculation, Kind.BALANCE);
  }

  @Test
  void secondPaymentNeedsBoth() {
    JournaledState speculation = speculate();
    speculation.subtractBalance(speculation.account(A), U256.of(60));
    speculation.subtractBalance(speculation.account(A), U256.of(30));
    truth.balance(A, 90);
    assertHolds(speculation);
    truth.balance(A, 89);
    assertStale(speculation, Kind.BALANCE);
  }

  @Test
  void refusedPaymentMayBePossibleWithMore() {
    JournaledState speculation = speculate();
    assertThat(speculation.canPay(speculation.account(A), new long[] {101, 0, 0, 0}, 0)).isFalse();
    truth.balance(A, 200);
    assertStale(speculation, Kind.BALANCE);
  }

  @Test
  void balanceReadIsStaleWithAnyOther() {
    JournaledState speculation = speculate();
    speculation.balance(speculation.account(A));
    truth.balance(A, 101);
    assertStale(speculation, Kind.BALANCE);
  }

  @Test
  void sameValueWrittenByAnotherIsNotStale() {
    guess.storage(B, U256.of(1), U256.of(5));
    truth.storage(B, U256.of(1), U256.of(5));
    JournaledState speculation = speculate();
    speculation.storage(speculation.slot(speculation.account(B), U256.of(1)));
    assertHolds(speculation);
    truth.storage(B, U256.of(1), U256.of(6));
    assertStale(speculation, Kind.STORAGE);
  }

  @Test
  void emptinessDoesNotDependOnHowMuchThereIs() {
    JournaledState speculation = speculate();
    assertThat(speculation.isEmpty(speculation.account(A))).isFalse();
    truth.balance(A, 1);
    assertHolds(speculation);
    truth.balance(A, 0);
    assertStale(speculation, Kind.EXISTENCE);
  }

  @Test
  void codeReadDoesNotDependOnNonceOrBalance() {
    JournaledState speculation = speculate();
    speculation.code(speculation.account(B));
    truth.account(B, 9, U256.of(9), CODE);
    assertHolds(speculation);
    truth.account(B, 1, U256.ZERO, Bytes.EMPTY);
    assertStale(speculation, Kind.CODE);
  }

  @Test
  void nonceReadIsStaleWithAnyOther() {
    JournaledState speculation = speculate();
    speculation.setNonce(speculation.account(A), speculation.nonce(speculation.account(A)) + 1);
    assertHolds(speculation);
    truth.account(A, 1, U256.of(100), Bytes.EMPTY);
    assertStale(speculation, Kind.NONCE);
  }

  private JournaledState speculate() {
    JournaledState state = new JournaledState(new Guess(guess), EmptyAccountRule.DELETE);
    state.beginTransaction();
    return state;
  }

  private static Footprint footprint(JournaledState speculation) {
    Footprint footprint = new Footprint();
    footprint.take(speculation);
    return footprint;
  }

  private JournaledState assertHolds(JournaledState speculation) {
    JournaledState committed = new JournaledState(truth, EmptyAccountRule.DELETE);
    assertThat(footprint(speculation).staleIn(committed)).isNull();
    return committed;
  }

  private void assertStale(JournaledState speculation, Kind kind) {
    StaleRead stale =
        footprint(speculation).staleIn(new JournaledState(truth, EmptyAccountRule.DELETE));
    assertThat(stale).isNotNull().extracting(StaleRead::kind).isEqualTo(kind);
  }

  /** Answers as if everything had been written by an earlier transaction. */
  private record Guess(StateView state) implements SpeculativeView {
    @Override
    public boolean isAsBeforeBlock() {
      return false;
    }

    @Override
    public @Nullable Account account(Address address) {
      return state.account(address);
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      return state.storage(address, slot);
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      return state.code(codeHash);
    }

    @Override
    public boolean hasStorage(Address address) {
      return state.hasStorage(address);
    }
  }
}
