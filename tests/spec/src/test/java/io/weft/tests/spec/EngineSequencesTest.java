package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.NewPayload;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.testing.Fixtures;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.engine.NewPayloadRequest;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.RpcException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Chains handed over payload by payload, as a consensus client does it. Of the sequences only the
 * {@code engine_newPayload} requests are sent here.
 */
class EngineSequencesTest {
  private static final String METHOD = "engine_newPayloadV";

  /** Of the chosen benchmarks. */
  private static final int PAYLOADS = 26;

  private final List<String> wrong = new ArrayList<>();
  private int payloads;

  @Test
  void payloadsOfParisAndShanghaiAreAnswered() {
    for (String folder : List.of("paris/", "shanghai/")) {
      Map<String, JsonNode> files = FixtureFiles.read("engine-api-besu", folder);
      try (ExecutionEngine engine =
          open(folder, Objects.requireNonNull(files.get("genesis.json")))) {
        files.forEach(
            (name, file) -> {
              if (file.path("request").path("method").asText().startsWith(METHOD)) {
                send(engine, folder + name, file.get("request"), file.get("response"));
              }
            });
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(payloads).isEqualTo(5);
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
            for (String line : new String(text, StandardCharsets.UTF_8).lines().toList()) {
              JsonNode request = parse(line);
              if (request.path("method").asText().startsWith(METHOD)) {
                send(engine, path, request, valid);
              }
            }
          }
        });
    assertThat(wrong).isEmpty();
    assertThat(payloads).isEqualTo(PAYLOADS);
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

  private void send(ExecutionEngine engine, String name, JsonNode request, JsonNode response) {
    payloads++;
    String expected =
        response.has("error")
            ? "error " + response.get("error").get("code").asInt()
            : response.get("result").get("status").asText();
    String actual = answer(engine, request);
    if (!actual.startsWith(expected)) {
      wrong.add(name + ": expected " + expected + ", got " + actual);
    }
  }

  private static String answer(ExecutionEngine engine, JsonNode request) {
    NewPayload payload;
    try {
      int version = Integer.parseInt(request.get("method").asText().substring(METHOD.length()));
      List<Param> params = new Param(request.get("params"), "params").elements();
      payload = NewPayloadRequest.read(version, engine.spec(), params);
    } catch (RpcException e) {
      return "error " + e.code() + " (" + e.getMessage() + ")";
    }
    return switch (payload.toBlock()) {
      case NewPayload.Refused(var reason) -> "INVALID: " + reason;
      case NewPayload.Converted(var block, var accessList) -> add(engine, block, accessList);
    };
  }

  private static String add(
      ExecutionEngine engine, Block block, @Nullable BlockAccessList accessList) {
    if (!block.header().parentHash().equals(engine.head().hash())) {
      return "SYNCING";
    }
    return switch (engine.execute(block, accessList)) {
      case InvalidBlock invalid -> "INVALID: " + invalid;
      case ExecutedBlock executed -> {
        engine.commit(executed);
        yield "VALID";
      }
    };
  }
}
