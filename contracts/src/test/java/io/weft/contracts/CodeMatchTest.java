package io.weft.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CodeMatchTest {
  private static final Address HERE = Address.of(0x1234);

  /** The metadata that solc appends, with some hash. */
  private static final String METADATA =
      "a2646970667358221220" + "11".repeat(32) + "64736f6c63430008250033";

  private static Artifact artifact(String code, String more) {
    return Artifact.parse(
        "Test", "{\"abi\":[],\"deployedBytecode\":\"0x" + code + "\"" + more + "}");
  }

  private static CodeMatch match(Artifact artifact, String deployed) {
    return CodeMatch.of(artifact, HERE, Bytes.fromHex(deployed));
  }

  @Test
  void sameBytesAreExact() {
    Artifact counter = Artifacts.named("Counter");

    assertThat(CodeMatch.of(counter, HERE, counter.runtimeCode()))
        .isEqualTo(new CodeMatch.Exact(Map.of()));
  }

  @Test
  void immutablesAreReadFromTheCode() {
    Artifact token = Artifacts.named("Token");
    Bytes supply = Hash32.from(U256.of(77)).toBytes();
    byte[] deployed = token.runtimeCode().toArray();
    assertThat(token.immutables()).containsOnlyKeys("totalSupply");
    token
        .immutables()
        .values()
        .forEach(
            places ->
                places.forEach(
                    place -> System.arraycopy(supply.toArray(), 0, deployed, place, 32)));

    assertThat(CodeMatch.of(token, HERE, Bytes.wrap(deployed)))
        .isEqualTo(new CodeMatch.Exact(Map.of("totalSupply", supply)));
  }

  @Test
  void immutableWithTwoValuesIsADifference() {
    Artifact artifact =
        artifact(
            "7f" + "00".repeat(32) + "7f" + "00".repeat(32),
            ",\"immutableReferences\":{\"12\":[{\"start\":1,\"length\":32},"
                + "{\"start\":34,\"length\":32}]}");

    assertThat(match(artifact, "7f" + "01".repeat(32) + "7f" + "02".repeat(32)))
        .isInstanceOfSatisfying(
            CodeMatch.Different.class,
            different ->
                assertThat(different.reason()).startsWith("immutable 12 has two values: 0x0101"));
  }

  @Test
  void foundryListsImmutablesBesideTheCode() {
    Artifact artifact =
        Artifact.parse(
            "Test",
            """
            {"abi":[],"deployedBytecode":{"object":"0x00%s","immutableReferences":
              {"7":[{"start":1,"length":32}]}}}
            """
                .formatted("00".repeat(32)));

    assertThat(match(artifact, "00" + "05".repeat(32)))
        .isEqualTo(new CodeMatch.Exact(Map.of("7", Bytes.fromHex("05".repeat(32)))));
  }

  @Test
  void metadataMayDifferAtTheEndAndWithin() {
    Artifact artifact = artifact("6001" + METADATA + "6002" + METADATA, "");
    String other = METADATA.replace("11".repeat(32), "ab".repeat(32));

    assertThat(match(artifact, "6001" + other + "6002" + other))
        .isEqualTo(new CodeMatch.ExceptMetadata(Map.of()));
    assertThat(match(artifact, "6001" + other + "6002"))
        .isEqualTo(new CodeMatch.ExceptMetadata(Map.of()));
  }

  @Test
  void firstOtherInstructionIsNamed() {
    Artifact artifact = artifact("600160025b" + METADATA, "");

    assertThat(match(artifact, "600160035b" + METADATA))
        .isEqualTo(new CodeMatch.Different("first difference at byte 3: expected 0x02, got 0x03"));
    assertThat(match(artifact, "6001"))
        .isEqualTo(new CodeMatch.Different("wrong size: expected 5 bytes without metadata, got 2"));
  }

  @Test
  void libraryKnowsItsOwnAddress() {
    Artifact artifact = artifact("73" + "00".repeat(20) + "301400", "");

    assertThat(match(artifact, "73" + HERE.toString().substring(2) + "301400"))
        .isEqualTo(new CodeMatch.Exact(Map.of()));
    assertThat(match(artifact, "73" + "11".repeat(20) + "301400"))
        .isInstanceOf(CodeMatch.Different.class);
  }

  @Test
  void placesBeyondTheCodeAreADifference() {
    assertThat(match(Artifacts.named("Token"), "00")).isInstanceOf(CodeMatch.Different.class);
  }
}
