package io.weft.contracts.wrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weft.contracts.Artifact;
import io.weft.contracts.Artifacts;
import io.weft.contracts.abi.AbiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class Web3jWrapperTest {
  private static final Path WRAPPERS =
      Path.of(System.getProperty("weft.root", ".."), "contracts/src/web3j/java").normalize();

  @TempDir Path folder;

  @ParameterizedTest
  @FieldSource("io.weft.contracts.Artifacts#NAMES")
  void wrapperIsOfTheArtifactThatStandsHere(String name) throws IOException {
    Path file = Web3jWrapper.write(Artifacts.named(name), "io.weft.contracts.web3j", folder);

    assertThat(WRAPPERS.resolve(folder.relativize(file)))
        .as("wrapper of %s: run the command in its package-info", name)
        .hasSameTextualContentAs(file);
  }

  @Test
  void artifactOfFoundryIsWrapped() throws IOException {
    Artifact vault =
        Artifact.parse(
            "Vault.json",
            """
            {"abi":[{"type":"function","name":"total","inputs":[],"stateMutability":"view",
               "outputs":[{"name":"","type":"uint256","internalType":"uint256"}]}],
             "bytecode":{"object":"0x6001"},"deployedBytecode":{"object":"0x02"}}
            """);
    Path file = Web3jWrapper.write(vault, "org.example", folder);

    assertThat(file).isEqualTo(folder.resolve("org/example/Vault.java"));
    assertThat(Files.readString(file))
        .contains(
            "package org.example;",
            "public class Vault extends Contract",
            "BINARY = \"0x6001\"",
            "RemoteFunctionCall<BigInteger> total()");
  }

  @Test
  void interfaceIsWrappedWithoutCode() throws IOException {
    Artifact bare =
        Artifact.parse(
            "IThing.json",
            """
            [{"type":"function","name":"f","inputs":[{"name":"s","type":"tuple","components":[
               {"name":"a","type":"uint8"},{"name":"b","type":"string"}]}],"outputs":[]}]
            """);

    assertThat(Files.readString(Web3jWrapper.write(bare, "org.example", folder)))
        .contains("Bin file was not provided", " f(");
  }

  @Test
  void badPackageIsNamed() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> Web3jWrapper.write(Artifacts.named("Counter"), "org.1x", folder))
        .withMessage("expected the name of a Java package as org.example.token, got 'org.1x'");
  }

  @Test
  void nameThatIsNoClassIsRefused() {
    Artifact odd = Artifact.parse("my-thing.json", "{\"abi\":[],\"bytecode\":\"0x00\"}");

    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> Web3jWrapper.write(odd, "org.example", folder))
        .withMessageContaining("got 'my-thing'");
  }
}
