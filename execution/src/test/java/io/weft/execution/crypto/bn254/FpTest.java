package io.weft.execution.crypto.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FpTest {
  private static final long SEED = 31;
  private static final BigInteger HALF = BigInteger.TWO.modInverse(Fp.MODULUS);

  @Test
  void operationsAgreeWithThoseOfBigInteger() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      BigInteger a = number(random);
      BigInteger b = number(random);
      BigInteger c = number(random);
      BigInteger d = number(random);
      Fp x = element(a);
      Fp y = element(b);
      String turn = "seed " + SEED + ", turn " + i;
      assertThat(number(x)).as(turn).isEqualTo(a);
      assertThat(number(x.add(y))).as(turn).isEqualTo(reduced(a.add(b)));
      assertThat(number(x.subtract(y))).as(turn).isEqualTo(reduced(a.subtract(b)));
      assertThat(number(x.negate())).as(turn).isEqualTo(reduced(a.negate()));
      assertThat(number(x.twice())).as(turn).isEqualTo(reduced(a.add(a)));
      assertThat(number(x.multiply(y))).as(turn).isEqualTo(reduced(a.multiply(b)));
      assertThat(number(x.half())).as(turn).isEqualTo(reduced(a.multiply(HALF)));
      assertThat(number(Fp.nineTimesLess(x, y)))
          .as(turn)
          .isEqualTo(reduced(a.multiply(BigInteger.valueOf(9)).subtract(b)));
      assertThat(number(x.sumOfProducts(y, element(c), element(d))))
          .as(turn)
          .isEqualTo(reduced(a.multiply(b).add(c.multiply(d))));
    }
  }

  @Test
  void inverseTimesElementIsOne() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      Fp x = element(number(random));
      Fp product = x.multiply(x.inverse());
      assertThat(product).as("seed %d, turn %d", SEED, i).isEqualTo(x.isZero() ? x : Fp.ONE);
    }
  }

  @Test
  void onlyNumbersBelowTheModulusAreReduced() {
    assertThat(Fp.isReduced(U256.from(Fp.MODULUS.subtract(BigInteger.ONE)))).isTrue();
    assertThat(Fp.isReduced(U256.from(Fp.MODULUS))).isFalse();
    assertThat(Fp.isReduced(U256.MAX)).isFalse();
  }

  /** Any number of the field, the smallest and largest more often. */
  private static BigInteger number(Random random) {
    BigInteger small = BigInteger.valueOf(random.nextInt(3));
    return switch (random.nextInt(4)) {
      case 0 -> small;
      case 1 -> Fp.MODULUS.subtract(BigInteger.ONE).subtract(small);
      default -> reduced(new BigInteger(254, random));
    };
  }

  private static BigInteger reduced(BigInteger number) {
    return number.mod(Fp.MODULUS);
  }

  private static Fp element(BigInteger number) {
    return Fp.from(U256.from(number));
  }

  private static BigInteger number(Fp element) {
    return element.toU256().toBigInteger();
  }
}
