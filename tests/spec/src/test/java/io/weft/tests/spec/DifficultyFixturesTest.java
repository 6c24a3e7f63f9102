package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.block.HeaderRules;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.LogsBloom;
import io.weft.node.cli.evm.TestNetworks;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How hard the block after a given one has to be, by every rule there has been. */
class DifficultyFixturesTest {
  private static final ForkSchedule MAINNET =
      ForkSchedule.fromGenesis(Fork.FRONTIER)
          .with(Fork.HOMESTEAD, 1_150_000)
          .with(Fork.BYZANTIUM, 4_370_000);

  /** Chains that files of BasicTests are about, as they were planned when the files were made. */
  private static final Map<String, ForkSchedule> CHAINS =
      Map.of(
          "difficulty.json", MAINNET,
          "difficultyMainNetwork.json", MAINNET,
          "difficultyCustomMainNetwork.json", MAINNET,
          "difficultyCustomHomestead.json", ForkSchedule.fromGenesis(Fork.HOMESTEAD),
          "difficultyRopsten.json",
              ForkSchedule.fromGenesis(Fork.HOMESTEAD)
                  .with(Fork.BYZANTIUM, 1_700_000)
                  .with(Fork.CONSTANTINOPLE, 4_230_000));

  private final List<String> wrong = new ArrayList<>();
  private int cases;

  @Test
  void everyForkHasTheDifficultyOfItsFixtures() {
    for (JsonNode file : FixtureFiles.read("ethereum-tests", "DifficultyTests/").values()) {
      for (JsonNode test : file) {
        for (Map.Entry<String, JsonNode> fork : test.properties()) {
          if (!fork.getKey().equals("_info")) {
            ChainSpec spec =
                Objects.requireNonNull(
                    TestNetworks.spec(fork.getKey(), FixtureFiles.JSON.createObjectNode()),
                    fork.getKey());
            check(spec, fork.getValue());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(cases).isEqualTo(10_926);
  }

  @Test
  void everyChainHasTheDifficultyOfItsFixtures() {
    FixtureFiles.read("ethereum-tests", "BasicTests/difficulty")
        .forEach(
            (name, file) -> {
              ForkSchedule forks = Objects.requireNonNull(CHAINS.get("difficulty" + name), name);
              check(ChainSpec.of(1, forks), file);
            });
    assertThat(wrong).isEmpty();
    assertThat(cases).isEqualTo(5_002);
  }

  private void check(ChainSpec spec, JsonNode tests) {
    HeaderRules rules = new HeaderRules(spec);
    for (Map.Entry<String, JsonNode> entry : tests.properties()) {
      JsonNode test = entry.getValue();
      cases++;
      long number = number(test, "currentBlockNumber").longValue();
      long timestamp = number(test, "currentTimestamp").longValue();
      U256 actual =
          rules.difficulty(spec.forkAt(number, timestamp), number, timestamp, parent(test, number));
      U256 expected = U256.from(number(test, "currentDifficulty"));
      if (!actual.equals(expected)) {
        wrong.add(entry.getKey() + ": expected " + expected + ", got " + actual);
      }
    }
  }

  private static BlockHeader parent(JsonNode test, long number) {
    return new BlockHeader(
        Hash32.ZERO,
        hasOmmers(test) ? Keccak256.EMPTY : BlockHeader.EMPTY_OMMERS_HASH,
        Address.ZERO,
        Hash32.ZERO,
        Hash32.ZERO,
        Hash32.ZERO,
        LogsBloom.EMPTY.toBytes(),
        U256.from(number(test, "parentDifficulty")),
        number - 1,
        0,
        0,
        number(test, "parentTimestamp").longValue(),
        Bytes.EMPTY,
        Hash32.ZERO,
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** Told by the hash of the ommers, or by a number that is not zero where there are any. */
  private static boolean hasOmmers(JsonNode test) {
    String ommers = test.path("parentUncles").asText("0x00");
    return !ommers.equals("0x00") && !ommers.equals(BlockHeader.EMPTY_OMMERS_HASH.toString());
  }

  private static BigInteger number(JsonNode test, String field) {
    String text = test.get(field).asText();
    return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
  }
}
