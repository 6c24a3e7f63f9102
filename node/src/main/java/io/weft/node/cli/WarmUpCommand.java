package io.weft.node.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * {@code weft warm-up DIR}: the life of a development node in two seconds, on a new chain in DIR
 * and a free port. The launcher runs it once after a build and lets the JVM record which classes a
 * start loads; later starts take them from that cache.
 */
@Command(name = "warm-up", hidden = true, description = "Starts, asks and stops a passing chain.")
final class WarmUpCommand implements Callable<Integer> {

  @Parameters(paramLabel = "DIR", description = "an empty or missing folder for the chain")
  private Path directory;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration RETRY = Duration.ofMillis(20);

  /** The first account of the well-known phrase; the node itself signs for it. */
  private static final String ACCOUNT = "\"0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\"";

  private static final List<String> REQUESTS =
      List.of(
          request("eth_chainId", ""),
          request("eth_getBalance", ACCOUNT + ",\"latest\""),
          request("eth_sendTransaction", "{\"from\":" + ACCOUNT + ",\"to\":" + ACCOUNT + "}"),
          request("eth_getBlockByNumber", "\"latest\",true"),
          request("eth_feeHistory", "1,\"latest\",[]"),
          request("eth_call", "{\"to\":" + ACCOUNT + "},\"latest\""));

  @Override
  public Integer call() throws IOException, InterruptedException {
    int port = freePort();
    String[] dev = {"dev", "--data-dir", directory.toString(), "--port", String.valueOf(port)};
    Thread node =
        Thread.ofPlatform().name("warm-up-node").daemon().start(() -> WeftCommand.execute(dev));
    URI uri = URI.create("http://127.0.0.1:" + port);
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (String request : REQUESTS) {
        ask(client, uri, request, node);
      }
    }
    return 0;
  }

  /** Asks until the node listens. What it answers does not matter here. */
  private static void ask(HttpClient client, URI uri, String body, Thread node)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .timeout(PATIENCE)
            .POST(BodyPublishers.ofString(body))
            .build();
    while (true) {
      try {
        client.send(request, BodyHandlers.discarding());
        return;
      } catch (ConnectException e) {
        if (node.join(RETRY)) {
          throw new CommandFailure("the node stopped before it listened", e);
        }
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String request(String method, String params) {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
        + method
        + "\",\"params\":["
        + params
        + "]}";
  }
}
