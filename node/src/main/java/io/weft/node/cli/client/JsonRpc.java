package io.weft.node.cli.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.node.cli.CommandFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A JSON-RPC client over HTTP. Safe to share between threads. */
public final class JsonRpc implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final URI endpoint;
  private final HttpClient http;

  public JsonRpc(URI endpoint) {
    this.endpoint = endpoint;
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  /** A request of a batch. */
  public record Request(String method, List<?> params) {}

  /**
   * Calls one method.
   *
   * @return the result, which may be JSON's null
   * @throws RpcError if the node refuses
   * @throws CommandFailure if no node answers
   */
  public JsonNode call(String method, Object... params) {
    ObjectNode request = request(1, new Request(method, List.of(params)));
    return result(post(request.toString()));
  }

  /**
   * Calls several methods in one exchange.
   *
   * @return the answers in the order of the requests, each an object with {@code result} or {@code
   *     error}
   * @throws CommandFailure if no node answers, or not to each request
   */
  public List<JsonNode> batch(List<Request> requests) {
    ArrayNode body = JSON.createArrayNode();
    for (int i = 0; i < requests.size(); i++) {
      body.add(request(i, requests.get(i)));
    }
    return answers(post(body.toString()), requests.size());
  }

  /** The same with a body that was written before: entry i has the id i. */
  public List<JsonNode> batch(String body, int count) {
    return answers(post(body), count);
  }

  private List<JsonNode> answers(JsonNode answer, int count) {
    if (!answer.isArray() || answer.size() != count) {
      if (answer.has("error")) {
        throw RpcError.parse(answer.path("error"));
      }
      throw new CommandFailure(
          "malformed answer of "
              + endpoint
              + ": expected "
              + count
              + " answers to a batch, got "
              + (answer.isArray() ? String.valueOf(answer.size()) : "no list"));
    }
    // a batch may be answered in any order
    JsonNode[] byId = new JsonNode[count];
    for (JsonNode one : answer) {
      int id = one.path("id").asInt(-1);
      if (id < 0 || id >= count) {
        throw new CommandFailure(
            "malformed answer of " + endpoint + ": unknown id " + one.path("id"));
      }
      byId[id] = one;
    }
    List<JsonNode> ordered = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      if (byId[i] == null) {
        throw new CommandFailure("malformed answer of " + endpoint + ": no answer to request " + i);
      }
      ordered.add(byId[i]);
    }
    return ordered;
  }

  public long chainId() {
    return quantity(call("eth_chainId")).toLong();
  }

  public long blockNumber() {
    return quantity(call("eth_blockNumber")).toLong();
  }

  public U256 balance(Address account) {
    return quantity(call("eth_getBalance", account.toString(), "latest"));
  }

  /** The next nonce of {@code account}, those that wait in the pool included. */
  public long pendingNonce(Address account) {
    return quantity(call("eth_getTransactionCount", account.toString(), "pending")).toLong();
  }

  /** Reads a number as JSON-RPC writes it. */
  public static U256 quantity(JsonNode value) {
    try {
      return U256.fromHex(value.asText());
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "malformed answer: expected a number as 0x and hex digits, got " + value);
    }
  }

  /** The result of an answer, or its refusal as an exception. */
  public static JsonNode result(JsonNode answer) {
    if (answer.has("error")) {
      throw RpcError.parse(answer.path("error"));
    }
    if (!answer.has("result")) {
      throw new CommandFailure("malformed answer: expected 'result' or 'error', got " + answer);
    }
    return answer.path("result");
  }

  private static ObjectNode request(int id, Request request) {
    ObjectNode node = JSON.createObjectNode();
    node.put("jsonrpc", "2.0").put("id", id).put("method", request.method());
    node.set("params", JSON.valueToTree(request.params()));
    return node;
  }

  private JsonNode post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWER_TIMEOUT)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      try {
        JsonNode json = JSON.readTree(answer.body());
        if (json.isContainerNode()) {
          return json;
        }
      } catch (JsonProcessingException e) {
        // told below
      }
      throw new CommandFailure(
          "no JSON-RPC at " + endpoint + ": it answers with HTTP status " + answer.statusCode());
    } catch (ConnectException e) {
      throw new CommandFailure(
          "no node at " + endpoint + ": start one with 'weft dev', or name another with --rpc", e);
    } catch (HttpTimeoutException e) {
      throw new CommandFailure(
          "no answer from " + endpoint + " within " + ANSWER_TIMEOUT.toSeconds() + " s", e);
    } catch (IOException e) {
      throw new CommandFailure("connection to " + endpoint + " broke: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting for " + endpoint, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
