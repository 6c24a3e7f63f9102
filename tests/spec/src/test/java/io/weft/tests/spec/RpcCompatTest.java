package io.weft.tests.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chain.ChainView;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.testing.Fixtures;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.node.pool.PoolHead;
import io.weft.node.pool.PoolLimits;
import io.weft.node.pool.TransactionPool;
import io.weft.node.rpc.RpcConfig;
import io.weft.node.rpc.RpcServer;
import io.weft.node.rpc.api.RpcLimits;
import io.weft.node.rpc.api.RpcMethods;
import io.weft.node.rpc.api.RpcServices;
import io.weft.node.rpc.api.UnlockedAccounts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
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
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static ExecutionEngine engine;
  private static RpcMethods methods;
  private static RpcServer server;

  @BeforeAll
  static void importChain() throws IOException {
    FILES.putAll(Fixtures.read("rpc-compat", name -> true));
    String genesis = FOLDER + "genesis.json";
    engine = ExecutionEngine.open(new InMemoryStore(), GenesisJson.read(genesis, file(genesis)));
    RlpReader chain = new RlpReader(file(FOLDER + "chain.rlp"));
    while (chain.hasNext()) {
      BlockResult result = engine.execute(Block.readFrom(chain));
      engine.commit((ExecutedBlock) result);
    }
    InstantSource clock =
        InstantSource.fixed(Instant.ofEpochSecond(engine.head().header().timestamp() + 12));
    methods =
        new RpcMethods(
            new RpcServices(
                engine,
                new TransactionPool(PoolLimits.VALIDATOR, poolHead()),
                UnlockedAccounts.NONE,
                null,
                RpcLimits.GUARDED,
                clock,
                "weft"));
    RpcConfig config = RpcConfig.development("127.0.0.1", 0);
    server = RpcServer.start(config, methods.table(config.namespaces()));
  }

  @AfterAll
  static void close() {
    CLIENT.close();
    if (server != null) {
      server.close();
      methods.close();
      engine.close();
    }
  }

  private static PoolHead poolHead() {
    ChainSpec spec = engine.spec();
    ChainView head = engine.head();
    BlockHeader header = head.header();
    long next = header.timestamp() + 12;
    Fork fork = spec.forkAt(header.number() + 1, next);
    U256 baseFee = new HeaderRules(spec).baseFeePerGas(fork, header);
    return new PoolHead(
        spec,
        head,
        fork,
        Objects.requireNonNull(baseFee),
        spec.blobParametersAt(next),
        header.gasLimit());
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
        answer = ask(line.substring(2));
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

  private static JsonNode ask(String request) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + server.address().getPort());
    HttpRequest post =
        HttpRequest.newBuilder(url)
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(request))
            .build();
    return JSON.readTree(CLIENT.send(post, BodyHandlers.ofString()).body());
  }
}
