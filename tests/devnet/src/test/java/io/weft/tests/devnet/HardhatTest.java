package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Hardhat project with Ignition, its viem plugin and its network helpers. */
@NeedsClients
final class HardhatTest {

  @RegisterExtension static final DevNode NODE = DevNode.ephemeral();

  private static final String MODULE = "ignition/modules/Deployment.ts";

  private static final Path PROJECT = Clients.WORK.resolve("hardhat");

  @BeforeAll
  static void buildCompiles() {
    Clients.copyProject(PROJECT);
    assertThat(hardhat("build").succeeded().out()).contains("Compiled");
  }

  @Test
  void ignitionDeploysAndThenFindsNothingNew() {
    String first = deploy();
    assertThat(first).contains("successfully deployed", "Deployment#Token - 0x");
    String second = deploy();
    assertThat(second).contains("Nothing new to deploy");
    assertThat(addresses(second)).hasSize(2).isEqualTo(addresses(first));
  }

  @Test
  void projectTestsPassOnTheNode() {
    Program.Outcome outcome = hardhat("test", "nodejs").succeeded();
    assertThat(outcome.out()).contains("14 passing").doesNotContain("failing");
  }

  private static String deploy() {
    return hardhat("ignition", "deploy", MODULE, "--network", "devnet", "--deployment-id", "devnet")
        .succeeded()
        .out();
  }

  private static List<String> addresses(String output) {
    return output.lines().filter(line -> line.matches("Deployment#\\w+ - 0x\\w{40}")).toList();
  }

  private static Program.Outcome hardhat(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Clients.NODE.toString());
    command.add(Clients.HARDHAT.toString());
    command.addAll(List.of(arguments));
    return Program.named("hardhat-" + arguments[0])
        .against(NODE)
        .in(PROJECT)
        .within(Duration.ofSeconds(90))
        .run(command);
  }
}
