package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's first example, run as printed: with the default port, by a shell, at the root. */
@NeedsClients
final class ReadmeTest {

  private static final int DEFAULT_PORT = 8545;
  private static final Pattern BLOCK =
      Pattern.compile("## A first contract.*?```\\w*\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  @Test
  void firstExampleWorksAsPrinted() throws IOException {
    Path root = DevNode.root();
    Matcher block = BLOCK.matcher(Files.readString(root.resolve("README.md")));
    assertThat(block.find()).as("README has an example below 'A first contract'").isTrue();
    String commands = block.group(1);
    assertThat(commands).contains("deploy");
    assumeThat(isFree(DEFAULT_PORT)).as("port %d is free", DEFAULT_PORT).isTrue();
    try (DevNode node = DevNode.startIn(directory, DEFAULT_PORT)) {
      Program.Outcome outcome =
          Program.named("readme")
              .in(root)
              .with("PATH", Clients.CAST.getParent() + ":" + System.getenv("PATH"))
              .within(Duration.ofSeconds(60))
              .run(List.of("bash", "-eu", "-c", commands));
      outcome.succeeded();
      assertThat(node.rpc().blockNumber()).isPositive();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
