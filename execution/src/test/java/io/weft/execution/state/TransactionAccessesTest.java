package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.TransactionAccesses.AccountAccess;
import io.weft.execution.state.TransactionAccesses.SlotAccess;
import io.weft.execution.testing.TestState;
import org.junit.jupiter.api.Test;

class TransactionAccessesTest {
  private static final Address A = Address.of(0xA);
  private static final Address B = Address.of(0xB);
  private static final U256 SLOT = U256.ONE;

  private final TestState parent =
      new TestState().account(A, 3, U256.of(100), Bytes.of(0)).storage(A, 1, 11);
  private final JournaledState state = new JournaledState(parent, EmptyAccountRule.DELETE);
  private int a;
  private int b;

  private void begin() {
    state.trackAccesses(true);
    state.beginTransaction();
    a = state.account(A);
    b = state.account(B);
  }

  private TransactionAccesses finish() {
    state.finishTransaction();
    return state.accesses();
  }

  private static AccountAccess untouched(Address address) {
    return new AccountAccess(address, null, null, null);
  }

  @Test
  void namingAnAccountOrWarmingItIsNoAccess() {
    begin();
    state.warmAccount(a);
    state.warmSlot(state.slot(a, SLOT));
    assertThat(finish().accounts()).isEmpty();
  }

  @Test
  void whatIsMerelyReadHasNoValues() {
    begin();
    state.storage(state.slot(a, SLOT));
    state.isEmpty(b);
    TransactionAccesses accesses = finish();
    assertThat(accesses.accounts()).containsExactly(untouched(A), untouched(B));
    assertThat(accesses.slots()).containsExactly(new SlotAccess(A, SLOT, null));
  }

  @Test
  void changesCarryTheValuesAfter() {
    begin();
    state.setNonce(a, 4);
    state.setBalance(a, U256.of(5));
    state.setCode(b, Bytes.of(7));
    state.setStorage(state.slot(a, SLOT), U256.ZERO);
    TransactionAccesses accesses = finish();
    assertThat(accesses.accounts())
        .containsExactly(
            new AccountAccess(A, U256.of(5), 4L, null),
            new AccountAccess(B, null, null, Bytes.of(7)));
    assertThat(accesses.slots()).containsExactly(new SlotAccess(A, SLOT, U256.ZERO));
  }

  @Test
  void valuesThatComeBackDidNotChange() {
    begin();
    state.setBalance(a, U256.of(5));
    state.setBalance(a, U256.of(100));
    state.setStorage(state.slot(a, SLOT), U256.ZERO);
    state.setStorage(state.slot(a, SLOT), U256.of(11));
    TransactionAccesses accesses = finish();
    assertThat(accesses.accounts()).containsExactly(untouched(A));
    assertThat(accesses.slots()).containsExactly(new SlotAccess(A, SLOT, null));
  }

  @Test
  void whatWasRevertedStaysAccessed() {
    begin();
    int checkpoint = state.checkpoint();
    state.setNonce(b, 1);
    state.setStorage(state.slot(a, SLOT), U256.ZERO);
    state.revert(checkpoint);
    TransactionAccesses accesses = finish();
    assertThat(accesses.accounts()).containsExactlyInAnyOrder(untouched(A), untouched(B));
    assertThat(accesses.slots()).containsExactly(new SlotAccess(A, SLOT, null));
  }

  @Test
  void everyTransactionIsComparedWithTheOneBefore() {
    begin();
    state.setBalance(a, U256.of(5));
    state.setStorage(state.slot(a, SLOT), U256.of(12));
    finish();
    begin();
    state.setBalance(a, U256.of(100));
    state.storage(state.slot(a, SLOT));
    TransactionAccesses accesses = finish();
    assertThat(accesses.accounts()).containsExactly(new AccountAccess(A, U256.of(100), null, null));
    assertThat(accesses.slots()).containsExactly(new SlotAccess(A, SLOT, null));
  }

  @Test
  void contractDestroyedWhereItWasCreatedLeavesNothingBehind() {
    begin();
    state.createContract(b);
    state.setNonce(b, 1);
    state.setCode(b, Bytes.of(7));
    state.setStorage(state.slot(b, SLOT), U256.of(9));
    state.destroy(b);
    TransactionAccesses accesses = finish();
    assertThat(accesses.accounts()).containsExactly(untouched(B));
    assertThat(accesses.slots()).containsExactly(new SlotAccess(B, SLOT, null));
  }

  @Test
  void lookingBetweenTransactionsIsNoAccess() {
    begin();
    finish();
    state.nonce(a);
    begin();
    assertThat(finish().accounts()).isEmpty();
  }

  @Test
  void untrackedStateHasNoAnswer() {
    assertThatThrownBy(state::accesses).isInstanceOf(IllegalStateException.class);
  }
}
