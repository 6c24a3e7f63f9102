package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockAccessList.AccountChanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Who chooses addresses and slots without knowing the key of the hash cannot make look-ups slow:
 * were all of these in one place, each test would take minutes.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ListedStateTest {
  private static final int MANY = 400_000;

  @Test
  void slotsWithUpperLimbsThatCancelOutAreFoundQuickly() {
    List<U256> slots = new ArrayList<>();
    for (long i = 0; i < MANY; i++) {
      slots.add(new U256(i, Long.rotateLeft(i, 32), 0, 0));
    }
    assertFound(slots);
  }

  @Test
  void addressesWithUpperLimbsThatCancelOutAreFoundQuickly() {
    List<AccountChanges> accounts = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      accounts.add(account(new Address(i, i, 0), List.of()));
    }
    ListedState listed = entered(accounts);
    for (AccountChanges account : accounts) {
      assertThat(listed.account(account.address())).isNotNull();
    }
  }

  private static void assertFound(List<U256> slots) {
    Address address = Address.of(1);
    slots.sort(Comparator.naturalOrder());
    ListedState listed = entered(List.of(account(address, slots)));
    ListedState.AccountEntry account = Objects.requireNonNull(listed.account(address));
    for (U256 slot : slots) {
      assertThat(ListedState.slot(account, slot)).isNotNull();
    }
  }

  private static AccountChanges account(Address address, List<U256> reads) {
    return new AccountChanges(address, List.of(), reads, List.of(), List.of(), List.of());
  }

  private static ListedState entered(List<AccountChanges> accounts) {
    ListedState listed = new ListedState(new BlockAccessList(accounts), new TestState());
    for (int i = 0; i < accounts.size(); i++) {
      listed.enter(i);
    }
    assertThat(listed.isInOrder()).isTrue();
    return listed;
  }
}
