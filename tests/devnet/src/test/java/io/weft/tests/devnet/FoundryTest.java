package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** forge: compile, test (on a fork of the node too), and deploy in both of its ways. */
@NeedsClients
final class FoundryTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Path PROJECT = Clients.WORK.resolve("foundry");

  @BeforeAll
  static void buildCompiles() {
    Clients.copyProject(PROJECT);
    assertThat(forge("build").succeeded().out()).contains("Compiler run successful");
  }

  @Test
  void testsPassOnAForkOfTheNodeToo() {
    assertThat(forge("test").succeeded().out())
        .contains("[PASS] test_forkOfTheNodeHasItsPredeploysAndRuns", "4 passed; 0 failed");
  }

  @Test
  void scriptBroadcastsTransactionsThatBuildOnEachOther() throws IOException {
    String out =
        forge(
                "script",
                "script/Deploy.s.sol:Deploy",
                "--broadcast",
                "--rpc-url",
                NODE.http().toString(),
                "--private-key",
                DevAccounts.key(1))
            .succeeded()
            .out();
    assertThat(out).contains("ONCHAIN EXECUTION COMPLETE & SUCCESSFUL");
    JsonNode broadcast =
        JSON.readTree(PROJECT.resolve("broadcast/Deploy.s.sol/31337/run-latest.json").toFile());
    assertThat(broadcast.get("receipts")).hasSize(7);
    for (JsonNode receipt : broadcast.get("receipts")) {
      assertThat(receipt.get("status").asText()).isEqualTo("0x1");
    }
    String token = broadcast.at("/transactions/0/contractAddress").asText();
    String counter = broadcast.at("/transactions/1/contractAddress").asText();
    assertThat(call(token, "balanceOf(address)(uint256)", "0x" + "0".repeat(35) + "a11ce"))
        .isEqualTo("1000");
    assertThat(call(counter, "number()(uint256)")).isEqualTo("3");
  }

  @Test
  void createDeploysTheCodeThatWasBuilt() throws IOException {
    String out =
        forge(
                "create",
                "src/Token.sol:Token",
                "--broadcast",
                "--json",
                "--rpc-url",
                NODE.http().toString(),
                "--private-key",
                DevAccounts.key(2),
                "--constructor-args",
                "Created",
                "77")
            .succeeded()
            .out();
    JsonNode created = JSON.readTree(out.substring(out.indexOf('{')));
    String token = created.get("deployedTo").asText();
    assertThat(call(token, "name()(string)")).isEqualTo("\"Created\"");
    assertThat(call(token, "totalSupply()(uint256)")).isEqualTo("77");
    JsonNode artifact = JSON.readTree(PROJECT.resolve("out/Token.sol/Token.json").toFile());
    String built = artifact.at("/deployedBytecode/object").asText();
    String deployed = NODE.rpc().call("eth_getCode", token, "latest").asText();
    assertThat(deployed).hasSameSizeAs(built);
    // The immutable supply is the only difference to what the compiler wrote.
    assertThat(deployed.replace("%064x".formatted(77), "0".repeat(64))).isEqualTo(built);
  }

  private static String call(String to, String signature, String... arguments) {
    List<String> command = new ArrayList<>(List.of(Clients.CAST.toString(), "call", to, signature));
    command.addAll(List.of(arguments));
    return Program.named("cast").against(NODE).run(command).succeeded().line();
  }

  private static Program.Outcome forge(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Clients.FORGE.toString()));
    command.addAll(List.of(arguments));
    return Program.named("forge-" + arguments[0])
        .against(NODE)
        .in(PROJECT)
        .within(Duration.ofSeconds(90))
        .run(command);
  }
}
