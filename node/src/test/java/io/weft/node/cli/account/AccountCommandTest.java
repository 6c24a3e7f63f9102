package io.weft.node.cli.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.node.cli.RunningChain;
import io.weft.node.cli.Weft;
import io.weft.node.dev.DevSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code account …} over a folder of its own. */
@Timeout(60)
final class AccountCommandTest {
  @TempDir Path folder;
  private Path password;

  @BeforeEach
  void writePassword() throws IOException {
    password = Files.writeString(folder.resolve("password"), "correct horse\nnot this line");
  }

  private Path wallet() {
    return folder.resolve("wallet");
  }

  private Weft.Outcome account(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("account", command));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--wallet-dir", wallet().toString()));
    return Weft.run(all.toArray(String[]::new));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void newAccountIsListedAndExported() {
    Weft.Outcome made =
        account("new", "--light", "--password-file", password.toString()).succeeded();
    String address = made.fact("address");
    Path file = Path.of(made.fact("file"));

    assertThat(file).exists();
    assertThat(account("list").succeeded().out()).isEqualTo(address + "  " + file + "\n");
    Weft.Outcome exported =
        account("export", address, "--password-file", password.toString()).succeeded();
    assertThat(exported.out()).matches("0x[0-9a-f]{64}\n");
  }

  @Test
  void keyAndPhraseAreImportedAsTheAccountsTheyAre() throws IOException {
    Path key = write("key", RunningChain.key(0) + "\n");
    Path phrase = write("phrase", DevSettings.WELL_KNOWN_MNEMONIC + "\n");
    JsonNode first =
        account(
                "import",
                "--light",
                "--json",
                "--key-file",
                key.toString(),
                "--password-file",
                password.toString())
            .succeeded()
            .json();
    Weft.Outcome third =
        account(
                "import",
                "--light",
                "--mnemonic-file",
                phrase.toString(),
                "--index",
                "2",
                "--password-file",
                password.toString())
            .succeeded();

    assertThat(first.path("address").asText()).isEqualToIgnoringCase(RunningChain.address(0));
    assertThat(third.fact("address")).isEqualToIgnoringCase(RunningChain.address(2));
    assertThat(account("list", "--json").succeeded().json()).hasSize(2);
    assertThat(
            account("export", third.fact("file"), "--password-file", password.toString())
                .succeeded()
                .out()
                .strip())
        .isEqualTo(RunningChain.key(2));
  }

  @Test
  void keyIsNeverInWhatAFailurePrints() throws IOException {
    String key = RunningChain.key(1);
    Path file = write("key", key.substring(0, 60));

    assertThat(
            account("import", "--key-file", file.toString(), "--password-file", password.toString())
                .failure())
        .contains("64 hex digits")
        .doesNotContain(key.substring(2, 20));
  }

  @Test
  void sameAccountTwiceIsRefused() throws IOException {
    String key = write("key", RunningChain.key(0)).toString();
    String[] arguments = {"--light", "--key-file", key, "--password-file", password.toString()};
    account("import", arguments).succeeded();

    assertThat(account("import", arguments).failure()).contains("is already in");
  }

  @Test
  void wrongPasswordIsAFailure() throws IOException {
    Weft.Outcome made =
        account("new", "--light", "--password-file", password.toString()).succeeded();
    Path wrong = write("wrong", "battery staple");

    assertThat(
            account("export", made.fact("address"), "--password-file", wrong.toString()).failure())
        .contains("password");
  }

  @Test
  void missingFilesAndFoldersAreNamed() {
    assertThat(account("list").succeeded().out()).contains("no accounts in", "weft account new");
    assertThat(account("import", "--key-file", "no-such-file").failure())
        .contains("no file no-such-file");
    assertThat(account("new", "--password-file", "no-such-file").failure())
        .contains("no-such-file", "does not exist");
    assertThat(account("export", RunningChain.address(0), "--password-file", "x").failure())
        .contains("no wallet file of");
    assertThat(account("export", "bob", "--password-file", "x").failure()).contains("'bob'");
  }

  @Test
  void badUsageIsNamed() {
    assertThat(account("import", "--key-file", "a", "--mnemonic-file", "b").badUsage())
        .contains("--key-file and --mnemonic-file exclude each other");
    assertThat(account("import", "--mnemonic-file", "b", "--index", "-1").badUsage())
        .contains("--index");
    assertThat(account("export").badUsage()).contains("ACCOUNT");
    assertThat(account("list", "extra").badUsage()).contains("extra");
  }
}
