package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.chainspec.GenesisJson;
import io.weft.execution.commit.ChainVerifier;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.testing.Fixtures;
import io.weft.node.archive.BlockFile;
import io.weft.node.archive.EncodedBlock;
import io.weft.node.importer.BlockIntake;
import io.weft.node.importer.ChainImport;
import io.weft.node.metrics.NodeMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Chains in files come to the heads that are known, with their blocks overlapping on the way. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ChainFilesTest {
  @TempDir private Path folder;

  @Test
  void chainThroughAllForksReachesItsHead() throws IOException {
    String tests = "rpc-compat/tests/";
    assertHead(
        "rpc-compat",
        tests + "genesis.json",
        tests + "chain.rlp",
        54,
        "0xd226371d0b1551adb03fb52b71f08e3e11247fe9b1af994768af8cdaa8e7dcd7");
  }

  @Test
  void firstArchiveOfMainnetReachesItsLastBlock() throws IOException {
    assertHead(
        "chain-import",
        "chain-import/genesis/mainnet.json",
        "chain-import/mainnet-00000-5ec1ffb8.era1",
        8191,
        "0xa6860fefa339c963e1bb622526cc8dd4344eedd2a9b969e74de5cccc445fbed4");
  }

  private void assertHead(
      String archive, String genesisName, String chainName, long number, String hash)
      throws IOException {
    Map<String, byte[]> files =
        Fixtures.read(archive, name -> name.equals(genesisName) || name.equals(chainName));
    byte[] genesis = Objects.requireNonNull(files.get(genesisName), genesisName);
    byte[] chain = Objects.requireNonNull(files.get(chainName), chainName);
    Path file = folder.resolve(Path.of(chainName).getFileName());
    Files.write(file, chain);
    InMemoryStore store = new InMemoryStore();
    try (ExecutionEngine engine =
            ExecutionEngine.open(store, GenesisJson.read(genesisName, genesis));
        BlockIntake intake =
            BlockIntake.overlapping(engine, new NodeMetrics().stages(), 2, null, b -> {});
        BlockFile blocks = BlockFile.open(file)) {
      ChainImport chainImport = new ChainImport(engine, intake, false);
      for (EncodedBlock block = blocks.next(); block != null; block = blocks.next()) {
        assertThat(
                chainImport.add(
                    block.origin(), block.number(), block.hash(), block.encoded(), null))
            .isNull();
      }
      assertThat(intake.finish()).isNull();
      assertThat(engine.head().number()).isEqualTo(number);
      assertThat(engine.head().hash().toString()).isEqualTo(hash);
      assertThat(ChainVerifier.verify(store, (stage, done, total) -> {})).isEmpty();
    }
  }
}
