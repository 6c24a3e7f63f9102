package io.weft.tests.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.testing.Fixtures;
import io.weft.execution.types.Block;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The request and response pairs of execution-apis, on their chain through all forks. A response
 * must be equal, but for the words of an error; of cases that say so, only its shape.
 */
class RpcCompatTest {
  private static final String FOLDER = "rpc-compat/tests/";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Methods that serve other tests' drivers, not users. */
  private static final Set<String> NOT_SERVED = Set.of("testing_buildBlockV1", "eth_capabilities");

  private static final Map<String, byte[]> FILES = new TreeMap<>();
  private static RpcChain chain;

  @BeforeAll
  static void importChain() throws IOException {
    FILES.putAll(Fixtures.read("rpc-compat", name -> true));
    String genesis = FOLDER + "genesis.json";
    ExecutionEngine engine =
        ExecutionEngine.open(new InMemoryStore(), GenesisJson.read(genesis, file(genesis)));
    RlpReader blocks = new RlpReader(file(FOLDER + "chain.rlp"));
    while (blocks.hasNext()) {
      BlockResult result = engine.execute(Block.readFrom(blocks));
      engine.commit((ExecutedBlock) result);
    }
    chain = new RpcChain(engine);
  }

  @AfterAll
  static void close() {
    if (chain != null) {
      chain.close();
    }
  }

  private static byte[] file(String name) {
    return Objects.requireNonNull(FILES.get(name), name);
  }

  /** In order of name, which sends transactions before the pool is asked for them. */
  @TestFactory
  Stream<DynamicTest> responses() {
    return FILES.keySet().stream()
        .filter(name -> name.endsWith(".io"))
        .filter(name -> !NOT_SERVED.contains(name.split("/", -1)[2]))
        .map(
            name ->
                DynamicTest.dynamicTest(
                    name.substring(FOLDER.length()), () -> isAnswered(file(name))));
  }

  private static void isAnswered(byte[] conversation) throws Exception {
    boolean isShapeOnly = false;
    JsonNode answer = null;
    for (String line : new String(conversation, UTF_8).split("\n", -1)) {
      if (line.startsWith("//")) {
        isShapeOnly |= line.contains("speconly:");
      } else if (line.startsWith(">>")) {
        answer = chain.ask(line.substring(2));
      } else if (line.startsWith("<<")) {
        JsonNode expected = JSON.readTree(line.substring(2));
        JsonNode got = Objects.requireNonNull(answer, "answer before request");
        if (isShapeOnly) {
          hasShape(expected, got, "");
        } else if (expected.has("error")) {
          JsonNode error = got.path("error");
          assertThat(error.path("code")).as("%s", got).isEqualTo(expected.at("/error/code"));
          assertThat(error.path("data")).isEqualTo(expected.at("/error/data"));
        } else {
          assertThat(got).isEqualTo(expected);
        }
      }
    }
  }

  /** Whether all members are there, with values of the same kinds. */
  private static void hasShape(JsonNode expected, JsonNode got, String where) {
    assertThat(got.getNodeType()).as(where).isEqualTo(expected.getNodeType());
    if (expected.isObject() && !where.contains("/pending/") && !where.contains("/queued/")) {
      expected
          .properties()
          .forEach(
              member -> {
                String inside = where + "/" + member.getKey();
                JsonNode value = got.get(member.getKey());
                boolean isByAddress = member.getKey().startsWith("0x");
                if (!isByAddress) {
                  assertThat(value).as(inside).isNotNull();
                  hasShape(member.getValue(), value, inside);
                }
              });
    } else if (expected.isArray() && !expected.isEmpty()) {
      assertThat(got).as(where).isNotEmpty();
      hasShape(expected.get(0), got.get(0), where + "/0");
    }
  }
}
