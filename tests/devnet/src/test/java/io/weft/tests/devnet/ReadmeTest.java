package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** README's first example, run as printed: with the default port, by a shell, at the root. */
@NeedsClients
final class ReadmeTest {

  private static final int DEFAULT_PORT = 8545;
  private static final Pattern SECTION =
      Pattern.compile("^## A first contract$(.*?)^## ", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern BLOCK = Pattern.compile("```\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern ADDRESS = Pattern.compile("\\b0x[0-9a-fA-F]{40}\\b");

  @TempDir Path directory;

  @Test
  void firstExampleWorksAsPrinted() throws IOException {
    List<String> blocks = blocks(Files.readString(DevNode.root().resolve("README.md")));
    assertThat(blocks)
        .as("README shows commands in one block and their answer in the next")
        .hasSize(2);
    assumeThat(isFree(DEFAULT_PORT)).as("port %d is free", DEFAULT_PORT).isTrue();
    try (DevNode node = DevNode.startIn(directory, DEFAULT_PORT)) {
      String printed = shell(blocks.getFirst());
      Matcher token = ADDRESS.matcher(printed);
      assertThat(token.find()).as("an address in: %s", printed).isTrue();
      assertThat(node.rpc().call("eth_getCode", token.group(), "latest").asText())
          .hasSizeGreaterThan(100);
      for (String line : blocks.get(1).strip().split("\n", -1)) {
        assertThat(printed).containsPattern(elided(line));
      }
    }
  }

  /** A printed line in which README shortens what is long with three dots. */
  private static Pattern elided(String line) {
    List<String> parts = new ArrayList<>();
    for (String part : line.split("…", -1)) {
      parts.add(Pattern.quote(part));
    }
    return Pattern.compile(String.join("[0-9a-fA-F…]*", parts));
  }

  private static List<String> blocks(String readme) {
    return SECTION
        .matcher(readme)
        .results()
        .flatMap(section -> BLOCK.matcher(section.group(1)).results())
        .map(block -> block.group(1))
        .toList();
  }

  private static String shell(String commands) {
    return Program.named("readme")
        .in(DevNode.root())
        .within(Duration.ofSeconds(60))
        .run(List.of("bash", "-eu", "-c", commands))
        .succeeded()
        .out();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
