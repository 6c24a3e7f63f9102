package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.testing.Fixtures;
import io.weft.execution.types.Block;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Chains whose hashes are known, from their genesis files on. */
class KnownChainsTest {

  @Test
  void genesisFileGivesTheKnownHash() {
    assertGenesis("hoodi", "", "bbe312868b376a3001692a646dd2d7d1e4406380dfd86b98aa8a34d1557c971b");
  }

  @Test
  void genesisFileWithoutRulesGivesTheKnownHashUnderThem() {
    assertGenesis(
        "mainnet",
        "\"config\": {\"chainId\": 1},",
        "d4e56740f876aef8c010b86a40d5f56745a118d0906a34e69aec8c0db1cb8fa3");
    assertGenesis(
        "sepolia",
        "\"config\": {\"chainId\": 11155111, \"londonBlock\": 0},",
        "25a5cc106eea7138acab33231d7160d69cb777ee0c2c553fcddf5138993e6dd9");
  }

  private static void assertGenesis(String network, String config, String hash) {
    String name = "chain-import/genesis/" + network + ".json";
    byte[] json = file(Fixtures.read("chain-import", name::equals), name);
    String text = new String(json, StandardCharsets.UTF_8).replaceFirst("\\{", "{" + config);
    Map<String, byte[]> files = Map.of(name, text.getBytes(StandardCharsets.UTF_8));
    try (ExecutionEngine engine = open(name, files)) {
      assertThat(engine.head().hash()).as(network).isEqualTo(Hash32.fromHex(hash));
    }
  }

  @Test
  void chainThroughAllForksReachesItsHead() {
    String folder = "rpc-compat/tests/";
    Map<String, byte[]> files =
        Fixtures.read(
            "rpc-compat",
            name -> name.equals(folder + "genesis.json") || name.equals(folder + "chain.rlp"));
    try (ExecutionEngine engine = open(folder + "genesis.json", files)) {
      RlpReader chain = new RlpReader(file(files, folder + "chain.rlp"));
      while (chain.hasNext()) {
        Block block = Block.readFrom(chain);
        BlockResult result = engine.execute(block);
        assertThat(result).as("block %d", block.number()).isInstanceOf(ExecutedBlock.class);
        engine.commit((ExecutedBlock) result);
      }
      assertThat(engine.head().number()).isEqualTo(54);
      assertThat(engine.head().hash())
          .isEqualTo(
              Hash32.fromHex("d226371d0b1551adb03fb52b71f08e3e11247fe9b1af994768af8cdaa8e7dcd7"));
    }
  }

  private static byte[] file(Map<String, byte[]> files, String name) {
    return Objects.requireNonNull(files.get(name), name);
  }

  private static ExecutionEngine open(String genesisFile, Map<String, byte[]> files) {
    Genesis genesis = GenesisJson.read(genesisFile, file(files, genesisFile));
    return ExecutionEngine.open(new InMemoryStore(), genesis);
  }
}
