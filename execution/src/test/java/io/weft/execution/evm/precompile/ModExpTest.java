package io.weft.execution.evm.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.evm.precompile.ModExp.Pricing;
import io.weft.execution.primitives.U256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ModExpTest {
  private static final U256 HUGE = U256.MAX;

  @Test
  void randomNumbersAgreeWithTheDefinition() {
    Random random = new Random(21);
    for (int i = 0; i < 400; i++) {
      BigInteger base = new BigInteger(random.nextInt(600), random);
      BigInteger exponent = new BigInteger(i % 4 == 0 ? 2 : random.nextInt(90), random);
      BigInteger modulus = new BigInteger(1 + random.nextInt(600), random);
      if (i % 3 == 0) {
        modulus = modulus.shiftLeft(random.nextInt(200));
      }
      byte[] input = call(bytes(base, 80), bytes(exponent, 12), bytes(modulus, 110));
      assertThat(run(Pricing.BERLIN, input))
          .as("seed 21, turn %d", i)
          .isEqualTo(bytes(power(base, exponent, modulus), 110));
    }
  }

  @Test
  void zeroModulusGivesZeros() {
    assertThat(run(Pricing.OSAKA, call(new byte[] {2}, new byte[] {5}, new byte[3])))
        .isEqualTo(new byte[3]);
  }

  @Test
  void modulusOneGivesZeros() {
    assertThat(run(Pricing.OSAKA, call(new byte[] {0}, new byte[] {0}, new byte[] {0, 1})))
        .isEqualTo(new byte[2]);
  }

  @Test
  void zeroToThePowerOfZeroIsOne() {
    assertThat(run(Pricing.OSAKA, call(new byte[0], new byte[0], new byte[] {7})))
        .isEqualTo(new byte[] {1});
  }

  @Test
  void emptyInputIsAnEmptyOutput() {
    assertThat(run(Pricing.BYZANTIUM, new byte[0])).isEmpty();
    assertThat(gas(Pricing.BYZANTIUM, new byte[0])).isZero();
    assertThat(gas(Pricing.BERLIN, new byte[0])).isEqualTo(200);
    assertThat(gas(Pricing.OSAKA, new byte[0])).isEqualTo(500);
  }

  @Test
  void numbersMayEndAnywhereAndGoOnWithZeros() {
    byte[] full = call(new byte[] {3, 1}, new byte[] {2, 0, 0}, new byte[] {1, 0, 7, 0, 0});
    byte[] expected = run(Pricing.BERLIN, full);
    assertThat(run(Pricing.BERLIN, Arrays.copyOf(full, full.length - 2))).isEqualTo(expected);
    for (int length = 0; length < full.length; length++) {
      byte[] cut = Arrays.copyOf(full, length);
      assertThat(run(Pricing.BERLIN, cut))
          .as("cut to %d", length)
          .isEqualTo(run(Pricing.BERLIN, Arrays.copyOf(cut, full.length)));
    }
  }

  @Test
  void unwrittenZerosOfALongExponentAreCounted() {
    byte[] header = lengths(U256.ONE, U256.of(5000), U256.ONE);
    byte[] input = Arrays.copyOf(header, 98);
    input[96] = 3;
    input[97] = 1;
    byte[] padded = Arrays.copyOf(input, 96 + 1 + 5000 + 1);
    padded[padded.length - 1] = (byte) 251;
    byte[] expected = run(Pricing.BERLIN, padded);
    BigInteger exponent = BigInteger.ONE.shiftLeft(8 * 4999);
    BigInteger power = BigInteger.valueOf(3).modPow(exponent, BigInteger.valueOf(251));
    assertThat(expected).isEqualTo(bytes(power, 1));
    // Without its modulus the input says modulus zero.
    assertThat(run(Pricing.BERLIN, input)).isEqualTo(new byte[1]);
  }

  @Test
  void lengthZeroOfBaseAndModulusNeedsNoExponent() {
    byte[] input = lengths(U256.ZERO, HUGE, U256.ZERO);
    assertThat(gas(Pricing.BYZANTIUM, input)).isZero();
    assertThat(run(Pricing.BYZANTIUM, input)).isEmpty();
    assertThat(gas(Pricing.BERLIN, input)).isEqualTo(200);
    assertThat(run(Pricing.BERLIN, input)).isEmpty();
  }

  @Test
  void hugeLengthsCostMoreThanAnyBlockHolds() {
    for (Pricing pricing : Pricing.values()) {
      assertThat(gas(pricing, lengths(HUGE, U256.ONE, U256.ONE))).isEqualTo(Long.MAX_VALUE);
      assertThat(gas(pricing, lengths(U256.ONE, HUGE, U256.ONE))).isEqualTo(Long.MAX_VALUE);
      assertThat(gas(pricing, lengths(U256.ONE, U256.ONE, HUGE))).isEqualTo(Long.MAX_VALUE);
      assertThat(gas(pricing, lengths(U256.ZERO, HUGE, U256.ONE))).isEqualTo(Long.MAX_VALUE);
      U256 large = U256.of(Integer.MAX_VALUE);
      assertThat(gas(pricing, lengths(large, large, large))).isEqualTo(Long.MAX_VALUE);
      assertThat(gas(pricing, lengths(U256.of(Long.MAX_VALUE), U256.ONE, U256.ONE)))
          .isEqualTo(Long.MAX_VALUE);
    }
  }

  @Test
  void osakaTakesAtMost1024BytesOfEach() {
    byte[][] tooLong = {
      lengths(U256.of(1025), U256.ZERO, U256.ZERO),
      lengths(U256.ZERO, U256.of(1025), U256.ZERO),
      lengths(U256.ZERO, U256.ZERO, U256.of(1025))
    };
    for (byte[] input : tooLong) {
      assertThat(gas(Pricing.OSAKA, input)).isEqualTo(Long.MAX_VALUE);
      assertThat(run(Pricing.OSAKA, input)).isNull();
      assertThat(run(Pricing.BERLIN, input)).isNotNull();
    }
    byte[] longest = lengths(U256.of(1024), U256.of(1024), U256.of(1024));
    assertThat(run(Pricing.OSAKA, longest)).isEqualTo(new byte[1024]);
  }

  private static BigInteger power(BigInteger base, BigInteger exponent, BigInteger modulus) {
    if (modulus.signum() == 0) {
      return BigInteger.ZERO;
    }
    BigInteger power = BigInteger.ONE;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      power = power.multiply(power).mod(modulus);
      if (exponent.testBit(i)) {
        power = power.multiply(base).mod(modulus);
      }
    }
    return power.mod(modulus);
  }

  private static long gas(Pricing pricing, byte[] input) {
    return new ModExp(pricing).gas(input, 0, input.length);
  }

  private static byte @Nullable [] run(Pricing pricing, byte[] input) {
    return new ModExp(pricing).run(input, 0, input.length);
  }

  private static byte[] lengths(U256 base, U256 exponent, U256 modulus) {
    byte[] header = new byte[96];
    base.copyTo(header, 0);
    exponent.copyTo(header, 32);
    modulus.copyTo(header, 64);
    return header;
  }

  private static byte[] call(byte[] base, byte[] exponent, byte[] modulus) {
    ByteArrayOutputStream input = new ByteArrayOutputStream();
    input.writeBytes(
        lengths(U256.of(base.length), U256.of(exponent.length), U256.of(modulus.length)));
    input.writeBytes(base);
    input.writeBytes(exponent);
    input.writeBytes(modulus);
    return input.toByteArray();
  }

  private static byte[] bytes(BigInteger value, int size) {
    byte[] minimal = value.toByteArray();
    byte[] bytes = new byte[size];
    int length = Math.min(minimal.length, size);
    System.arraycopy(minimal, minimal.length - length, bytes, size - length, length);
    return bytes;
  }
}
