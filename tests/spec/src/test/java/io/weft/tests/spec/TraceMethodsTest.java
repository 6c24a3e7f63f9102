package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.BlockBuilder;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.testing.Fixtures;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Account;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LegacyTransaction;
import io.weft.execution.types.Transaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The requests for traces that Besu keeps, with the answers that OpenEthereum, geth and it itself
 * gave: each is answered alike, but for the words of an error that is the whole answer.
 *
 * <p>Of the chain that {@code trace_} is asked about only the transactions are there. It is built
 * anew, and where an answer has the hash of a block it must be one hash for each number.
 */
class TraceMethodsTest {
  private static final String ARCHIVE = "rpc-trace-besu";

  private final List<String> wrong = new ArrayList<>();

  @Test
  void callsStepsAndChangesAreTold() throws Exception {
    try (RpcChain chain = built()) {
      check(chain, "trace/specs/", 408);
    }
  }

  @Test
  void debugTracesOfBlocksAreThoseOfGeth() throws Exception {
    try (RpcChain chain = imported()) {
      check(chain, "debug-geth/specs/", 72);
    }
  }

  private void check(RpcChain chain, String folder, int count) throws Exception {
    Map<String, JsonNode> cases = FixtureFiles.read(ARCHIVE, folder);
    Map<Long, String> hashes = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : cases.entrySet()) {
      JsonNode test = entry.getValue();
      JsonNode expected = test.get("response");
      renameBlocks(expected, chain, hashes);
      JsonNode actual = chain.ask(test.get("request").toString());
      compare(entry.getKey(), expected, actual);
    }
    assertThat(cases).hasSize(count);
    assertThat(wrong).isEmpty();
  }

  private void compare(String name, JsonNode expected, JsonNode actual) {
    boolean isEqual =
        expected.has("error")
            ? expected.at("/error/code").equals(actual.at("/error/code"))
            : expected.equals(actual);
    if (!isEqual) {
      wrong.add(name + "\n  expected " + expected + "\n  got      " + actual);
    }
  }

  /** Puts the hashes of this chain in place of those of the chain that was asked. */
  private static void renameBlocks(JsonNode json, RpcChain chain, Map<Long, String> hashes) {
    if (json instanceof ObjectNode object && object.has("blockHash")) {
      long number = object.get("blockNumber").longValue();
      String hash = object.get("blockHash").textValue();
      assertThat(hashes.computeIfAbsent(number, _ -> hash)).isEqualTo(hash);
      object.put("blockHash", String.valueOf(chain.head().hash(number)));
    }
    json.forEach(inner -> renameBlocks(inner, chain, hashes));
  }

  /** The chain that comes as blocks. */
  private static RpcChain imported() throws IOException {
    String folder = "debug-geth/chain-data/";
    JsonNode genesis = named(FixtureFiles.read(ARCHIVE, folder), "genesis.json");
    ((ObjectNode) genesis.get("config")).remove("preMergeForkBlock"); // Besu's own
    ExecutionEngine engine = open(genesis);
    String file = ARCHIVE + "/" + folder + "blocks.bin";
    RlpReader blocks = new RlpReader(named(Fixtures.read(ARCHIVE, file::equals), file));
    while (blocks.hasNext()) {
      engine.commit((ExecutedBlock) engine.execute(Block.readFrom(blocks)));
    }
    return new RpcChain(engine);
  }

  /** The chain that comes as transactions to be signed. */
  private static RpcChain built() throws IOException {
    Map<String, JsonNode> files = FixtureFiles.read(ARCHIVE, "trace/chain-data/");
    JsonNode genesis = named(files, "genesis.json");
    ObjectNode config = (ObjectNode) genesis.get("config");
    config.set("chainId", config.remove("chainID"));
    for (String fork : List.of("eip150Block", "eip158Block", "byzantiumBlock")) {
      config.put(fork, 0); // left to be guessed from the later ones
    }
    config.put("constantinopleBlock", 0);
    ExecutionEngine engine = open(genesis);
    for (JsonNode block : named(files, "blocks.json").get("blocks")) {
      BlockHeader parent = engine.head().header();
      BlockBuilder builder = engine.propose(attributes(parent));
      Map<Address, Long> sent = new HashMap<>();
      for (JsonNode fields : block.get("transactions")) {
        TransactionResult result = builder.add(sign(fields, engine, sent));
        assertThat(result).isInstanceOf(TransactionResult.Executed.class);
      }
      engine.commit((ExecutedBlock) builder.finish());
    }
    return new RpcChain(engine);
  }

  private static <T> T named(Map<String, T> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private static ExecutionEngine open(JsonNode genesis) {
    Genesis read = GenesisJson.read(ARCHIVE, genesis.toString().getBytes(StandardCharsets.UTF_8));
    return ExecutionEngine.open(new InMemoryStore(), read);
  }

  private static BlockAttributes attributes(BlockHeader parent) {
    return new BlockAttributes(
        parent.timestamp() + 1,
        Address.ZERO,
        parent.gasLimit(),
        Hash32.ZERO,
        List.of(),
        Hash32.ZERO,
        0,
        Bytes.EMPTY,
        null);
  }

  private static Transaction sign(
      JsonNode fields, ExecutionEngine engine, Map<Address, Long> sent) {
    byte[] key = Bytes.fromHex(fields.get("secretKey").textValue()).toArray();
    Address sender = Secp256k1.addressOfPrivateKey(key);
    Account account = engine.head().account(sender);
    long nonce = (account == null ? 0 : account.nonce()) + sent.merge(sender, 1L, Long::sum) - 1;
    LegacyTransaction unsigned =
        new LegacyTransaction(
            null,
            nonce,
            number(fields, "gasPrice"),
            number(fields, "gasLimit").toLong(),
            fields.has("to") ? Address.fromHex(fields.get("to").textValue()) : null,
            number(fields, "value"),
            Bytes.fromHex(fields.path("data").asText("0x")),
            Signature.NONE);
    return unsigned.withSignature(Secp256k1.sign(unsigned.signingHash(), key));
  }

  private static U256 number(JsonNode fields, String name) {
    return U256.fromHex(fields.path(name).asText("0x0"));
  }
}
