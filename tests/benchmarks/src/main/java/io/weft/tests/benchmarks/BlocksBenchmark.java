package io.weft.tests.benchmarks;

import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.BlockHeader;
import io.weft.node.cli.evm.BlockFolders;
import io.weft.node.replay.ReplayBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * All real blocks of 8 Mgas and more since London, one after the other, by one thread; with {@code
 * -t 2} by each of two that have nothing to do with each other. What that takes longer is what two
 * cores of a machine slow each other down by, whatever the executor.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class BlocksBenchmark {
  private static final long LEAST_GAS = 8_000_000;

  /** What all threads read. */
  @State(Scope.Benchmark)
  public static class Blocks {
    /** The archive of blocks, as {@code weft evm replay} takes it. */
    @Param("mainnet-blocks.tar.zst")
    public String archive = "";

    private final ChainSpec chain = BlockFolders.SPEC;
    private final RecoveredSenders senders = new RecoveredSenders(SenderRecovery.of(chain));
    private List<ReplayBlock> blocks = List.of();

    @Setup
    public void read() {
      blocks =
          BlockFolders.read(List.of(Path.of(archive))).blocks().stream()
              .filter(block -> isLarge(block.block().header()))
              .toList();
      for (ReplayBlock block : blocks) {
        senders.add(block.block().transactions(), chain.forkOf(block.block().header()));
      }
    }

    private boolean isLarge(BlockHeader header) {
      return header.gasUsed() >= LEAST_GAS && header.baseFeePerGas() != null;
    }
  }

  /** What belongs to one thread. */
  @State(Scope.Thread)
  public static class Executor {
    private @Nullable SequentialBlockExecutor executor;

    @Setup
    public void make(Blocks shared) {
      executor = new SequentialBlockExecutor(shared.chain, shared.senders);
    }
  }

  @Benchmark
  public void execute(Blocks shared, Executor own, Blackhole results) {
    for (ReplayBlock block : shared.blocks) {
      results.consume(
          Objects.requireNonNull(own.executor).execute(block.parent(block.state()), block.block()));
    }
  }
}
