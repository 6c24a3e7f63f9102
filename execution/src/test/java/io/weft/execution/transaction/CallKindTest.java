package io.weft.execution.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class CallKindTest {
  private static final Address SENDER = Address.fromHex("11".repeat(20));
  private static final U256 SENDER_WORD = SENDER.toU256();
  private static final U256 GOLD = Address.fromHex("22".repeat(20)).toU256();
  private static final U256 SILVER = Address.fromHex("33".repeat(20)).toU256();
  private static final U256 COPPER = Address.fromHex("44".repeat(20)).toU256();

  @Test
  void callsThatNameTheSameAreOfOneKind() {
    assertThat(key(GOLD, SILVER)).isEqualTo(key(SILVER, GOLD));
    assertThat(key(GOLD, SILVER)).isNotEqualTo(key(GOLD, COPPER));
  }

  @Test
  void numbersAndTheSenderAreNotNamed() {
    assertThat(key(GOLD, U256.of(10_000), U256.MAX, SENDER_WORD)).isEqualTo(key(GOLD));
    assertThat(key(U256.of(10_000), SENDER_WORD)).isEqualTo(key());
  }

  @Test
  void amountsOfTokensAreNotNamed() {
    U256 hundredThousandOfEighteenDecimals = U256.from(BigInteger.TEN.pow(23));
    assertThat(key(GOLD, hundredThousandOfEighteenDecimals)).isEqualTo(key(GOLD));
  }

  @Test
  void callsOfDifferentContractsAreNot() {
    long other = key(call(2, GOLD));
    assertThat(other).isNotEqualTo(key(GOLD));
  }

  @Test
  void shortOrOddDataNamesNobody() {
    Transaction odd = call(1, Bytes.fromHex("01020304" + "22".repeat(31)));
    long call = CallKind.called(odd);
    assertThat(CallKind.naming(call, odd, SENDER)).isEqualTo(call);
  }

  private static long key(U256... arguments) {
    return key(call(1, arguments));
  }

  private static long key(Transaction call) {
    return CallKind.naming(CallKind.called(call), call, SENDER);
  }

  private static Transaction call(long to, U256... arguments) {
    Bytes data = Bytes.of(1, 2, 3, 4);
    for (U256 argument : arguments) {
      data = data.concat(Bytes.wrap(argument.toBytes32()));
    }
    return call(to, data);
  }

  private static Transaction call(long to, Bytes data) {
    return new LegacyTransaction(
        null, 0, U256.ONE, 200_000, Address.of(to), U256.ZERO, data, Signature.NONE);
  }
}
