package io.weft.node.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class RpcServerTest {
  private static final String ECHO =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"web3_echo\",\"params\":[\"hello\"]}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final MethodTable table =
      new MethodTable.Builder()
          .add("web3_echo", params -> params.get(0).node())
          .addForSession(
              "eth_subscribe",
              (params, session) -> {
                session.afterResponse(() -> session.push(Json.text("pushed")));
                return Json.text("0x1");
              })
          .build(Set.of("web3", "eth"));

  private RpcServer server;

  @BeforeEach
  void start() throws IOException {
    server = RpcServer.start(RpcConfig.guarded("127.0.0.1", 0), table);
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void postIsAnswered() throws Exception {
    HttpResponse<String> response = post(ECHO);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(response.body()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"hello\"}");
  }

  @Test
  void pagesAreAnsweredByPath() throws Exception {
    try (RpcServer withPages =
        RpcServer.start(
            RpcConfig.guarded("127.0.0.1", 0), table, Map.of("/metrics", () -> "meter 1\n"))) {
      URI uri = URI.create("http://127.0.0.1:" + withPages.address().getPort() + "/metrics?all");
      HttpResponse<String> response =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
      assertThat(response.body()).isEqualTo("meter 1\n");
    }
  }

  @Test
  void pipelinedRequestsAreAnsweredInOrderOnOneConnection() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      String body = ECHO.replace("hello", "hello" + i);
      requests.append(post(i == 19 ? "close" : "keep-alive", body.length())).append(body);
    }
    String answers = exchange(requests.toString());
    assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(21);
    assertThat(answers.indexOf("hello3\"")).isLessThan(answers.indexOf("hello17\""));
  }

  @Test
  void getExplainsItself() throws Exception {
    HttpResponse<String> response = send(request().GET());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("JSON-RPC").contains("127.0.0.1:" + port());
  }

  @Test
  void formContentTypeIsRefused() throws Exception {
    HttpResponse<String> response =
        send(
            request()
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(ECHO)));
    assertThat(response.statusCode()).isEqualTo(415);
    assertThat(response.body()).contains("expected application/json");
  }

  @Test
  void bodyAboveTheLimitIsRefused() throws Exception {
    String answer = exchange(post("close", 6_000_000));
    assertThat(answer).startsWith("HTTP/1.1 413");
  }

  @Test
  void unknownHostNameIsRefused() throws Exception {
    assertThat(exchange("GET / HTTP/1.1\r\nhost: evil.example\r\nconnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 403")
        .endsWith("invalid host specified\n");
    assertThat(exchange("GET / HTTP/1.1\r\nhost: localhost:1\r\nconnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void foreignPageIsRefused() throws Exception {
    HttpResponse<String> response = send(request().header("origin", "http://evil.example").GET());
    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @Test
  void preflightOfAnyPageSucceedsOnADevelopmentChain() throws Exception {
    try (RpcServer dev = RpcServer.start(RpcConfig.development("127.0.0.1", 0), table)) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dev.address().getPort()))
                  .method("OPTIONS", BodyPublishers.noBody())
                  .header("origin", "https://app.example")
                  .header("access-control-request-method", "POST")
                  .header("access-control-request-headers", "content-type,x-custom")
                  .build(),
              BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(204);
      assertThat(response.headers().firstValue("access-control-allow-origin"))
          .hasValue("https://app.example");
      assertThat(response.headers().firstValue("access-control-allow-headers"))
          .hasValue("content-type,x-custom");
    }
  }

  @Test
  void webSocketAnswersAndPushesAfterTheAnswer() throws Exception {
    Inbox inbox = new Inbox();
    WebSocket socket = open(inbox);
    socket.sendText(ECHO, true).join();
    assertThat(inbox.next()).contains("\"result\":\"hello\"");
    socket.sendText("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"eth_subscribe\"}", true).join();
    assertThat(inbox.next()).contains("\"result\":\"0x1\"");
    assertThat(inbox.next()).isEqualTo("\"pushed\"");
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }

  @Test
  void webSocketTakesAMessageInFragments() throws Exception {
    Inbox inbox = new Inbox();
    WebSocket socket = open(inbox);
    socket.sendText(ECHO.substring(0, 10), false).join();
    socket.sendText(ECHO.substring(10), true).join();
    assertThat(inbox.next()).contains("\"result\":\"hello\"");
    socket.abort();
  }

  @Test
  void connectionsAboveTheLimitAreClosed() throws Exception {
    RpcConfig one = limited(1);
    try (RpcServer small = RpcServer.start(one, table);
        Socket first = connect(small)) {
      first.getOutputStream().write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(UTF_8));
      assertThat(first.getInputStream().read()).isEqualTo('H');
      try (Socket second = connect(small)) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
    }
  }

  @Test
  void takenPortIsNamed() {
    assertThatThrownBy(() -> RpcServer.start(RpcConfig.guarded("127.0.0.1", port()), table))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + port());
  }

  @Test
  void closeIsQuickWithClientsConnected() throws Exception {
    Inbox inbox = new Inbox();
    open(inbox);
    post(ECHO);
    long start = System.nanoTime();
    server.close();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
  }

  private static RpcConfig limited(int connections) {
    return new RpcConfig(
        "127.0.0.1",
        0,
        Set.of("localhost"),
        Set.of(),
        Set.of("web3"),
        1 << 20,
        1 << 20,
        10,
        connections,
        4,
        true);
  }

  private static String post(String connection, int length) {
    return String.join(
        "\r\n",
        "POST / HTTP/1.1",
        "host: localhost",
        "content-type: application/json",
        "connection: " + connection,
        "content-length: " + length,
        "",
        "");
  }

  private static Socket connect(RpcServer server) throws IOException {
    InetSocketAddress address = server.address();
    return new Socket(address.getAddress(), address.getPort());
  }

  private int port() {
    return server.address().getPort();
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port()));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String body) throws Exception {
    return send(
        request().header("content-type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  private String exchange(String text) throws IOException {
    try (Socket socket = connect(server)) {
      socket.getOutputStream().write(text.getBytes(UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private WebSocket open(Inbox inbox) {
    return client
        .newWebSocketBuilder()
        .buildAsync(URI.create("ws://127.0.0.1:" + port()), inbox)
        .join();
  }

  private static final class Inbox implements WebSocket.Listener {
    private final BlockingQueue<String> messages = new ArrayBlockingQueue<>(16);

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
      messages.add(text.toString());
      socket.request(1);
      return null;
    }

    String next() throws InterruptedException {
      return String.valueOf(messages.poll(10, TimeUnit.SECONDS));
    }
  }
}
