package io.weft.node.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.commit.ChainVerifier;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.types.Block;
import io.weft.node.metrics.BlockStage;
import io.weft.node.metrics.NodeMetrics;
import io.weft.node.metrics.StageTimers;
import io.weft.node.prefetch.AccessPredictor;
import io.weft.node.prefetch.Prefetcher;
import io.weft.node.workload.Workload;
import io.weft.node.workload.Workload.Kind;
import io.weft.node.workload.WorkloadChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class BlockIntakeTest {
  private static final int BLOCKS = 40;

  private static final List<ExecutedBlock> CHAIN = new ArrayList<>();
  private static @Nullable Genesis genesis;

  private final InMemoryStore store = new InMemoryStore();
  private final StageTimers timers = new NodeMetrics().stages();
  private final Prefetcher prefetcher =
      new Prefetcher(
          Objects.requireNonNull(genesis).spec(),
          4,
          new AccessPredictor(Objects.requireNonNull(genesis).spec()),
          timers);

  @AfterEach
  void stopReaders() {
    prefetcher.close();
  }

  @BeforeAll
  static void makeChain() {
    WorkloadChain chain =
        new WorkloadChain(new Workload(Kind.HYBRID, 20, 60, 30, 3, 11, 30_000_000));
    genesis = chain.genesis();
    chain.make(BLOCKS, new InMemoryStore(), CHAIN::add);
  }

  @Test
  void overlappingBlocksLeaveTheChainAndStateOfOneByOne() {
    try (ExecutionEngine engine = open();
        BlockIntake intake = BlockIntake.overlapping(engine, timers, 2, prefetcher, b -> {})) {
      CHAIN.forEach(block -> assertThat(offer(intake, block.block())).isTrue());
      assertThat(intake.finish()).isNull();
      assertThat(engine.head().hash()).isEqualTo(CHAIN.getLast().block().hash());
      assertThat(ChainVerifier.verify(store, (stage, done, total) -> {})).isEmpty();
    }
  }

  @Test
  void blocksOneByOneLeaveTheSameChain() {
    try (ExecutionEngine engine = open();
        BlockIntake intake = BlockIntake.oneByOne(engine, timers, b -> {})) {
      CHAIN.forEach(block -> assertThat(offer(intake, block.block())).isTrue());
      assertThat(intake.finish()).isNull();
      assertThat(engine.head().hash()).isEqualTo(CHAIN.getLast().block().hash());
    }
  }

  @Test
  void receivedBlocksOverlapLikeThoseOfFiles() {
    try (ExecutionEngine engine = open();
        BlockIntake intake = BlockIntake.overlapping(engine, timers, 2, prefetcher, b -> {})) {
      CHAIN.forEach(
          block -> intake.offer(new Arrival.Received("peer", block.block(), block.accessList())));
      assertThat(intake.finish()).isNull();
      assertThat(engine.head().hash()).isEqualTo(CHAIN.getLast().block().hash());
      assertThat(timers.count(BlockStage.DECODE)).isZero();
      assertThat(timers.count(BlockStage.EXECUTE)).isEqualTo(BLOCKS);
    }
  }

  @Test
  void builtBlocksAreNotExecutedAgain() {
    try (ExecutionEngine engine = open();
        BlockIntake intake = BlockIntake.oneByOne(engine, timers, b -> {})) {
      CHAIN.forEach(block -> assertThat(intake.offer(new Arrival.Built(block))).isTrue());
      assertThat(intake.finish()).isNull();
      assertThat(engine.head().hash()).isEqualTo(CHAIN.getLast().block().hash());
      assertThat(timers.count(BlockStage.EXECUTE)).isZero();
      assertThat(timers.count(BlockStage.PERSIST)).isEqualTo(BLOCKS);
    }
  }

  @Test
  void everyBlockIsTimedInEveryStage() {
    try (ExecutionEngine engine = open();
        BlockIntake intake = BlockIntake.overlapping(engine, timers, 2, prefetcher, b -> {})) {
      CHAIN.forEach(block -> offer(intake, block.block()));
      assertThat(intake.finish()).isNull();
    }
    assertThat(BlockStage.values())
        .allSatisfy(stage -> assertThat(timers.count(stage)).isEqualTo(BLOCKS));
    assertThat(timers.cpuSeconds(BlockStage.EXECUTE)).isPositive();
  }

  @Test
  void storedBlocksAreToldInOrder() {
    List<Long> numbers = new ArrayList<>();
    try (ExecutionEngine engine = open();
        BlockIntake intake =
            BlockIntake.overlapping(
                engine, timers, 2, null, head -> numbers.add(head.view().number()))) {
      CHAIN.forEach(block -> offer(intake, block.block()));
      assertThat(intake.finish()).isNull();
    }
    assertThat(numbers).hasSize(BLOCKS).isSorted();
  }

  @Test
  void invalidBlockEndsTheImportAfterItsParent() {
    int bad = 25;
    try (ExecutionEngine engine = open();
        BlockIntake intake = BlockIntake.overlapping(engine, timers, 2, prefetcher, b -> {})) {
      for (int i = 0; i < BLOCKS; i++) {
        Block block = CHAIN.get(i).block();
        Bytes encoded = i + 1 == bad ? withoutTransactions(block) : bytes(block);
        intake.offer(new Arrival.Encoded("chain", block.number(), encoded, null, false));
      }
      ImportFailure failure = intake.finish();
      assertThat(failure)
          .asString()
          .startsWith("chain: block 25: BlockException.INVALID_TRANSACTIONS_ROOT");
      assertThat(engine.head().number()).isEqualTo(bad - 1);
      assertThat(ChainVerifier.verify(store, (stage, done, total) -> {})).isEmpty();
    }
  }

  @Test
  void undecodableBlockIsNamed() {
    try (ExecutionEngine engine = open();
        BlockIntake intake = BlockIntake.overlapping(engine, timers, 2, prefetcher, b -> {})) {
      intake.offer(new Arrival.Encoded("chain", 1, Bytes.fromHex("c0"), null, false));
      ImportFailure failure = intake.finish();
      assertThat(failure).asString().startsWith("chain: block 1: expected a block, got ");
      assertThat(engine.head().number()).isZero();
    }
  }

  @Test
  void knownBlocksArePassedOverAndOthersOfTheirNumberRefused() {
    try (ExecutionEngine engine = open()) {
      try (BlockIntake intake = BlockIntake.overlapping(engine, timers, 2, prefetcher, b -> {})) {
        CHAIN.subList(0, 10).forEach(block -> offer(intake, block.block()));
        assertThat(intake.finish()).isNull();
      }
      try (BlockIntake intake = BlockIntake.overlapping(engine, timers, 2, prefetcher, b -> {})) {
        ChainImport again = new ChainImport(engine, intake, false);
        for (ExecutedBlock block : CHAIN) {
          Block each = block.block();
          assertThat(again.add("chain", each.number(), each.hash(), bytes(each), null)).isNull();
        }
        assertThat(again.skipped()).isEqualTo(10);
        assertThat(intake.finish()).isNull();
        assertThat(engine.head().number()).isEqualTo(BLOCKS);
        ImportFailure other = again.add("other", 3, Hash32.ZERO, Bytes.EMPTY, null);
        assertThat(other).asString().startsWith("other: block 3: block of another chain: ");
      }
    }
  }

  private ExecutionEngine open() {
    return ExecutionEngine.open(store, Objects.requireNonNull(genesis));
  }

  private static boolean offer(BlockIntake intake, Block block) {
    return intake.offer(new Arrival.Encoded("chain", block.number(), bytes(block), null, false));
  }

  private static Bytes bytes(Block block) {
    return block.encoded();
  }

  /** The same header over an empty body. */
  private static Bytes withoutTransactions(Block block) {
    RlpReader fields = RlpReader.ofList(block.encoded());
    RlpWriter out = new RlpWriter();
    int list = out.beginList();
    out.raw(fields.raw().toArray());
    fields.skip();
    out.endList(out.beginList());
    while (fields.hasNext()) {
      out.raw(fields.raw().toArray());
    }
    return Bytes.wrap(out.endList(list).toArray());
  }
}
