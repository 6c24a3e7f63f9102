package io.weft.contracts.handle;

import static io.weft.contracts.handle.TestChain.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.contracts.wallet.Account;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Counter, airdrop and the two workloads on a chain. */
final class WorkloadContractsTest {
  private static final Address X = Address.of(0xA1);
  private static final Address Y = Address.of(0xA2);

  private final TestChain chain = new TestChain();
  private final Account alice = chain.alice();
  private final Account bob = chain.bob();

  @AfterEach
  void close() {
    chain.close();
  }

  @Test
  void counterCountsAndIsSetByAnybody() {
    Counter counter = new Counter(chain.deploy(alice, Counter.creation()));
    chain.send(alice, counter.setNumber(U256.of(41)));
    List<Log> logs = chain.send(bob, counter.increment());

    assertThat(chain.ask(counter.number())).isEqualTo(U256.of(42));
    assertThat(events(logs, counter.address(), Counter.NUMBER_CHANGED))
        .containsExactly(new Counter.NumberChanged(bob.address(), U256.of(42)));
  }

  @Test
  void counterAtItsLimitPanics() {
    Counter counter = new Counter(chain.deploy(alice, Counter.creation()));
    chain.send(alice, counter.setNumber(U256.MAX));

    assertThat(chain.refusal(alice, counter.increment(), Counter.ABI))
        .isEqualTo("panicked: arithmetic overflow or underflow (code 0x11)");
    assertThat(chain.ask(counter.number())).isEqualTo(U256.MAX);
  }

  @Test
  void airdropPaysSeveralTokensOrNone() {
    Token first = token();
    Token second = token();
    Airdrop airdrop = new Airdrop(chain.deploy(alice, Airdrop.creation()));
    chain.send(alice, first.approve(airdrop.address(), U256.of(100)));
    Call<?> drop =
        airdrop.drop(
            List.of(
                new Airdrop.Drop(first.address(), List.of(X, Y), List.of(U256.of(1), U256.of(2))),
                new Airdrop.Drop(second.address(), List.of(Y), List.of(U256.of(3)))));

    // the second token is not approved: the first is not paid either
    assertThat(chain.refusal(alice, drop, Airdrop.ABI)).contains("TransferFailed");
    assertThat(chain.ask(first.balanceOf(X))).isEqualTo(U256.ZERO);
    chain.send(alice, second.approve(airdrop.address(), U256.of(100)));
    List<Log> logs = chain.send(alice, drop);

    assertThat(chain.ask(first.balanceOf(X))).isEqualTo(U256.of(1));
    assertThat(chain.ask(first.balanceOf(Y))).isEqualTo(U256.of(2));
    assertThat(chain.ask(second.balanceOf(Y))).isEqualTo(U256.of(3));
    assertThat(events(logs, airdrop.address(), Airdrop.DROPPED))
        .containsExactly(
            new Airdrop.Dropped(first.address(), alice.address(), U256.of(2), U256.of(3)),
            new Airdrop.Dropped(second.address(), alice.address(), U256.of(1), U256.of(3)));
  }

  @Test
  void airdropOfEtherMustBePaidExactly() {
    Airdrop airdrop = new Airdrop(chain.deploy(alice, Airdrop.creation()));
    Call<?> drop = airdrop.dropEther(List.of(X, Y), List.of(U256.of(5), U256.of(6)));

    assertThat(chain.refusal(alice, drop.withValue(U256.of(12)), Airdrop.ABI))
        .isEqualTo("reverted: WrongValue(sent: 12, needed: 11)");
    chain.send(alice, drop);

    assertThat(chain.balance(X)).isEqualTo(U256.of(5));
    assertThat(chain.balance(Y)).isEqualTo(U256.of(6));
    assertThat(chain.balance(airdrop.address())).isEqualTo(U256.ZERO);
  }

  @Test
  void airdropListsMustBeOfOneLength() {
    Airdrop airdrop = new Airdrop(chain.deploy(alice, Airdrop.creation()));

    assertThat(
            chain.refusal(alice, airdrop.dropEther(List.of(X, Y), List.of(U256.ONE)), Airdrop.ABI))
        .isEqualTo("reverted: LengthMismatch(receivers: 2, amounts: 1)");
  }

  @Test
  void hotSlotDependsOnTheOrderOfItsCallers() {
    HotSlot one = new HotSlot(chain.deploy(alice, HotSlot.creation()));
    HotSlot other = new HotSlot(chain.deploy(alice, HotSlot.creation()));
    chain.send(alice, one.touch(U256.of(2)));
    chain.send(bob, one.touch(U256.of(2)));
    chain.send(bob, other.touch(U256.of(2)));
    chain.send(alice, other.touch(U256.of(2)));

    assertThat(chain.ask(one.value())).isNotEqualTo(chain.ask(other.value()));
  }

  @Test
  void hotSlotWithoutRoundsAddsTheCallerAndOne() {
    HotSlot slot = new HotSlot(chain.deploy(alice, HotSlot.creation()));
    chain.send(alice, slot.touch(U256.ZERO));

    assertThat(chain.ask(slot.value())).isEqualTo(alice.address().toU256().add(U256.ONE));
  }

  @Test
  void noConflictGivesEachCallerItsOwnSlot() {
    NoConflict one = new NoConflict(chain.deploy(alice, NoConflict.creation()));
    NoConflict other = new NoConflict(chain.deploy(alice, NoConflict.creation()));
    chain.send(alice, one.touch(U256.of(3)));
    chain.send(bob, one.touch(U256.of(3)));
    chain.send(bob, other.touch(U256.of(3)));
    chain.send(alice, other.touch(U256.of(3)));

    for (Account person : List.of(alice, bob)) {
      assertThat(chain.ask(one.valueOf(person.address())))
          .isEqualTo(chain.ask(other.valueOf(person.address())))
          .isNotEqualTo(U256.ZERO);
    }
    assertThat(chain.ask(one.valueOf(X))).isEqualTo(U256.ZERO);
  }

  private Token token() {
    return new Token(chain.deploy(alice, Token.creation("T", "T", U256.of(1000))));
  }
}
