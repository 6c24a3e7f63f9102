package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.primitives.Address;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.testing.Fixtures;
import io.weft.execution.types.Account;
import io.weft.node.rpc.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * Chains handed over payload by payload, as a consensus client does it, and blocks built when it
 * asks for them. There is no server: what one remembers of a client, and refuses for it, is left
 * out.
 */
class EngineSequencesTest {
  private static final String TESTS = "test-cases/";

  /** Requests that only a server can answer. */
  private static final Map<String, String> NOT_SENT =
      Map.of(
          "paris/04_invalid_safeblock_hash", "whether it knows a safe block",
          "paris/05_invalid_finalized_block_hash", "whether it knows a final block",
          "paris/06_update_forkchoice_invalid_payload_attributes", "what attributes it refuses",
          "paris/08_unknown_payload", "whether it knows a payload",
          "prague/00_get_genesis_block_info", "a block in an older form, with its total difficulty",
          "shanghai/05_shanghai_prepare_payload_invalid_null_withdrawals",
              "what attributes it refuses");

  /** Of the chosen benchmarks. */
  private static final int PAYLOADS = 26;

  private final List<String> wrong = new ArrayList<>();
  private int answered;

  @Test
  void requestsAreAnswered() {
    for (String folder : List.of("paris/", "shanghai/", "prague/")) {
      Map<String, JsonNode> files = FixtureFiles.read("engine-api-besu", folder);
      try (ExecutionEngine engine =
          open(folder, Objects.requireNonNull(files.get("genesis.json")))) {
        EngineConversation client = new EngineConversation(engine);
        files.forEach(
            (name, file) -> {
              if (name.startsWith(TESTS)) {
                String test = folder + name.substring(TESTS.length()).replace(".json", "");
                if (!NOT_SENT.containsKey(test)) {
                  send(client, test, file.get("request"), file.get("response"));
                }
              }
            });
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(answered).isEqualTo(34);
  }

  @Test
  void benchmarkPayloadsAreValid() {
    JsonNode genesis =
        Objects.requireNonNull(FixtureFiles.read("gas-benchmarks", "genesis").get(".json"));
    JsonNode valid =
        FixtureFiles.JSON
            .createObjectNode()
            .set("result", FixtureFiles.JSON.createObjectNode().put("status", "VALID"));
    Fixtures.forEach(
        "gas-benchmarks",
        path -> path.endsWith(".txt") && isChosen(path),
        (path, text) -> {
          try (ExecutionEngine engine = open("gas-benchmarks", genesis)) {
            EngineConversation client = new EngineConversation(engine);
            for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
              JsonNode request = parse(line);
              if (EngineConversation.isNewPayload(request)) {
                send(client, path, request, valid);
              }
            }
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(answered).isEqualTo(PAYLOADS);
  }

  /** One of the sizes of each block, which differ in how often they repeat the same. */
  private static boolean isChosen(String path) {
    return path.endsWith("_30M.txt");
  }

  private static JsonNode parse(String line) {
    try {
      return FixtureFiles.JSON.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ExecutionEngine open(String name, JsonNode genesis) {
    byte[] json = genesis.toString().getBytes(StandardCharsets.UTF_8);
    return ExecutionEngine.open(new InMemoryStore(), GenesisJson.read(name, json));
  }

  private void send(EngineConversation client, String name, JsonNode request, JsonNode response) {
    answered++;
    if (EngineConversation.isNewPayload(request)) {
      String expected =
          response.has("error")
              ? "error " + response.get("error").get("code").asInt()
              : response.get("result").get("status").asText();
      String actual = client.newPayload(request);
      if (!actual.startsWith(expected)) {
        wrong.add(name + ": expected " + expected + ", got " + actual);
      }
      return;
    }
    JsonNode expected = response.get("result");
    JsonNode actual = answer(client, request, expected);
    if (!actual.equals(expected)) {
      wrong.add(name + ": expected " + expected + ", got " + actual);
    }
  }

  private static JsonNode answer(EngineConversation client, JsonNode request, JsonNode expected) {
    String method = request.get("method").asText();
    JsonNode params = request.get("params");
    return switch (method.replaceAll("V\\d$", "")) {
      case "engine_forkchoiceUpdated" ->
          client.forkchoiceUpdated(params, expected.path("payloadId").textValue());
      case "engine_getPayload" ->
          client.getPayload(
              Character.digit(method.charAt(method.length() - 1), 10), params.get(0).asText());
      case "eth_getBalance" -> {
        Account account = client.head().account(Address.fromHex(params.get(0).asText()));
        yield Json.quantity(Objects.requireNonNull(account).balance());
      }
      case "eth_sendRawTransaction" -> Json.hash(client.sendRawTransaction(params.get(0).asText()));
      default -> throw new AssertionError("nobody answers " + method);
    };
  }
}
