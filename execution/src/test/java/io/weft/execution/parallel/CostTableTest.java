package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.CallKind;
import io.weft.execution.types.Authorization;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.SetCodeTransaction;
import io.weft.execution.types.Transaction;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostTableTest {
  private static final float LONG = 5_000_000;

  private final CostTable costs = new CostTable();

  @Test
  void whatTakesLongIsNotDisplacedByWhatDoesNot() {
    Transaction longOne = call(1);
    costs.learn(CallKind.called(longOne), LONG, false, 1);
    for (int to = 2; to < 100_000; to++) {
      costs.learn(CallKind.called(call(to)), 1_000, false, 1);
    }
    assertThat(costs.nanos(CallKind.called(longOne), longOne)).isEqualTo(LONG);
  }

  @Test
  void whatIsNotKnownIsWorthItsGasUpToALimit() {
    assertThat(costs.nanos(CallKind.called(call(1)), call(1))).isEqualTo(40_000);
    assertThat(costs.mostNanos(CallKind.called(call(1)), call(1))).isEqualTo(40_000);
  }

  @Test
  void authorizationsAreWorthTheirGasThoughNothingIsCalledWithData() {
    Transaction delegating =
        new SetCodeTransaction(
            1,
            0,
            U256.ZERO,
            U256.ONE,
            200_000,
            Address.of(1),
            U256.ZERO,
            Bytes.EMPTY,
            List.of(),
            List.of(new Authorization(U256.ONE, Address.of(2), 0, 0, U256.ONE, U256.ONE)),
            Signature.NONE);
    assertThat(costs.nanos(CallKind.called(delegating), delegating)).isEqualTo(40_000);
  }

  @Test
  void whatPaymentsTakeIsNotForgottenForOthers() {
    Transaction payment =
        new LegacyTransaction(
            null, 0, U256.ONE, 21_000, Address.of(1), U256.ONE, Bytes.EMPTY, Signature.NONE);
    costs.learn(CallKind.called(payment), 1_234);
    for (int to = 1; to < 100_000; to++) {
      costs.learn(CallKind.called(call(to)), LONG);
    }
    assertThat(costs.nanos(CallKind.called(payment), payment)).isEqualTo(1_234);
  }

  private static Transaction call(long to) {
    return new LegacyTransaction(
        null, 0, U256.ONE, 200_000, Address.of(to), U256.ZERO, Bytes.of(1), Signature.NONE);
  }
}
