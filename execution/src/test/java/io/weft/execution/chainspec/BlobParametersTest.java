package io.weft.execution.chainspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.U256;
import io.weft.execution.types.Transaction;
import org.junit.jupiter.api.Test;

class BlobParametersTest {
  private static final long BLOB = Transaction.GAS_PER_BLOB;
  private static final U256 FREE = U256.ZERO;

  @Test
  void priceStartsAtOneWei() {
    assertThat(BlobParameters.CANCUN.baseFeePerBlobGas(0)).isEqualTo(U256.ONE);
  }

  @Test
  void priceGrowsByEPerUpdateFraction() {
    assertThat(BlobParameters.CANCUN.baseFeePerBlobGas(10 * 3_338_477L))
        .isEqualTo(U256.of(22_026)); // e^10 = 22026.46…
  }

  @Test
  void priceOfAnAbsurdExcessSaturates() {
    assertThat(BlobParameters.CANCUN.baseFeePerBlobGas(Long.MAX_VALUE)).isEqualTo(U256.MAX);
  }

  @Test
  void excessIsWhatTargetDoesNotCover() {
    BlobParameters parameters = BlobParameters.CANCUN;
    assertThat(parameters.excessBlobGas(0, 2 * BLOB, FREE, false)).isZero();
    assertThat(parameters.excessBlobGas(BLOB, 5 * BLOB, FREE, false)).isEqualTo(3 * BLOB);
  }

  @Test
  void excessDoesNotFallWhileExecutionCostsMore() {
    BlobParameters parameters = BlobParameters.PRAGUE;
    U256 dear = U256.of(1_000_000_000);
    assertThat(parameters.excessBlobGas(10 * BLOB, 3 * BLOB, dear, true))
        .isEqualTo(10 * BLOB + 3 * BLOB * 3 / 9);
    assertThat(parameters.excessBlobGas(10 * BLOB, 3 * BLOB, FREE, true)).isEqualTo(7 * BLOB);
  }
}
