package io.weft.contracts.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Hex;
import java.nio.charset.StandardCharsets;
import org.bouncycastle.crypto.generators.SCrypt;
import org.junit.jupiter.api.Test;

final class ScryptFunctionTest {
  @Test
  void vectorsOfTheStandardHold() {
    assertThat(derive("", "", 16, 1, 1))
        .isEqualTo(
            Hex.decode(
                "77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                    + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906"));
    assertThat(derive("password", "NaCl", 1024, 8, 16))
        .isEqualTo(
            Hex.decode(
                "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                    + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640"));
  }

  @Test
  void bouncyCastleAgrees() {
    for (int blockSize = 1; blockSize < 5; blockSize++) {
      assertThat(derive("word", "salt", 32, blockSize, 3))
          .isEqualTo(SCrypt.generate(ascii("word"), ascii("salt"), 32, blockSize, 3, 64));
    }
  }

  private static byte[] derive(
      String password, String salt, int cost, int blockSize, int parallelization) {
    return ScryptFunction.derive(
        ascii(password), ascii(salt), cost, blockSize, parallelization, 64);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
