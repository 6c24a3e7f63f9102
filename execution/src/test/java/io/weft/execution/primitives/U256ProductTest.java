package io.weft.execution.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Products beside those of {@link BigInteger}. */
class U256ProductTest {
  private static final long SEED = 20_261_123L;
  private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(256);

  @Test
  void productWithSmallNumberIsThatOfBigInteger() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      U256 a = number(random);
      long b = random.nextBoolean() ? -1L >>> random.nextInt(64) : random.nextLong();
      BigInteger product = a.toBigInteger().multiply(U256.of(b).toBigInteger());
      assertThat(a.multiply(b).toBigInteger())
          .as("%s times %s, seed %d", a, Long.toUnsignedString(b), SEED)
          .isEqualTo(product.mod(RANGE));
      assertThat(a.multiply(U256.of(b))).isEqualTo(a.multiply(b));
      assertThat(a.multiplyOverflows(b))
          .as("%s times %s, seed %d", a, Long.toUnsignedString(b), SEED)
          .isEqualTo(product.compareTo(RANGE) >= 0);
    }
  }

  /** Of any length, with runs of ones where carries happen. */
  private static U256 number(Random random) {
    BigInteger ones = BigInteger.ONE.shiftLeft(random.nextInt(257)).subtract(BigInteger.ONE);
    BigInteger other = new BigInteger(random.nextInt(257), random);
    return U256.from(random.nextBoolean() ? ones : ones.xor(other));
  }
}
