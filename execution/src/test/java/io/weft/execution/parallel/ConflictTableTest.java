package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.CallKind;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import org.junit.jupiter.api.Test;

class ConflictTableTest {
  private static final Address SENDER = Address.fromHex("11".repeat(20));
  private static final U256 GOLD = Address.fromHex("22".repeat(20)).toU256();
  private static final U256 SILVER = Address.fromHex("33".repeat(20)).toU256();

  private final ConflictTable conflicts = new ConflictTable();

  @Test
  void whatWasInVainIsLikelyToBeSoAgainUntilItIsNot() {
    long kind = key(GOLD);
    conflicts.learn(kind, false);
    assertThat(conflicts.hasLikely()).isFalse();
    conflicts.learn(kind, true);
    assertThat(conflicts.isLikely(kind)).isTrue();
    assertThat(conflicts.hasLikely()).isTrue();
    int times = 0;
    while (conflicts.isLikely(kind)) {
      conflicts.learn(kind, false);
      assertThat(++times).isLessThan(100);
    }
    assertThat(times).isGreaterThan(5);
    assertThat(conflicts.hasLikely()).isFalse();
  }

  @Test
  void itIsForgiven() {
    long kind = key(GOLD);
    conflicts.learn(kind, true);
    conflicts.forgive(kind, 0.1f);
    assertThat(conflicts.isLikely(kind)).isFalse();
    conflicts.forgive(key(SILVER), 0.1f);
    assertThat(conflicts.isLikely(key(SILVER))).isFalse();
  }

  @Test
  void likelyOnesAreCountedHoweverManyDisplaceEachOther() {
    for (int i = 0; i < 100_000; i++) {
      conflicts.learn(CallKind.called(call(i)), true);
    }
    for (int i = 0; i < 100_000; i++) {
      conflicts.forgive(CallKind.called(call(i)), 0);
    }
    assertThat(conflicts.hasLikely()).isFalse();
  }

  private static long key(U256... arguments) {
    Transaction call = call(1, arguments);
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
