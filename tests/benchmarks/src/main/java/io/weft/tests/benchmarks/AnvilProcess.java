package io.weft.tests.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An anvil on a free port of this machine, with nothing on its chain. */
final class AnvilProcess implements AutoCloseable {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Address NOBODY = Address.of(0x0B0D1E5);

  private final Process process;
  private final URI uri;
  private final HttpClient client = HttpClient.newHttpClient();

  private AnvilProcess(Process process, int port) {
    this.process = process;
    uri = URI.create("http://127.0.0.1:" + port);
  }

  static AnvilProcess start(Path binary) throws IOException, InterruptedException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--silent",
                "--hardfork",
                "prague",
                "--gas-limit",
                Long.toString(10 * CallWorkload.GAS),
                "--port",
                Integer.toString(port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    AnvilProcess anvil = new AnvilProcess(process, port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    for (; ; ) {
      try {
        anvil.request("eth_chainId", "");
        return anvil;
      } catch (IOException e) {
        if (System.nanoTime() > end || !process.isAlive()) {
          anvil.close();
          throw e;
        }
        process.waitFor(50, TimeUnit.MILLISECONDS);
      }
    }
  }

  void install(CallWorkload workload) throws IOException, InterruptedException {
    for (var code : workload.codes().entrySet()) {
      request("anvil_setCode", "\"%s\",\"%s\"".formatted(code.getKey(), code.getValue()));
    }
    for (var account : workload.storage().entrySet()) {
      for (var slot : account.getValue().entrySet()) {
        request(
            "anvil_setStorageAt",
            "\"%s\",\"%s\",\"%s\""
                .formatted(
                    account.getKey(), Hash32.from(slot.getKey()), Hash32.from(slot.getValue())));
      }
    }
  }

  /** What it returned. */
  Bytes call(CallWorkload workload) throws IOException, InterruptedException {
    return call(workload, workload.to());
  }

  /** The same call of an account without code. */
  Bytes callNobody(CallWorkload workload) throws IOException, InterruptedException {
    return call(workload, NOBODY);
  }

  private Bytes call(CallWorkload workload, Address to) throws IOException, InterruptedException {
    JsonNode answer =
        request(
            "eth_call",
            "{\"from\":\"%s\",\"to\":\"%s\",\"data\":\"%s\",\"gas\":\"0x%x\"},\"latest\""
                .formatted(CallWorkload.CALLER, to, workload.data(), CallWorkload.GAS));
    if (!answer.has("result")) {
      throw new IllegalStateException("anvil: " + answer);
    }
    return Bytes.fromHex(answer.get("result").textValue());
  }

  /** The time its threads have spent on a processor, by Linux's own account. */
  long cpuNanos() throws IOException {
    long sum = 0;
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      for (Path thread : (Iterable<Path>) threads::iterator) {
        sum += Long.parseLong(Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
      }
    }
    return sum;
  }

  private JsonNode request(String method, String parameters)
      throws IOException, InterruptedException {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
            .formatted(method, parameters);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return MAPPER.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
  }

  @Override
  public void close() {
    client.close();
    process.destroy();
  }
}
