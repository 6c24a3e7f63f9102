package io.weft.execution.evm.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.primitives.Hex;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class P256VerifyTest {
  private static final byte[] ONE =
      Hex.decode("0x0000000000000000000000000000000000000000000000000000000000000001");

  private final P256Verify contract = new P256Verify();

  @Test
  void wycheproofVerdictsHold() throws IOException {
    byte[] json =
        Fixtures.read("crypto", path -> path.endsWith("secp256r1_sha256_p1363_test.json"))
            .values()
            .iterator()
            .next();
    int cases = 0;
    List<String> wrong = new ArrayList<>();
    for (JsonNode group : new ObjectMapper().readTree(json).get("testGroups")) {
      byte[] point = Hex.decode(group.get("publicKey").get("uncompressed").asText());
      for (JsonNode test : group.get("tests")) {
        cases++;
        byte[] hash = Sha256.digest().digest(Hex.decode(test.get("msg").asText()));
        byte[] signature = Hex.decode(test.get("sig").asText());
        byte[] input = Arrays.copyOf(hash, 96 + signature.length);
        System.arraycopy(signature, 0, input, 32, signature.length);
        System.arraycopy(point, 1, input, 32 + signature.length, 64);
        boolean isValid = test.get("result").asText().equals("valid");
        byte[] output = contract.run(input, 0, input.length);
        if (!Arrays.equals(output, isValid ? ONE : new byte[0])) {
          wrong.add(test.get("tcId") + " " + test.get("comment"));
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isEqualTo(262);
  }

  @Test
  void inputOfAnotherLengthIsInvalidButNoFailure() {
    for (int length : new int[] {0, 159, 161}) {
      assertThat(contract.run(new byte[length], 0, length)).isEmpty();
    }
  }

  @Test
  void keyThatIsNoPointIsInvalid() {
    byte[] input = new byte[160];
    input[63] = 1;
    input[95] = 1;
    assertThat(contract.run(input, 0, 160)).isEmpty();
    Arrays.fill(input, 96, 160, (byte) 0xFF);
    assertThat(contract.run(input, 0, 160)).isEmpty();
  }
}
