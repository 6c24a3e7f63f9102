package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.BlockExecutors;
import io.weft.execution.testing.Fixtures;
import io.weft.node.cli.ExecutorChoice;
import io.weft.node.cli.evm.BlockFolders;
import io.weft.node.prefetch.ReadAhead;
import io.weft.node.replay.Replay;
import io.weft.node.replay.ReplayResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real blocks, of every fork from Frontier to Cancun, come to what their headers say. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class MainnetBlocksTest {
  private static final int BLOCKS = 40;

  @Test
  void everyBlockComesToItsHeaderByEveryExecutor() {
    BlockFolders folders = BlockFolders.read(List.of(Fixtures.file("mainnet-blocks.tar.zst")));
    SequencedMap<String, BlockExecutors> executors = new LinkedHashMap<>();
    for (ExecutorChoice choice : ExecutorChoice.values()) {
      executors.put(choice.toString(), choice.open(2));
    }
    try (Replay replay =
        new Replay(BlockFolders.SPEC, executors, List.of(ReadAhead.NONE), 1, 0, 0, 0)) {
      List<ReplayResult> results = replay.run(folders.blocks(), (ran, of) -> {});
      assertThat(results).hasSize(BLOCKS);
      assertThat(results).allSatisfy(result -> assertThat(result.problem()).isNull());
    }
  }
}
