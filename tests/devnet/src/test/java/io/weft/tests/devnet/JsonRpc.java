package io.weft.tests.devnet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The plainest client: one HTTP request, one answer, nothing interpreted or retried. */
final class JsonRpc {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final URI uri;

  JsonRpc(URI uri) {
    this.uri = uri;
  }

  boolean isAnswering() {
    try {
      return send(body("eth_chainId").toString()).contains("result");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The result of a call that must succeed. */
  JsonNode call(String method, Object... params) {
    JsonNode answer = answer(method, params);
    if (!answer.has("result")) {
      throw new IllegalStateException("%s failed: %s".formatted(method, answer));
    }
    return answer.get("result");
  }

  BigInteger quantity(String method, Object... params) {
    return quantity(call(method, params));
  }

  static BigInteger quantity(JsonNode node) {
    return new BigInteger(node.asText().substring(2), 16);
  }

  long blockNumber() {
    return quantity("eth_blockNumber").longValueExact();
  }

  /** The error object of a call that must fail. */
  JsonNode error(String method, Object... params) {
    JsonNode answer = answer(method, params);
    if (!answer.has("error")) {
      throw new IllegalStateException("%s did not fail: %s".formatted(method, answer));
    }
    return answer.get("error");
  }

  JsonNode answer(String method, Object... params) {
    return post(body(method, params).toString());
  }

  /** Any body, well-formed or not. */
  JsonNode post(String body) {
    try {
      return JSON.readTree(send(body));
    } catch (IOException cause) {
      throw new UncheckedIOException("no answer from " + uri, cause);
    }
  }

  /** Any body; what a broken connection throws is the caller's to judge. */
  JsonNode tryPost(String body) throws IOException {
    return JSON.readTree(send(body));
  }

  /** Asks again until the answer is not null, for at most ten seconds. */
  static <T> T eventually(String what, Supplier<@Nullable T> probe) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    for (; ; ) {
      T found = probe.get();
      if (found != null) {
        return found;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited 10 s in vain for " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Waits for a transaction to be in a block. */
  JsonNode receipt(String hash) {
    return eventually(
        "the receipt of " + hash,
        () -> {
          JsonNode receipt = call("eth_getTransactionReceipt", hash);
          return receipt.isNull() ? null : receipt;
        });
  }

  static ObjectNode body(String method, Object... params) {
    ObjectNode body = JSON.createObjectNode();
    body.put("jsonrpc", "2.0").put("id", 1).put("method", method);
    body.set("params", JSON.valueToTree(params));
    return body;
  }

  private String send(String body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + uri, cause);
    }
  }
}
