package io.weft.node.replay;

import io.weft.execution.BlockExecutors;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.InvalidBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.metrics.NodeMetrics;
import io.weft.node.metrics.StageTimers;
import io.weft.node.prefetch.Prefetcher;
import io.weft.node.prefetch.ReadAhead;
import io.weft.node.prefetch.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Executes blocks of one chain by several executors in turn: one run of all of them, then the next,
 * so that whatever else the machine does falls on all alike. Senders are recovered before, and
 * access lists made where an executor wants them.
 *
 * @param executors at least one, by name; the first is what the others are compared with. They are
 *     closed with this
 * @param readAhead at least one; each executor runs with each of them
 * @param repeat runs that count, of each block by each executor
 * @param warmUp runs before, that do not
 * @param latencyMicros of each first read of an account or slot
 * @param copies what the machine allows is measured too: each block is executed by so many {@link
 *     IndependentExecutors}, and a copy of it counts for what each took divided by their number; 0
 *     to leave that out
 */
public record Replay(
    ChainSpec spec,
    SequencedMap<String, BlockExecutors> executors,
    List<ReadAhead> readAhead,
    int repeat,
    int warmUp,
    long latencyMicros,
    int copies)
    implements AutoCloseable {

  /** What {@code copies} are called in results. */
  public static final String MACHINE = "machine";

  /** Hears how far a replay is. */
  @FunctionalInterface
  public interface Progress {
    void ran(int blocks, int ofBlocks);
  }

  /**
   * One of the executors.
   *
   * @param kind null where it makes no reports
   */
  private record Contender(
      String name,
      @Nullable BlockExecutors kind,
      BlockExecutor executor,
      @Nullable Prefetcher prefetcher) {

    BlockResult execute(ParentBlock parent, Track track, SenderRecovery senders) {
      Block block = track.block.block();
      boolean isListDriven = kind != null && kind.areListDriven();
      BlockAccessList list = isListDriven || track.comesWithList ? track.accessList : null;
      if (prefetcher == null) {
        return executor.execute(parent, block, list);
      }
      try (Reading _ = prefetcher.begin(parent, block, senders, list)) {
        return executor.execute(parent, block, list);
      }
    }

    /** What a copy counts for that took so long. */
    private long share(long nanos) {
      return executor instanceof IndependentExecutors copies ? nanos / copies.count() : nanos;
    }

    long wallNanos(long measured) {
      return executor instanceof IndependentExecutors copies ? share(copies.lastNanos()) : measured;
    }

    /** How often it executed transactions of the block it just did, each attempt counted. */
    long executions(int transactions) {
      ExecutionReport report = lastReport();
      return report == null ? transactions : report.executions();
    }

    /** How long its workers were at no transaction meanwhile. */
    long restNanos() {
      ExecutionReport report = lastReport();
      return report == null
          ? 0
          : report.workers() * report.wallNanos() - report.usefulNanos() - report.wastedNanos();
    }

    long handOverNanos() {
      return executor instanceof IndependentExecutors copies ? copies.lastHandOverNanos() : 0;
    }

    private @Nullable ExecutionReport lastReport() {
      return kind == null ? null : kind.lastReport();
    }
  }

  /** One timed execution. */
  private record Sample(
      long wallNanos, long cpuNanos, long executions, long restNanos, long handOverNanos) {}

  /** What is known of a block so far. */
  private static final class Track {
    final ReplayBlock block;
    final List<List<Sample>> samples = new ArrayList<>();
    @Nullable ExecutedBlock first;
    @Nullable String problem;

    /** What the block accesses; null where no executor wants to know. */
    @Nullable BlockAccessList accessList;

    /** Whether every executor is given that list, as blocks have one since Amsterdam. */
    final boolean comesWithList;

    Track(ReplayBlock block, int executors, boolean comesWithList) {
      this.block = block;
      this.comesWithList = comesWithList;
      for (int i = 0; i < executors; i++) {
        samples.add(new ArrayList<>());
      }
    }
  }

  /** Runs all; the results are in the order of the blocks. */
  public List<ReplayResult> run(List<ReplayBlock> blocks, Progress progress) {
    StageTimers timers = new NodeMetrics().stages();
    RecoveredSenders senders = new RecoveredSenders(SenderRecovery.of(spec));
    List<Track> tracks = new ArrayList<>();
    for (ReplayBlock block : blocks) {
      senders.add(block.block().transactions(), spec.forkOf(block.block().header()));
      boolean comesWithList = spec.forkOf(block.block().header()).isAtLeast(Fork.AMSTERDAM);
      tracks.add(new Track(block, contenderCount(), comesWithList));
    }
    boolean isListWanted = executors.values().stream().anyMatch(BlockExecutors::areListDriven);
    SequentialBlockExecutor lister = new SequentialBlockExecutor(spec, senders);
    for (Track track : tracks) {
      if (isListWanted || track.comesWithList) {
        track.accessList = lister.accessList(parent(track.block), track.block.block());
      }
    }
    Map<ReadAhead, Prefetcher> prefetchers = new EnumMap<>(ReadAhead.class);
    for (ReadAhead kind : readAhead) {
      Prefetcher prefetcher = kind.open(spec, timers);
      if (prefetcher != null) {
        prefetchers.put(kind, prefetcher);
      }
    }
    try (IndependentExecutors machine =
        copies > 0 ? new IndependentExecutors(copies, spec, senders) : null) {
      List<Contender> contenders = contenders(senders, prefetchers);
      if (machine != null) {
        contenders.add(new Contender(MACHINE, null, machine, null));
      }
      runAll(tracks, contenders, senders, progress);
      return tracks.stream().map(track -> result(track, contenders)).toList();
    } finally {
      prefetchers.values().forEach(Prefetcher::close);
    }
  }

  private int contenderCount() {
    return executors.size() * readAhead.size() + (copies > 0 ? 1 : 0);
  }

  private List<Contender> contenders(
      SenderRecovery senders, Map<ReadAhead, Prefetcher> prefetchers) {
    List<Contender> contenders = new ArrayList<>();
    executors.forEach(
        (name, kind) -> {
          for (ReadAhead ahead : readAhead) {
            contenders.add(
                new Contender(
                    ahead == ReadAhead.NONE ? name : name + "+" + ahead,
                    kind,
                    kind.create(spec, senders),
                    prefetchers.get(ahead)));
          }
        });
    return contenders;
  }

  private void runAll(
      List<Track> tracks, List<Contender> contenders, SenderRecovery senders, Progress progress) {
    int rounds = warmUp + repeat;
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < tracks.size(); i++) {
        runOnce(tracks.get(i), contenders, senders, round, round >= warmUp);
        progress.ran(round * tracks.size() + i + 1, rounds * tracks.size());
      }
    }
  }

  private void runOnce(
      Track track,
      List<Contender> contenders,
      SenderRecovery senders,
      int round,
      boolean isCounted) {
    Turns turns = new Turns(contenders.size());
    for (int place = 0; place < contenders.size() && track.problem == null; place++) {
      int i = turns.at(round, place);
      Contender contender = contenders.get(i);
      ReplayBlock block = track.block;
      ParentBlock parent = parent(block);
      long cpuNanos = processCpuNanos();
      long wallNanos = System.nanoTime();
      BlockResult result;
      try {
        result = contender.execute(parent, track, senders);
      } catch (RuntimeException e) {
        track.problem = contender.name + " threw " + e;
        return;
      }
      wallNanos = System.nanoTime() - wallNanos;
      cpuNanos = processCpuNanos() - cpuNanos;
      long executions = contender.executions(block.block().transactions().size());
      String problem = problem(track, result);
      if (problem != null) {
        track.problem = contender.name + ": " + problem;
      } else if (isCounted) {
        track
            .samples
            .get(i)
            .add(
                new Sample(
                    contender.wallNanos(wallNanos),
                    contender.share(cpuNanos),
                    executions,
                    contender.restNanos(),
                    contender.handOverNanos()));
      }
    }
  }

  private static long processCpuNanos() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private ParentBlock parent(ReplayBlock block) {
    StateView state =
        latencyMicros == 0 ? block.state() : new SlowState(block.state(), latencyMicros);
    return block.parent(state);
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

  private static ReplayResult result(Track track, List<Contender> contenders) {
    if (track.problem != null) {
      return new ReplayResult(track.block, track.problem, List.of());
    }
    List<ReplayResult.Measured> measured = new ArrayList<>();
    int i = 0;
    for (Contender contender : contenders) {
      List<Sample> samples = track.samples.get(i++);
      measured.add(
          new ReplayResult.Measured(
              contender.name,
              median(samples, Sample::wallNanos),
              // A clock of ten milliseconds on many systems, which only a mean sees through.
              Math.round(samples.stream().mapToLong(Sample::cpuNanos).average().orElse(0)),
              samples.stream().mapToLong(Sample::executions).average().orElse(0),
              median(samples, Sample::restNanos),
              median(samples, Sample::handOverNanos)));
    }
    return new ReplayResult(track.block, null, measured);
  }

  @Override
  public void close() {
    executors.values().forEach(BlockExecutors::close);
  }

  private static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
    long[] sorted = samples.stream().mapToLong(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1
        ? sorted[middle]
        : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
  }
}
