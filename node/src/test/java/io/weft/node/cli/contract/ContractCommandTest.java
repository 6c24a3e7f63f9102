package io.weft.node.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.node.cli.RunningChain;
import io.weft.node.cli.Weft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code deploy} and {@code contract …} against a chain. */
@Timeout(60)
final class ContractCommandTest {
  @RegisterExtension static final RunningChain CHAIN = RunningChain.instant();

  private static final String BOB = RunningChain.address(1);
  private static final String NOBODY = "0x000000000000000000000000000000000000dEaD";

  private static String token;

  @TempDir Path folder;

  @BeforeAll
  static void deployToken() {
    token = deploy("Token", "Loom Token", "LOOM", "1000000").fact("address");
  }

  private static Weft.Outcome deploy(String... contractAndArguments) {
    return signed("deploy", contractAndArguments).succeeded();
  }

  /** A command that sends, from the first account. */
  private static Weft.Outcome signed(String command, String... arguments) {
    return run(
        command, Stream.concat(Stream.of(arguments), Stream.of("--key", RunningChain.key(0))));
  }

  private static Weft.Outcome asking(String command, String... arguments) {
    return run(command, Stream.of(arguments));
  }

  private static Weft.Outcome run(String command, Stream<String> arguments) {
    return Weft.run(
        Stream.of(Stream.of(command.split(" ", -1)), arguments, Stream.of("--rpc", CHAIN.url()))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }

  @Test
  void deployTellsAddressTransactionGasAndBlock() {
    long before = CHAIN.head();
    Weft.Outcome outcome = deploy("Counter");

    assertThat(outcome.fact("contract")).isEqualTo("Counter");
    assertThat(outcome.fact("address")).matches("0x[0-9a-fA-F]{40}");
    assertThat(outcome.fact("transaction")).matches("0x[0-9a-f]{64}");
    assertThat(outcome.fact("block")).isEqualTo(String.valueOf(before + 1));
    assertThat(Long.parseLong(outcome.fact("gas used"))).isGreaterThan(100_000);
    assertThat(outcome.fact("deployer")).isEqualToIgnoringCase(RunningChain.address(0));
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void deployWritesOneJsonObject() {
    JsonNode json = deploy("HotSlot.sol", "--json").json();

    assertThat(json.path("contract").asText()).isEqualTo("HotSlot");
    assertThat(json.path("gasUsed").isIntegralNumber()).isTrue();
    assertThat(json.path("address").asText()).startsWith("0x");
  }

  @Test
  void deployTakesAnArtifactFile() throws IOException {
    // returns one byte of code that stops
    Path file =
        Files.writeString(
            folder.resolve("Stop.json"),
            "{\"abi\":[],\"bytecode\":{\"object\":\"0x60015f5f3960015ff300\"},"
                + "\"deployedBytecode\":{\"object\":\"0x60\"}}");

    assertThat(deploy(file.toString()).fact("contract")).isEqualTo("Stop");
  }

  @Test
  void wrongNumberOfConstructorArgumentsNamesThem() {
    assertThat(signed("deploy", "Token", "Loom").badUsage())
        .contains("Token: ", "name_", "symbol_", "initialSupply", "got 1");
    assertThat(signed("deploy", "Counter", "1").badUsage()).contains("expected 0", "got 1");
  }

  @ParameterizedTest
  @CsvSource({
    "many, 'argument 3 ''initialSupply'' (uint256)'",
    "-1, 'argument 3 ''initialSupply'' (uint256)'",
  })
  void wrongTypeOfAConstructorArgumentIsNamed(String supply, String message) {
    assertThat(
            Weft.run(
                    "deploy",
                    "--key",
                    RunningChain.key(0),
                    "--rpc",
                    CHAIN.url(),
                    "--",
                    "Token",
                    "Loom",
                    "LOOM",
                    supply)
                .badUsage())
        .contains(message, supply);
  }

  @Test
  void etherForAConstructorThatTakesNoneIsRefused() {
    assertThat(signed("deploy", "Counter", "--value", "1ether").badUsage())
        .contains("--value", "takes no ether");
  }

  @Test
  void unknownContractIsAFailureThatListsTheKnown() {
    assertThat(signed("deploy", "Tokem").failure()).contains("'Tokem'", "Token", "Counter");
    assertThat(signed("deploy", "missing.json").failure()).contains("no artifact at missing.json");
  }

  @Test
  void senderMustBeNamedOnce() {
    assertThat(asking("deploy", "Counter", "--key", "0x12").badUsage())
        .contains("--key", "64 hex digits");
    assertThat(signed("deploy", "Counter", "--keystore", "x").badUsage())
        .contains("--key and --keystore exclude each other");
  }

  @Test
  void noNodeIsOneLineThatSaysHowToStartOne() {
    assertThat(
            Weft.run("contract", "call", token, "name()(string)", "--rpc", "http://127.0.0.1:1")
                .failure())
        .contains("no node at http://127.0.0.1:1", "weft dev");
    assertThat(Weft.run("contract", "call", token, "name()", "--rpc", "ftp://x").badUsage())
        .contains("--rpc");
  }

  @Test
  void callDecodesByAbiOrBySignature() {
    assertThat(asking("contract call", token, "name", "--abi", "Token").succeeded().out())
        .isEqualTo("Loom Token\n");
    assertThat(
            asking("contract call", token, "totalSupply()(uint256)", "--json")
                .succeeded()
                .json()
                .path("values"))
        .hasSize(1)
        .allSatisfy(value -> assertThat(value.asText()).isEqualTo("1000000"));
  }

  @Test
  void callOfNoContractIsAFailure() {
    assertThat(asking("contract call", NOBODY, "name()(string)").failure())
        .contains("no contract at", "dead");
  }

  @Test
  void badAddressFunctionAndArgumentsAreNamed() {
    assertThat(asking("contract call", "0x12", "name()").badUsage())
        .contains("ADDRESS", "40 hex digits", "'0x12'");
    assertThat(asking("contract call", token, "nam", "--abi", "Token").badUsage())
        .contains("no function 'nam'", "name()");
    assertThat(asking("contract call", token, "name").badUsage()).contains("FUNCTION", "--abi");
    assertThat(asking("contract call", token, "balanceOf", "--abi", "Token").badUsage())
        .contains("balanceOf", "holder", "got 0");
    assertThat(asking("contract call", token, "balanceOf", "bob", "--abi", "Token").badUsage())
        .contains("argument 1 'holder' (address)", "bob");
    assertThat(asking("contract call").badUsage()).contains("ADDRESS");
  }

  @Test
  void sendTellsItsReceiptAndEvents() {
    Weft.Outcome outcome =
        signed("contract send", token, "transfer", BOB, "25", "--abi", "Token").succeeded();

    assertThat(outcome.fact("block")).isEqualTo(String.valueOf(CHAIN.head()));
    assertThat(outcome.out()).contains("Transfer(from: 0xf39F", "value: 25)");
    JsonNode json =
        signed("contract send", token, "transfer", BOB, "1", "--abi", "Token", "--json")
            .succeeded()
            .json();
    assertThat(json.path("logs")).hasSize(1);
  }

  @Test
  void revertIsAFailureWithItsReason() {
    assertThat(
            signed("contract send", token, "transfer", BOB, "9000000", "--abi", "Token").failure())
        .contains("InsufficientBalance(holder: 0xf39F", "needed: 9000000");
    assertThat(asking("contract call", token, "transfer", BOB, "1", "--abi", "Token").failure())
        .contains("InsufficientBalance");
    // sent although it fails: the block has it, and it is a failure all the same
    assertThat(
            signed(
                    "contract send",
                    token,
                    "transfer",
                    BOB,
                    "9000000",
                    "--abi",
                    "Token",
                    "--gas-limit",
                    "100000")
                .failure())
        .contains("failed in block", "InsufficientBalance");
    assertThat(
            signed("contract send", token, "transfer", BOB, "1", "--abi", "Token", "--value", "1")
                .badUsage())
        .contains("--value: transfer takes no ether");
  }

  @Test
  void logsAreFoundByEventAndIndexedValue() {
    String own = deploy("Token", "T", "T", "500").fact("address");
    signed("contract send", own, "transfer", BOB, "7", "--abi", "Token").succeeded();
    signed("contract send", own, "transfer", NOBODY, "8", "--abi", "Token").succeeded();

    assertThat(asking("contract logs", own, "--abi", "Token").succeeded().out().lines()).hasSize(3);
    assertThat(
            asking("contract logs", own, "Transfer", "_", BOB, "--abi", "Token")
                .succeeded()
                .out()
                .lines())
        .singleElement()
        .asString()
        .contains("log 0  Transfer(", "value: 7)");
    assertThat(
            asking(
                    "contract logs",
                    own,
                    "Transfer(address indexed from, address indexed to, uint256 value)",
                    "--json")
                .succeeded()
                .json())
        .hasSize(3);
    assertThat(asking("contract logs", own, "Transfe", "--abi", "Token").badUsage())
        .contains("no event 'Transfe'");
    assertThat(asking("contract logs", own, "Transfer", "1", "2", "3", "--abi", "Token").badUsage())
        .contains("Transfer");
  }

  @Test
  void abiListsContractsAndTheirFunctions() {
    assertThat(Weft.run("contract", "abi").succeeded().out()).contains("Token", "NoConflict");
    assertThat(Weft.run("contract", "abi", "Token").succeeded().out())
        .contains(
            "function transfer(address to, uint256 value) returns (bool)",
            "// 0xa9059cbb",
            "error InsufficientBalance");
    assertThat(Weft.run("contract", "abi", "Token", "--json").succeeded().json().isArray())
        .isTrue();
    assertThat(Weft.run("contract", "abi", "Tokem").failure()).contains("'Tokem'");
  }

  @Test
  void verifyTellsImmutablesAndTheFirstDifference() {
    Weft.Outcome exact = asking("contract verify", token, "Token").succeeded();

    assertThat(exact.fact("match")).isEqualTo("exact");
    assertThat(exact.fact("immutable totalSupply")).endsWith("0f4240");
    assertThat(
            asking("contract verify", token, "Token", "--json")
                .succeeded()
                .json()
                .path("match")
                .asText())
        .isEqualTo("exact");
    assertThat(asking("contract verify", token, "Counter").failure())
        .contains("is not that of Counter: ");
    assertThat(asking("contract verify", NOBODY, "Token").failure()).contains("no contract at");
    assertThat(asking("contract verify", "0x1", "Token").badUsage()).contains("ADDRESS");
    assertThat(asking("contract verify", token).badUsage()).contains("CONTRACT");
  }

  @Test
  void verifyKnowsEachContractOfTheProject() {
    String factory = deploy("PairFactory").fact("address");
    String router = deploy("Router", factory).fact("address");
    String pair = deploy("Pair", token, NOBODY).fact("address");

    assertThat(asking("contract verify", factory, "PairFactory").succeeded().fact("match"))
        .isEqualTo("exact");
    assertThat(asking("contract verify", router, "Router").succeeded().fact("immutable factory"))
        .endsWith(factory.substring(2).toLowerCase(Locale.ROOT));
    assertThat(asking("contract verify", pair, "Pair").succeeded().fact("immutable token1"))
        .endsWith("dead");
  }

  @Test
  void storageShowsSlotsAndVariables() {
    String counter = deploy("Counter").fact("address");
    signed("contract send", counter, "setNumber(uint256)", "258").succeeded();

    assertThat(asking("contract storage", counter, "0").succeeded().fact("slot 0"))
        .endsWith("000102");
    assertThat(asking("contract storage", counter, "--abi", "Counter").succeeded().fact("number"))
        .endsWith("000102  uint256");
    assertThat(asking("contract storage", counter).badUsage()).contains("SLOT", "--abi");
    assertThat(asking("contract storage", counter, "first").badUsage()).contains("SLOT");
  }

  @Test
  void wrapWritesAJavaClass() throws IOException {
    String out = folder.toString();
    Weft.Outcome outcome =
        Weft.run("contract", "wrap", "Token", "Counter", "--package", "org.example", "--out", out)
            .succeeded();

    assertThat(outcome.out().lines())
        .containsExactly(
            folder.resolve("org/example/Token.java").toString(),
            folder.resolve("org/example/Counter.java").toString());
    assertThat(Files.readString(folder.resolve("org/example/Token.java")))
        .contains("package org.example;", "public class Token extends Contract");
  }

  @Test
  void wrapNamesWhatIsMissingOrWrong() throws IOException {
    String out = folder.toString();
    assertThat(Weft.run("contract", "wrap", "Token", "--out", out).badUsage())
        .contains("--package");
    assertThat(Weft.run("contract", "wrap", "Token", "--package", "a.1", "--out", out).badUsage())
        .contains("--package", "'a.1'");
    assertThat(Weft.run("contract", "wrap", "Tokem", "--package", "a", "--out", out).failure())
        .contains("'Tokem'");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(
            Weft.run("contract", "wrap", "Token", "--package", "a", "--out", file.toString())
                .failure())
        .contains(file.toString());
  }
}
