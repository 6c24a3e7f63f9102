package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.testing.TestState;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whoever chooses addresses and slots cannot make a block's look-ups slow: were all of these in one
 * place of a table, each test would take minutes.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PreparedKeysTest {
  private static final int MANY = 200_000;

  private final JournaledState state = new JournaledState(new TestState(), EmptyAccountRule.DELETE);

  private void assertQuick(LongFunction<Address> address) {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < MANY; i++) {
        assertThat(state.account(address.apply(i))).isEqualTo(i);
      }
    }
  }

  @Test
  void addressesWhoseWordsCancelOutAreFoundQuickly() {
    assertQuick(i -> new Address(0, i, Long.rotateLeft(i, 29)));
  }

  @Test
  void addressesThatDifferAtTheTopAreFoundQuickly() {
    assertQuick(i -> new Address((int) i, i, 0));
  }

  @Test
  void slotsWhoseLimbsCancelOutAreFoundQuickly() {
    int account = state.account(Address.of(1));
    for (int round = 0; round < 2; round++) {
      for (long i = 0; i < MANY; i++) {
        assertThat(state.slot(account, 0, i, 0, Long.rotateLeft(i, 32))).isEqualTo((int) i);
      }
    }
  }

  @Test
  void theSameSlotOfManyAccountsIsFoundQuickly() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < MANY; i++) {
        assertThat(state.slot(state.account(Address.of(i)), 0, 0, 0, 0)).isEqualTo(i);
      }
    }
  }
}
