package io.weft.execution.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Hash32;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.junit.jupiter.api.Test;

final class Keccak256Test {
  @Test
  void hashOfNothingIsTheWellKnownOne() {
    assertThat(Keccak256.EMPTY)
        .isEqualTo(
            Hash32.fromHex("0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"));
  }

  @Test
  void everyLengthAroundTheRateAgreesWithAnotherImplementation() {
    Random random = new Random(5);
    for (int length = 0; length <= 3 * 136 + 1; length++) {
      byte[] input = new byte[length];
      random.nextBytes(input);
      assertThat(Keccak256.hash(input)).as("seed 5, length %d", length).isEqualTo(expected(input));
    }
  }

  @Test
  void rangesOfOneArrayMayBeInputAndOutput() {
    byte[] memory = new byte[300];
    new Random(6).nextBytes(memory);
    byte[] expected = expected(Arrays.copyOfRange(memory, 17, 217));
    byte[] before = memory.clone();
    Keccak256.hash(memory, 17, 200, memory, 20);
    System.arraycopy(expected, 0, before, 20, 32);
    assertThat(memory).isEqualTo(before);
  }

  private static byte[] expected(byte[] input) {
    KeccakDigest digest = new KeccakDigest(256);
    digest.update(input, 0, input.length);
    byte[] output = new byte[32];
    digest.doFinal(output, 0);
    return output;
  }
}
