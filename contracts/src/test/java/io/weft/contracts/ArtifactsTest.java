package io.weft.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.weft.contracts.abi.AbiException;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class ArtifactsTest {
  private static final Path MODULE =
      Path.of(System.getProperty("weft.root", ".."), "contracts").normalize();
  private static final Path SOURCES = MODULE.resolve("src/main/solidity");
  private static final Path ARTIFACTS =
      MODULE.resolve("src/main/resources/io/weft/contracts/artifacts");
  private static final Path COMPILER = MODULE.resolve("solc");

  @ParameterizedTest
  @FieldSource("io.weft.contracts.Artifacts#NAMES")
  void artifactIsOfTheSourcesThatStandHere(String name) throws IOException {
    Artifact artifact = Artifacts.named(name);

    assertThat(artifact.sourceHashes()).containsKey(name + ".sol");
    for (Map.Entry<String, String> source : artifact.sourceHashes().entrySet()) {
      assertThat(Keccak256.hash32(Files.readAllBytes(SOURCES.resolve(source.getKey()))).toString())
          .as("hash of %s: run contracts/solc/compile.mjs", source.getKey())
          .isEqualTo(source.getValue());
    }
  }

  @ParameterizedTest
  @FieldSource("io.weft.contracts.Artifacts#NAMES")
  void artifactSaysHowItWasMade(String name) {
    Artifact artifact = Artifacts.named(name);

    assertThat(artifact.name()).isEqualTo(name);
    assertThat(artifact.compiler())
        .isEqualTo("solc 0.8.37+commit.f401782d, osaka, optimizer 200 runs");
    assertThat(artifact.abi().functions()).isNotEmpty();
    assertThat(artifact.creationCode().size()).isGreaterThan(artifact.runtimeCode().size());
    // EIP-170 and EIP-3860
    assertThat(artifact.runtimeCode().size()).isBetween(1, 24_576);
    assertThat(artifact.creationCode().size()).isLessThanOrEqualTo(49_152);
  }

  @Test
  void everyArtifactHasItsName() throws IOException {
    try (Stream<Path> files = Files.list(ARTIFACTS)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Artifacts.NAMES.stream().map(name -> name + ".json").toList());
    }
  }

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void compilerGivesTheSameBytes(@TempDir Path folder) throws Exception {
    boolean present = Files.isDirectory(COMPILER.resolve("node_modules/solc"));
    if (!present && System.getenv("CI") != null) {
      throw new IllegalStateException("compiler missing on CI: run npm ci in " + COMPILER);
    }
    assumeTrue(present, () -> "skipped: no compiler, run npm ci in " + COMPILER);
    Process compiler =
        new ProcessBuilder("node", COMPILER.resolve("compile.mjs").toString(), folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(compiler.waitFor()).as(output).isZero();
    for (String name : Artifacts.NAMES) {
      assertThat(folder.resolve(name + ".json"))
          .hasSameTextualContentAs(ARTIFACTS.resolve(name + ".json"));
    }
  }

  @Test
  void foundryAndHardhatArtifactsAreRead() {
    Artifact foundry =
        Artifact.parse(
            "Vault.json",
            """
            {"abi":[{"type":"constructor","inputs":[{"name":"a","type":"uint8"}],
              "stateMutability":"payable"}],
             "bytecode":{"object":"0x6001"},"deployedBytecode":{"object":"0x02"},
             "metadata":{"compiler":{"version":"0.8.30"},"settings":{"evmVersion":"prague"}}}
            """);
    Artifact hardhat =
        Artifact.parse(
            "x.json",
            """
            {"_format":"hh3-artifact-1","contractName":"Vault","abi":[],
             "bytecode":"0x6001","deployedBytecode":"0x02"}
            """);

    assertThat(foundry.name()).isEqualTo("Vault");
    assertThat(foundry.compiler()).isEqualTo("solc 0.8.30, prague");
    assertThat(foundry.abi().constructor().isPayable()).isTrue();
    assertThat(hardhat.name()).isEqualTo("Vault");
    assertThat(hardhat.creationCode()).isEqualTo(foundry.creationCode()).isEqualTo(Bytes.of(96, 1));
  }

  @Test
  void unlinkedAndForeignFilesAreRefused() {
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> Artifact.parse("A.json", "{\"abi\":[],\"bytecode\":\"0x60__$aa$__\"}"))
        .withMessageStartingWith("unlinked artifact A.json");
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> Artifact.parse("A.json", "{}"))
        .withMessageStartingWith("malformed artifact A.json: expected an object with 'abi'");
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> Artifact.parse("A.json", "nonsense"))
        .withMessageStartingWith("malformed artifact A.json");
  }
}
