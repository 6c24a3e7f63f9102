package io.weft.execution.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Hex;
import io.weft.execution.testing.Fixtures;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class KzgProofTest {
  private static final Pattern HEX = Pattern.compile("(commitment|z|y|proof): '(0x[0-9a-f]*)'");

  @Test
  void ceremonyPointIsThatOfTheTrustedSetup() {
    String setup =
        text(Fixtures.read("crypto", path -> path.endsWith("kzg/trusted_setup.txt")).values());
    // Two counts, the points of G1 in Lagrange form, then the powers of tau in G2.
    String[] lines = setup.split("\n", -1);
    int powers = 2 + Integer.parseInt(lines[0]);
    assertThat(KzgProof.TAU_G2).isEqualTo("0x" + lines[powers + 1]);
  }

  @Test
  void everyVerdictOfTheReferenceHolds() {
    Map<String, byte[]> files =
        Fixtures.read("crypto", path -> path.startsWith("crypto/kzg/verify_kzg_proof/"));
    List<String> wrong = new ArrayList<>();
    files.forEach(
        (path, yaml) -> {
          if (!holds(new String(yaml, StandardCharsets.UTF_8))) {
            wrong.add(path);
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(files).hasSize(61);
  }

  /** An operand of the wrong size never reaches the check: the precompile's input has none. */
  private static boolean holds(String yaml) {
    Matcher values = HEX.matcher(yaml);
    byte[][] operands = new byte[4][];
    boolean isSized = true;
    for (int i = 0; i < 4; i++) {
      assertThat(values.find()).isTrue();
      operands[i] = Hex.decode(values.group(2));
      isSized &= operands[i].length == (i == 0 || i == 3 ? 48 : 32);
    }
    boolean isExpected = yaml.contains("output: true");
    boolean isVerified =
        isSized && KzgProof.verify(operands[0], operands[1], operands[2], operands[3]);
    return isVerified == isExpected;
  }

  private static String text(Iterable<byte[]> files) {
    return new String(files.iterator().next(), StandardCharsets.UTF_8);
  }
}
