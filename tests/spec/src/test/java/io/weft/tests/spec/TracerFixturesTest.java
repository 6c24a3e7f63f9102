package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.chainspec.BlobParameters;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;
import io.weft.node.cli.evm.WorldState;
import io.weft.node.rpc.Param;
import io.weft.node.rpc.api.trace.Trace;
import io.weft.node.rpc.api.trace.TraceOptions;
import io.weft.node.rpc.api.trace.TraceScene;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Our traces of transactions are geth's, member for member. */
class TracerFixturesTest {
  private static final String FOLDER = "tracetest/";

  private static final Set<String> NOTHING = Set.of("0x", "0x0", Address.ZERO.toString());

  private final List<String> wrong = new ArrayList<>();

  @Test
  void treesOfCallsAreThoseOfGeth() {
    check("call_tracer/", "callTracer", 7);
  }

  @Test
  void logsInTreesOfCallsAreThoseOfGeth() {
    check("call_tracer_withLog/", "callTracer", 5);
  }

  @Test
  void accountsBeforeAreThoseOfGeth() {
    check("prestate_tracer/", "prestateTracer", 6);
  }

  @Test
  void changesOfAccountsAreThoseOfGeth() {
    check("prestate_tracer_with_diff_mode/", "prestateTracer", 7);
  }

  @Test
  void observationsOfValidationAreThoseOfGeth() {
    check("erc7562_tracer/", "erc7562Tracer", 2);
  }

  /** Geth's own test reads its files alike: where they say nothing they mean nothing. */
  @Test
  void listsOfCallsAreThoseOfGeth() {
    Map<String, JsonNode> cases = FixtureFiles.read("tracers-geth", FOLDER + "call_tracer_flat/");
    cases.forEach(
        (name, test) -> {
          JsonNode expected = withoutNothing(test.get("result"));
          JsonNode actual = withoutNothing(trace(name, test, "flatCallTracer"));
          compare(name, expected, actual);
        });
    assertThat(cases).hasSize(16);
    assertThat(wrong).isEmpty();
  }

  /** Geth has no cases of it; each part must be what its tracer tells alone. */
  @Test
  void partsOfAMuxAreThoseOfEachTracerAlone() {
    List<String> tracers =
        List.of("callTracer", "flatCallTracer", "prestateTracer", "4byteTracer", "noopTracer");
    Map<String, JsonNode> cases = FixtureFiles.read("tracers-geth", FOLDER + "call_tracer/");
    assertThat(cases).isNotEmpty();
    cases.forEach(
        (name, test) -> {
          ObjectNode together = test.deepCopy();
          ObjectNode parts = together.putObject("tracerConfig");
          ObjectNode alone = FixtureFiles.JSON.createObjectNode();
          for (String tracer : tracers) {
            parts.putObject(tracer);
            alone.set(tracer, trace(name, test, tracer));
          }
          compare(name, alone, trace(name, together, "muxTracer"));
        });
    assertThat(wrong).isEmpty();
  }

  private void compare(String name, JsonNode expected, JsonNode actual) {
    if (!expected.equals(actual)) {
      wrong.add(name + "\n  expected " + expected + "\n  got      " + actual);
    }
  }

  private static JsonNode withoutNothing(JsonNode list) {
    list.forEach(
        item -> {
          ObjectNode call = (ObjectNode) item;
          call.remove(
              List.of("blockHash", "blockNumber", "transactionHash", "transactionPosition"));
          for (String part : List.of("action", "result")) {
            JsonNode fields = call.get(part);
            if (fields instanceof ObjectNode object) {
              object.properties().removeIf(field -> NOTHING.contains(field.getValue().asText()));
            }
            if (fields == null || fields.isNull() || fields.isEmpty()) {
              call.remove(part);
            }
          }
        });
    return list;
  }

  private void check(String folder, String tracer, int count) {
    Map<String, JsonNode> cases = FixtureFiles.read("tracers-geth", FOLDER + folder);
    cases.forEach(
        (name, test) -> {
          JsonNode expected = test.get("result");
          JsonNode actual = trace(name, test, tracer);
          compare(name, expected, actual);
        });
    assertThat(cases).hasSize(count);
    assertThat(wrong).isEmpty();
  }

  private static JsonNode trace(String name, JsonNode test, String tracer) {
    startForksInOrder(test);
    Genesis genesis =
        GenesisJson.read(name, test.get("genesis").toString().getBytes(StandardCharsets.UTF_8));
    ChainSpec spec = genesis.spec();
    Transaction transaction = Transaction.decode(Bytes.fromHex(test.get("input").asText()));
    BlockEnvironment block = block(spec, genesis, test.get("context"));
    Address sender = SenderRecovery.of(spec).recover(transaction, block.fork());
    ObjectNode config = FixtureFiles.JSON.createObjectNode().put("tracer", tracer);
    if (test.has("tracerConfig")) {
      config.set("tracerConfig", test.get("tracerConfig"));
    }
    Trace trace = TraceOptions.read(new Param(config, "config")).start(TraceScene.of(block.fork()));
    JournaledState state =
        new JournaledState(
            trace.over(WorldState.of(genesis.alloc())),
            TransactionProcessor.emptyAccountRule(block.fork()));
    TransactionResult result =
        new TransactionProcessor(spec)
            .process(
                block,
                transaction,
                sender,
                block.gasLimit(),
                Long.MAX_VALUE,
                state,
                trace.tracer());
    if (!(result instanceof TransactionResult.Executed executed)) {
      return FixtureFiles.JSON.createObjectNode().put("rejected", result.toString());
    }
    // Through text: numbers of one value may be of several types.
    try {
      return FixtureFiles.JSON.readTree(
          trace.json(transaction, executed, state.toDiff()).toString());
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Some of these chains took the forks in another order; each is in force at the block or not. */
  private static void startForksInOrder(JsonNode test) {
    ObjectNode config = (ObjectNode) test.get("genesis").get("config");
    long number = number(test.get("context"), "number").toLong();
    config.remove("eip155Block"); // starts with EIP-158 here; whether it did changes no trace
    config
        .properties()
        .forEach(
            field -> {
              if (field.getKey().endsWith("Block") && field.getValue().asLong() <= number) {
                field.setValue(LongNode.valueOf(0));
              }
            });
  }

  private static BlockEnvironment block(ChainSpec spec, Genesis genesis, JsonNode context) {
    long number = number(context, "number").toLong();
    long timestamp = number(context, "timestamp").toLong();
    Fork fork = spec.forkAt(number, timestamp);
    BlobParameters blobs = spec.blobParametersAt(timestamp);
    Long excess = genesis.excessBlobGas();
    return new BlockEnvironment(
        fork,
        U256.of(spec.chainId()),
        number,
        timestamp,
        Address.fromHex(context.get("miner").asText()),
        number(context, "gasLimit").toLong(),
        context.has("baseFeePerGas") ? number(context, "baseFeePerGas") : U256.ZERO,
        fork.isAtLeast(Fork.PARIS) ? U256.ZERO : number(context, "difficulty"),
        blobs == null || excess == null ? U256.ZERO : blobs.baseFeePerBlobGas(excess),
        0,
        _ -> Hash32.ZERO);
  }

  private static U256 number(JsonNode object, String field) {
    String text = object.get(field).asText();
    return text.startsWith("0x") ? U256.fromHex(text) : U256.from(new BigInteger(text));
  }
}
