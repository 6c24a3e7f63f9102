package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.TestState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link JournaledState#visitChanges} shows of a transaction. */
class ShownChangesTest {
  private static final Address A = Address.of(0xA);
  private static final U256 ONE = U256.of(1);

  private final JournaledState state =
      new JournaledState(new TestState().balance(A, 100).storage(A, 1, 5), EmptyAccountRule.DELETE);

  @Test
  void whatChangedTwiceIsShownOnceAsItWasLeft() {
    int account = state.account(A);
    state.addBalance(account, ONE);
    state.addBalance(account, ONE);
    int slot = state.slot(account, ONE);
    state.setStorage(slot, U256.of(7));
    state.setStorage(slot, U256.of(8));
    assertThat(shown()).containsExactlyInAnyOrder("balance 102", "1 = 8");
  }

  @Test
  void slotThatIsAsItWasIsNotShown() {
    int slot = state.slot(state.account(A), ONE);
    state.setStorage(slot, U256.of(7));
    state.setStorage(slot, U256.of(5));
    assertThat(shown()).isEmpty();
  }

  @Test
  void nextTransactionIsShownItsOwn() {
    int account = state.account(A);
    int slot = state.slot(account, ONE);
    state.addBalance(account, ONE);
    state.setStorage(slot, U256.of(7));
    shown();
    state.beginTransaction();
    assertThat(shown()).isEmpty();
    state.addBalance(account, ONE);
    state.setStorage(slot, U256.of(5));
    assertThat(shown()).containsExactlyInAnyOrder("balance 102", "1 = 5");
  }

  private List<String> shown() {
    List<String> shown = new ArrayList<>();
    state.visitChanges(
        new ChangeVisitor() {
          @Override
          public void balance(Address account, long[] limbs, int at) {
            shown.add("balance " + limbs[at]);
          }

          @Override
          public void nonce(Address account, long nonce) {
            shown.add("nonce " + nonce);
          }

          @Override
          public void code(Address account, Hash32 hash, Bytes code) {
            shown.add("code " + code);
          }

          @Override
          public void existence(Address account) {
            shown.add("existence");
          }

          @Override
          public void removal(Address account) {
            shown.add("removal");
          }

          @Override
          public void storage(Address account, long[] keys, int key, long[] values, int value) {
            shown.add(keys[key] + " = " + values[value]);
          }
        });
    return shown;
  }
}
