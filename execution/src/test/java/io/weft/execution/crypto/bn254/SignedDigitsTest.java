package io.weft.execution.crypto.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SignedDigitsTest {
  private static final long SEED = 61;

  @Test
  void digitsAddUpToTheNumber() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      BigInteger number = new BigInteger(random.nextInt(260), random);
      BigInteger edge = BigInteger.ONE.shiftLeft(random.nextInt(260));
      switch (random.nextInt(4)) {
        case 0 -> number = edge.subtract(BigInteger.valueOf(random.nextInt(40)));
        case 1 -> number = edge.add(number.and(BigInteger.valueOf(63)));
        default -> {}
      }
      number = random.nextBoolean() ? number : number.negate();
      int width = 2 + random.nextInt(6);
      byte[] digits = SignedDigits.of(number, width);
      String turn = "seed %d, turn %d: %s by %d".formatted(SEED, i, number, width);
      BigInteger sum = BigInteger.ZERO;
      int last = -width;
      for (int at = 0; at < digits.length; at++) {
        sum = sum.add(BigInteger.valueOf(digits[at]).shiftLeft(at));
        if (digits[at] != 0) {
          assertThat(digits[at] & 1).as(turn).isEqualTo(1);
          assertThat(Math.abs(digits[at])).as(turn).isLessThan(1 << (width - 1));
          assertThat(at - last).as(turn).isGreaterThanOrEqualTo(width);
          last = at;
        }
      }
      assertThat(sum).as(turn).isEqualTo(number);
      assertThat(digits.length).as(turn).isEqualTo(last < 0 ? 0 : last + 1);
    }
  }
}
