package io.weft.execution.types;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockBodyTest {
  private static final Signature SIGNATURE = new Signature(1, U256.of(2), U256.of(3));
  private static final Transaction LEGACY =
      new LegacyTransaction(
          1L, 0, U256.of(7), 21_000, Address.of(1), U256.ONE, Bytes.EMPTY, SIGNATURE);
  private static final Transaction TYPED =
      new DynamicFeeTransaction(
          1,
          1,
          U256.ONE,
          U256.of(7),
          90_000,
          null,
          U256.ZERO,
          Bytes.of(1, 2),
          List.of(),
          SIGNATURE);
  private static final BlockBody BODY =
      new BlockBody(
          List.of(LEGACY, TYPED), List.of(), List.of(new Withdrawal(1, 2, Address.of(3), 4)));

  private static Bytes encoded(BlockBody body) {
    RlpWriter out = new RlpWriter();
    body.writeListsTo(out);
    return out.toBytes();
  }

  @Test
  void decodedBodyIsTheSameAndEncodesToTheSameBytes() {
    BlockBody decoded = BlockBody.readLists(new RlpReader(encoded(BODY)));
    assertThat(decoded).isEqualTo(BODY).hasSameHashCodeAs(BODY);
    assertThat(encoded(decoded)).isEqualTo(encoded(BODY));
  }

  @Test
  void transactionsAreEncodedAloneWithoutTheirStringHeader() {
    BlockBody decoded = BlockBody.readLists(new RlpReader(encoded(BODY)));
    assertThat(decoded.encodedTransactions())
        .containsExactly(LEGACY.encoded(), TYPED.encoded())
        .isEqualTo(BODY.encodedTransactions());
  }

  @Test
  void bodiesDifferByAnyOfTheirLists() {
    assertThat(BODY)
        .isNotEqualTo(new BlockBody(List.of(LEGACY), List.of(), BODY.withdrawals()))
        .isNotEqualTo(new BlockBody(BODY.transactions(), List.of(), List.of()))
        .isNotEqualTo(new BlockBody(BODY.transactions(), List.of(), null));
  }
}
