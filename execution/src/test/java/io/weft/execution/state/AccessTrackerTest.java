package io.weft.execution.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.TestState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is shown of one transaction; that it is noted the same, {@link BlockAccessesTest} shows. */
class AccessTrackerTest {
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

  /** What the transaction accessed, in words and in order. */
  private List<String> finish() {
    state.finishTransaction();
    Words words = new Words();
    state.accesses().visit(words);
    return words.all;
  }

  private static final class Words implements AccessVisitor {
    final List<String> all = new ArrayList<>();
    private final Map<Integer, String> names = new HashMap<>();

    private static String name(Address address) {
      return address.equals(A) ? "a" : address.equals(B) ? "b" : address.toString();
    }

    @Override
    public void account(int number, Address address) {
      names.put(number, name(address));
      all.add(name(address));
    }

    @Override
    public void balance(long[] limbs, int at) {
      all.add("balance " + Limbs.get(limbs, at));
    }

    @Override
    public void nonce(long nonce) {
      all.add("nonce " + nonce);
    }

    @Override
    public void code(Bytes code) {
      all.add("code " + code);
    }

    @Override
    public void removal(boolean hadNonceOrCode) {
      all.add(hadNonceOrCode ? "gone" : "gone, had nothing");
    }

    @Override
    public void slot(int account, long[] keys, int key) {
      all.add(names.get(account) + "[" + Limbs.get(keys, key) + "]");
    }

    @Override
    public void slot(int account, long[] keys, int key, long[] values, int value) {
      slot(account, keys, key);
      all.add("value " + Limbs.get(values, value));
    }
  }

  @Test
  void namingAnAccountOrWarmingItIsNoAccess() {
    begin();
    state.warmAccount(a);
    state.warmSlot(state.slot(a, SLOT));
    assertThat(finish()).isEmpty();
  }

  @Test
  void whatIsMerelyReadHasNoValues() {
    begin();
    state.storage(state.slot(a, SLOT));
    state.isEmpty(b);
    assertThat(finish()).containsExactly("a", "b", "a[" + SLOT + "]");
  }

  @Test
  void changesCarryTheValuesAfter() {
    begin();
    state.setNonce(a, 4);
    state.setBalance(a, U256.of(5));
    state.setCode(b, Bytes.of(7));
    state.setStorage(state.slot(a, SLOT), U256.ZERO);
    assertThat(finish())
        .containsExactly(
            "a",
            "balance " + U256.of(5),
            "nonce 4",
            "b",
            "code " + Bytes.of(7),
            "a[" + SLOT + "]",
            "value " + U256.ZERO);
  }

  @Test
  void valuesThatComeBackDidNotChange() {
    begin();
    state.setBalance(a, U256.of(5));
    state.setBalance(a, U256.of(100));
    state.setStorage(state.slot(a, SLOT), U256.ZERO);
    state.setStorage(state.slot(a, SLOT), U256.of(11));
    assertThat(finish()).containsExactly("a", "a[" + SLOT + "]");
  }

  @Test
  void whatWasRevertedStaysAccessed() {
    begin();
    int checkpoint = state.checkpoint();
    state.setNonce(b, 1);
    state.setStorage(state.slot(a, SLOT), U256.ZERO);
    state.revert(checkpoint);
    assertThat(finish()).containsExactly("b", "a", "a[" + SLOT + "]");
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
    assertThat(finish()).containsExactly("a", "balance " + U256.of(100), "a[" + SLOT + "]");
  }

  @Test
  void contractDestroyedWhereItWasCreatedLeavesNothingBehind() {
    begin();
    state.createContract(b);
    state.setNonce(b, 1);
    state.setCode(b, Bytes.of(7));
    state.setStorage(state.slot(b, SLOT), U256.of(9));
    state.destroy(b);
    assertThat(finish()).containsExactly("b", "b[" + SLOT + "]");
  }

  @Test
  void whoIsGoneIsShownSo() {
    begin();
    state.destroy(a);
    state.addBalance(b, U256.ZERO);
    assertThat(finish())
        .containsExactly(
            "b", "a", "balance " + U256.ZERO, "nonce 0", "code " + Bytes.EMPTY, "gone");
  }

  @Test
  void lookingBetweenTransactionsIsNoAccess() {
    begin();
    finish();
    state.nonce(a);
    begin();
    assertThat(finish()).isEmpty();
  }

  @Test
  void untrackedStateHasNoAnswer() {
    assertThatThrownBy(state::accesses).isInstanceOf(IllegalStateException.class);
  }
}
