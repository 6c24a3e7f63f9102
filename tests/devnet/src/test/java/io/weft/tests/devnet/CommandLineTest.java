package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command line says and answers when something is wrong, and when all is well. */
@NeedsClients
final class CommandLineTest {

  @TempDir Path directory;

  @Test
  void takenPortIsNamedWithAWayOut() {
    try (DevNode node = DevNode.startEphemeral()) {
      String port = String.valueOf(node.port());
      assertThat(refusal(1, "--ephemeral", "--port", port)).contains(port, "--port");
    }
  }

  @Test
  void dataDirectoryInUseIsNamedWithAWayOut() {
    try (DevNode node = DevNode.start(directory)) {
      assertThat(node.rpc().blockNumber()).isZero();
      assertThat(refusal(1, "--data-dir", directory + "", "--port", DevNode.freePort() + ""))
          .contains(directory.toString(), "--data-dir");
    }
  }

  @Test
  void dataDirectoryOfAnotherChainIsNamedWithBothChains() {
    DevNode.start(directory).interrupt();
    String refusal = refusal(1, "--data-dir", directory + "", "--chain-id", "77", "--port", "0");
    assertThat(refusal).contains(directory.toString(), "31337", "77");
  }

  @Test
  void dataDirectoryThatIsAFileIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    assertThat(refusal(1, "--data-dir", file + "", "--port", "0")).contains(file.toString());
  }

  @Test
  void missingGenesisAndStateFilesAreNamed() {
    Path missing = directory.resolve("missing.json");
    for (String flag : List.of("--genesis", "--load-state")) {
      assertThat(refusal(-1, "--ephemeral", "--port", "0", flag, missing + ""))
          .contains(missing.toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--no-such-flag, x",
    "--port, ninety",
    "--port, 70000",
    "--mining, sometimes",
    "--block-time, -1",
    "--accounts, -3",
    "--chain-id, 0",
    "--mnemonic, not twelve words",
    "--base-fee, cheap",
  })
  void badFlagsAreNamedAndExitWithTwo(String flag, String value) {
    assertThat(refusal(2, "--ephemeral", flag, value)).contains(flag);
  }

  @Test
  void unknownCommandIsNamedAndExitsWithTwo() {
    Program.Outcome outcome = weft("fly");
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err().strip()).contains("fly").hasLineCount(1);
  }

  @Test
  void helpExplainsEveryFlagAndShowsExamples() {
    assertThat(weft("--help").succeeded().out()).contains("dev", "deploy", "--version");
    assertThat(weft("dev", "--help").succeeded().out())
        .contains(
            "--port",
            "--data-dir",
            "--ephemeral",
            "--chain-id",
            "--accounts",
            "--balance",
            "--mnemonic",
            "--block-time",
            "--mining",
            "--genesis",
            "--gas-free",
            "--base-fee",
            "--dump-state",
            "--load-state",
            "weft dev");
    assertThat(weft("--version").succeeded().line()).contains("0.1");
  }

  @Test
  void interruptEndsTheNodeWithinTwoSeconds() {
    try (DevNode node = DevNode.start(directory)) {
      node.rpc().call("evm_mine");
      Duration time = node.interrupt();
      assertThat(time).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void startShowsAccountsKeysAndAWarning() {
    try (DevNode node = DevNode.startEphemeral("--accounts", "3", "--balance", "5")) {
      assertThat(node.output())
          .containsIgnoringCase(DevAccounts.address(0))
          .contains(DevAccounts.key(2), "127.0.0.1:" + node.port(), "public")
          .doesNotContain(DevAccounts.key(3));
      assertThat(node.rpc().quantity("eth_getBalance", DevAccounts.address(2), "latest"))
          .isEqualTo("5000000000000000000");
      assertThat(node.rpc().quantity("eth_getBalance", DevAccounts.address(3), "latest")).isZero();
      assertThat(node.rpc().call("eth_accounts")).hasSize(3);
    }
  }

  @Test
  void gasFreeChainTakesTransactionsFromAccountsWithoutEther() {
    try (DevNode node = DevNode.startEphemeral("--gas-free", "--accounts", "0")) {
      JsonRpc rpc = node.rpc();
      assertThat(rpc.quantity("eth_gasPrice")).isZero();
      Signed free =
          Signed.builder(DevAccounts.account(0))
              .to(DevAccounts.address(1))
              .fees(BigInteger.ZERO, BigInteger.ZERO)
              .sign();
      rpc.call("eth_sendRawTransaction", free.raw());
      assertThat(rpc.receipt(free.hash()).get("status").asText()).isEqualTo("0x1");
      assertThat(
              JsonRpc.quantity(
                  rpc.call("eth_getBlockByNumber", "latest", false).get("baseFeePerGas")))
          .isZero();
    }
  }

  @Test
  void chainIdBaseFeeAndMnemonicAreTakenFromTheFlags() {
    String mnemonic = "legal winner thank year wave sausage worth useful legal winner thank yellow";
    try (DevNode node =
        DevNode.startEphemeral("--chain-id", "4242", "--base-fee", "7", "--mnemonic", mnemonic)) {
      JsonRpc rpc = node.rpc();
      assertThat(rpc.quantity("eth_chainId")).isEqualTo("4242");
      assertThat(rpc.call("net_version").asText()).isEqualTo("4242");
      assertThat(rpc.call("eth_getBlockByNumber", "0x0", false).get("baseFeePerGas").asText())
          .isEqualTo("0x7");
      assertThat(rpc.call("eth_accounts").get(0).asText())
          .isNotEqualToIgnoringCase(DevAccounts.address(0));
    }
  }

  /** The one line that a failing start prints; any exit code but zero if -1 is expected. */
  private static String refusal(int exitCode, String... flags) {
    List<String> arguments = new ArrayList<>(List.of("dev"));
    arguments.addAll(List.of(flags));
    Program.Outcome outcome = weft(arguments.toArray(String[]::new)).failed();
    if (exitCode >= 0) {
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(exitCode);
    }
    assertThat(outcome.err().strip()).isNotEmpty().hasLineCount(1);
    return outcome.err();
  }

  private static Program.Outcome weft(String... arguments) {
    List<String> command = new ArrayList<>(List.of(DevNode.launcher().toString()));
    command.addAll(List.of(arguments));
    return Program.named("weft").within(Duration.ofSeconds(30)).run(command);
  }
}
