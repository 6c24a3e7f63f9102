package io.weft.node.replay;

import io.weft.execution.ExecutorKind;
import io.weft.execution.OpenExecutor;
import io.weft.execution.block.Ancestry;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Executes blocks of one chain by several executors in turn: one run of all of them, then the next,
 * so that whatever else the machine does falls on all alike. Senders are recovered before.
 *
 * @param executors at least one; the first is what the others are compared with
 * @param workers threads of each executor that has any
 * @param repeat runs that count, of each block by each executor
 * @param warmUp runs before, that do not
 * @param latencyMicros of each first read of an account or slot
 */
public record Replay(
    ChainSpec spec,
    List<ExecutorKind> executors,
    int workers,
    int repeat,
    int warmUp,
    long latencyMicros) {

  /** Hears how far a replay is. */
  @FunctionalInterface
  public interface Progress {
    void ran(int blocks, int ofBlocks);
  }

  /** One timed execution. */
  private record Sample(long wallNanos, long cpuNanos, long executions) {}

  /** What is known of a block so far. */
  private static final class Track {
    final ReplayBlock block;
    final List<List<Sample>> samples = new ArrayList<>();
    @Nullable ExecutedBlock first;
    @Nullable String problem;

    Track(ReplayBlock block, int executors) {
      this.block = block;
      for (int i = 0; i < executors; i++) {
        samples.add(new ArrayList<>());
      }
    }
  }

  /** Runs all; the results are in the order of the blocks. */
  public List<ReplayResult> run(List<ReplayBlock> blocks, Progress progress) {
    RecoveredSenders senders = new RecoveredSenders(SenderRecovery.of(spec));
    List<Track> tracks = new ArrayList<>();
    for (ReplayBlock block : blocks) {
      senders.add(block.block().transactions(), spec.forkOf(block.block().header()));
      tracks.add(new Track(block, executors.size()));
    }
    List<OpenExecutor> open = new ArrayList<>();
    try {
      long hashKey = new SecureRandom().nextLong();
      executors.forEach(
          kind -> open.add(kind.open(spec, senders, workers, hashKey, System::nanoTime)));
      int rounds = warmUp + repeat;
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < tracks.size(); i++) {
          runOnce(tracks.get(i), open, round >= warmUp);
          progress.ran(round * tracks.size() + i + 1, rounds * tracks.size());
        }
      }
    } finally {
      open.forEach(OpenExecutor::close);
    }
    return tracks.stream().map(this::result).toList();
  }

  private void runOnce(Track track, List<OpenExecutor> open, boolean isCounted) {
    for (int i = 0; i < open.size() && track.problem == null; i++) {
      OpenExecutor executor = open.get(i);
      ReplayBlock block = track.block;
      ParentBlock parent = parent(block);
      long cpuNanos = processCpuNanos();
      long wallNanos = System.nanoTime();
      BlockResult result;
      try {
        result = executor.execute(parent, block.block());
      } catch (RuntimeException e) {
        track.problem = executors.get(i) + " threw " + e;
        return;
      }
      wallNanos = System.nanoTime() - wallNanos;
      cpuNanos = processCpuNanos() - cpuNanos;
      String problem = problem(track, result);
      if (problem != null) {
        track.problem = executors.get(i) + ": " + problem;
      } else if (isCounted) {
        track.samples.get(i).add(new Sample(wallNanos, cpuNanos, executor.executions()));
      }
    }
  }

  private static long processCpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private ParentBlock parent(ReplayBlock block) {
    StateView state =
        latencyMicros == 0 ? block.state() : new SlowState(block.state(), latencyMicros);
    return new ParentBlock(
        block.parentStandIn(),
        state,
        block.hashes(),
        // Asked for between transactions before Byzantium, and compared with nothing.
        diff -> Hash32.ZERO,
        Ancestry.NONE,
        null);
  }

  private static @Nullable String problem(Track track, BlockResult result) {
    return switch (result) {
      case InvalidBlock invalid -> invalid.specName() + ", " + invalid.detail();
      case ExecutedBlock executed -> {
        ExecutedBlock first = track.first;
        if (first == null) {
          track.first = executed;
          yield track.block.expectation().problem(executed);
        }
        yield difference(first, executed);
      }
    };
  }

  /** How an execution differs from the first one of the same block. */
  private static @Nullable String difference(ExecutedBlock first, ExecutedBlock executed) {
    if (first.gasUsed() != executed.gasUsed()) {
      return "gas used: expected " + first.gasUsed() + " as before, got " + executed.gasUsed();
    }
    if (!first.receipts().equals(executed.receipts())) {
      return "receipts differ from those before";
    }
    if (!first.requests().equals(executed.requests())) {
      return "requests differ from those before";
    }
    if (!Objects.equals(first.accessList(), executed.accessList())) {
      return "access list differs from that before";
    }
    return first.diff().equals(executed.diff())
        ? null
        : "changes of state differ from those before";
  }

  private ReplayResult result(Track track) {
    if (track.problem != null) {
      return new ReplayResult(track.block, track.problem, List.of());
    }
    List<ReplayResult.Measured> measured = new ArrayList<>();
    for (int i = 0; i < executors.size(); i++) {
      List<Sample> samples = track.samples.get(i);
      measured.add(
          new ReplayResult.Measured(
              executors.get(i),
              medianWallNanos(samples),
              // A clock of ten milliseconds on many systems, which only a mean sees through.
              Math.round(samples.stream().mapToLong(Sample::cpuNanos).average().orElse(0)),
              samples.stream().mapToLong(Sample::executions).average().orElse(0)));
    }
    return new ReplayResult(track.block, null, measured);
  }

  private static long medianWallNanos(List<Sample> samples) {
    long[] sorted = samples.stream().mapToLong(Sample::wallNanos).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
  }
}
