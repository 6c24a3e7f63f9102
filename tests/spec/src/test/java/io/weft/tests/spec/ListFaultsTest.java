package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.BlockExecutors;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.CheckedBlockExecutor;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.testing.ListFault;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.execution.types.BlockHeader;
import io.weft.node.cli.evm.FixtureJson;
import io.weft.node.cli.evm.TestNetworks;
import io.weft.node.cli.evm.WorldState;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The valid blocks of the Amsterdam suite with lists that are wrong in every way, to which their
 * headers commit: refused, and for the same reason whoever executes them.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ListFaultsTest {
  private static final long SEED = Long.getLong("weft.seed", System.nanoTime());

  /** One file in so many. */
  private static final int SAMPLE = 4;

  private static final List<ListFault> FAULTS = List.of(ListFault.values());
  private static final int FAULTS_OF_A_BLOCK = 3;
  private static final int[] WORKERS = {1, 2, 3, 8};

  private static final BlockExecutors[] EXECUTORS = new BlockExecutors[WORKERS.length];

  static {
    for (int i = 0; i < WORKERS.length; i++) {
      EXECUTORS[i] = BlockExecutors.listDriven(WORKERS[i], SEED, System::nanoTime);
    }
  }

  private final Random random = new Random(SEED);
  private final Map<ListFault, Integer> met = new EnumMap<>(ListFault.class);
  private int blocks;

  @AfterAll
  static void close() {
    for (BlockExecutors executors : EXECUTORS) {
      executors.close();
    }
  }

  @Test
  void faultyListIsRefusedForTheReasonThatOneThreadGives() {
    for (JsonNode file :
        FixtureFiles.read("eest-amsterdam-bal-v5.1.0", "", path -> path.hashCode() % SAMPLE == 0)
            .values()) {
      for (JsonNode test : file) {
        check(test);
      }
    }
    System.out.println(blocks + " blocks with faulty lists from seed " + SEED + ": " + met);
    assertThat(met).hasSizeGreaterThan(FAULTS.size() - 4); // some need much room
  }

  private void check(JsonNode test) {
    ChainSpec spec =
        Objects.requireNonNull(
            TestNetworks.spec(test.get("network").asText(), test.path("config")));
    WorldState state = WorldState.of(FixtureJson.accounts(test.get("pre")));
    BlockHeader parent = Block.decode(Bytes.fromHex(test.get("genesisRLP").asText())).header();
    for (JsonNode json : test.get("blocks")) {
      if (json.has("expectException")) {
        return;
      }
      Block block = Block.decode(Bytes.fromHex(json.get("rlp").asText()));
      Hash32 parentHash = parent.hash();
      long parentNumber = parent.number();
      ParentBlock on =
          new ParentBlock(
              parent, state, number -> number == parentNumber ? parentHash : Hash32.ZERO, state);
      BlockExecutor oracle =
          new CheckedBlockExecutor(
              spec, new SequentialBlockExecutor(spec, SenderRecovery.of(spec)));
      if (!(oracle.execute(on, block) instanceof ExecutedBlock executed)) {
        return; // it asks for the hash of an earlier ancestor
      }
      if (spec.forkOf(block.header()).isAtLeast(Fork.AMSTERDAM)) {
        blocks++;
        check(spec, on, block, Objects.requireNonNull(executed.accessList()), oracle);
      }
      state = state.apply(executed.diff());
      parent = block.header();
    }
  }

  private void check(
      ChainSpec spec, ParentBlock on, Block block, BlockAccessList right, BlockExecutor oracle) {
    BlockExecutors kind = EXECUTORS[random.nextInt(EXECUTORS.length)];
    BlockExecutor executor =
        new CheckedBlockExecutor(spec, kind.create(spec, SenderRecovery.of(spec)));
    for (int i = 0; i < FAULTS_OF_A_BLOCK; i++) {
      ListFault fault = FAULTS.get(random.nextInt(FAULTS.size()));
      BlockAccessList wrong = fault.in(right, block.body().transactions().size(), random);
      if (wrong != null) {
        met.merge(fault, 1, Integer::sum);
        Block committed = new Block(withList(block.header(), wrong.hash()), block.body());
        BlockResult expected = oracle.execute(on, committed, wrong);
        assertThat(expected).as("%s", fault).isInstanceOf(InvalidBlock.class);
        assertThat(executor.execute(on, committed, wrong)).as("%s", fault).isEqualTo(expected);
      }
    }
    assertThat(executor.execute(on, block, right)).isInstanceOf(ExecutedBlock.class);
  }

  private static BlockHeader withList(BlockHeader h, Hash32 listHash) {
    return new BlockHeader(
        h.parentHash(),
        h.ommersHash(),
        h.coinbase(),
        h.stateRoot(),
        h.transactionsRoot(),
        h.receiptsRoot(),
        h.logsBloom(),
        h.difficulty(),
        h.number(),
        h.gasLimit(),
        h.gasUsed(),
        h.timestamp(),
        h.extraData(),
        h.mixHash(),
        h.nonce(),
        h.baseFeePerGas(),
        h.withdrawalsRoot(),
        h.blobGasUsed(),
        h.excessBlobGas(),
        h.parentBeaconBlockRoot(),
        h.requestsHash(),
        listHash,
        h.slotNumber());
  }
}
