package io.weft.node.cli.evm;

import io.weft.execution.BlockExecutors;
import io.weft.execution.FrontierClock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.node.cli.CommandFailure;
import io.weft.node.cli.Terminal;
import io.weft.node.prefetch.ReadAhead;
import io.weft.node.replay.Replay;
import io.weft.node.replay.ReplayBlock;
import io.weft.node.replay.ReplayResult;
import io.weft.node.simulator.BlockTrace;
import io.weft.node.simulator.Calibration;
import io.weft.node.simulator.TraceGroup;
import io.weft.node.simulator.TraceRecorder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weft evm simulate}. */
@Command(
    name = "simulate",
    description = {
      "Project what blocks would take on more cores than this machine has, under this project's"
          + " ways to execute them and those of others.",
      "",
      "Each block is executed one transaction after the other and recorded; the recording is then"
          + " played back in simulated time. What parallel execution costs is taken from runs of the"
          + " real executors with one worker and with two, also by access lists; every other block"
          + " gives the costs, and nothing is projected unless the simulation comes within ten per"
          + " cent of the runs of the blocks between.",
      "",
      "Two threads of one machine slow each other down even if they have nothing in common. By how"
          + " much is measured in the same rounds, by two sequential executors at once, and the"
          + " runs with two workers are predicted for cores that do. Projections are for cores that"
          + " do not.",
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example: weft evm simulate --cores 2,4,8,16 mainnet-blocks.tar.zst",
    })
final class SimulateCommand implements Callable<Integer> {
  private static final int MAX_CORES = 1024;

  /** Blocks that a user brings are not out to collide. */
  private static final long SOME_KEY = 0x5EED;

  /** Blocks of less are mostly over before a second core has begun. */
  private static final long LARGE_GAS = 8_000_000;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Folders (with all below them) or .tar.zst archives of blocks, as for replay.")
  private List<Path> paths = List.of();

  @Option(
      names = "--cores",
      split = ",",
      paramLabel = "N",
      defaultValue = "1,2,4,8,16,32,64",
      description = "Numbers of cores, comma-separated (default: ${DEFAULT-VALUE}).")
  private List<Integer> cores = List.of();

  @Option(names = "--each", description = "Print a table for each block too.")
  private boolean each;

  @Option(
      names = "--db-latency",
      paramLabel = "MICROS",
      defaultValue = "0",
      description = "What the first read of each account and slot takes (default: 0).")
  private long latencyMicros;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "20",
      description = "Runs of each block that do not count (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "9",
      description = "Runs that do; times are medians (default: ${DEFAULT-VALUE}).")
  private int repeat;

  @Option(
      names = "--unaccepted",
      description = "Print projections even if the simulation misses the real runs by more.")
  private boolean printsUnaccepted;

  @Option(names = "--json", description = "Print one JSON object instead of tables.")
  private boolean json;

  @Override
  public Integer call() {
    if (warmUp < 0 || repeat < 1 || latencyMicros < 0) {
      throw new ParameterException(
          spec.commandLine(), "expected at least one run that counts, and no negative number");
    }
    for (int count : cores) {
      if (count < 1 || count > MAX_CORES) {
        throw new ParameterException(
            spec.commandLine(), "--cores: expected 1 to " + MAX_CORES + ", got " + count);
      }
    }
    BlockFolders folders;
    try {
      folders = BlockFolders.read(paths);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), e);
    }
    if (folders.blocks().isEmpty()) {
      throw new CommandFailure("no blocks under " + paths);
    }
    Simulation simulation = simulate(BlockFolders.SPEC, folders.blocks());
    String refusal = printsUnaccepted ? null : refusal(simulation.calibration());
    if (refusal != null) {
      throw new CommandFailure(refusal);
    }
    new SimulationReport(spec.commandLine().getOut(), cores, simulation).print(json);
    return ExitCode.OK;
  }

  /** Why nothing is projected from this; null where it may be. */
  static @Nullable String refusal(Calibration calibration) {
    return calibration.isAccepted()
        ? null
        : String.format(
            Locale.ROOT,
            "the simulation misses the real executors by %+.1f %% with one worker, %+.1f %% with"
                + " two, %+.1f %% and %+.1f %% by lists, where two threads slow each other down by"
                + " %.0f %%; expected at most %.0f %%: run it on a quiet machine, or with"
                + " --unaccepted",
            100 * (calibration.oneWorker() - 1),
            100 * (calibration.twoWorkers() - 1),
            100 * (calibration.oneByList() - 1),
            100 * (calibration.twoByList() - 1),
            100 * (calibration.slowDown() - 1),
            100 * Calibration.MOST_MISSED);
  }

  /** What there is to report. */
  record Simulation(List<TraceGroup> groups, Calibration calibration) {}

  private Simulation simulate(ChainSpec chain, List<ReplayBlock> blocks) {
    RecoveredSenders senders = new RecoveredSenders(SenderRecovery.of(chain));
    TraceRecorder recorder = new TraceRecorder(chain, senders, warmUp, repeat);
    Terminal.Line progress = Terminal.line(spec.commandLine().getErr());
    List<BlockTrace> traces = new ArrayList<>();
    for (ReplayBlock block : blocks) {
      progress.show(() -> "recording block " + block.name());
      senders.add(block.block().transactions(), chain.forkOf(block.block().header()));
      traces.add(recorder.record(block.name(), block.parent(block.state()), block.block()));
    }
    progress.clear();
    Calibration calibration =
        Calibration.of(
            measure(chain, senders, blocks, traces), recorder.rerunFactor(), latencyMicros * 1_000);
    return new Simulation(groups(calibration.group().blocks()), calibration);
  }

  /**
   * The real executor's times, with the sequential one's and those of two at once in the same runs,
   * and what its frontier takes.
   */
  private List<Calibration.Measured> measure(
      ChainSpec chain, SenderRecovery senders, List<ReplayBlock> blocks, List<BlockTrace> traces) {
    SequencedMap<String, BlockExecutors> executors = new LinkedHashMap<>();
    executors.put("sequential", BlockExecutors.sequential());
    executors.put("one worker", BlockExecutors.speculating(1, SOME_KEY, System::nanoTime));
    executors.put("two workers", BlockExecutors.optimistic(2, SOME_KEY, System::nanoTime));
    executors.put("one by list", BlockExecutors.listDriven(1, SOME_KEY, System::nanoTime));
    executors.put("two by list", BlockExecutors.listDriven(2, SOME_KEY, System::nanoTime));
    List<ReplayResult> results =
        run(new Replay(chain, executors, List.of(ReadAhead.NONE), repeat, warmUp, 0, 2), blocks);
    List<Calibration.Measured> measured = new ArrayList<>();
    try (FrontierClock clock = new FrontierClock(chain, senders, repeat, System::nanoTime)) {
      for (int i = 0; i < blocks.size(); i++) {
        ReplayBlock block = blocks.get(i);
        ReplayResult result = results.get(i);
        boolean isByList = BlockExecutors.followList(chain.forkOf(block.block().header()));
        measured.add(
            new Calibration.Measured(
                traces.get(i),
                nanos(result, 0),
                nanos(result, 1),
                nanos(result, 2),
                2 * nanos(result, executors.size()), // last, and counted for one of the two
                clock.time(traces.get(i).reads(), block.parent(block.state()), block.block()),
                isByList ? byList(result) : null));
      }
    }
    return measured;
  }

  private static List<ReplayResult> run(Replay replay, List<ReplayBlock> blocks) {
    List<ReplayResult> results;
    try (replay) {
      results = replay.run(blocks, (done, of) -> {});
    }
    for (ReplayResult result : results) {
      if (!result.isPassed()) {
        throw new CommandFailure(
            "block " + result.block().name() + " cannot be measured: " + result.problem());
      }
    }
    return results;
  }

  private static Calibration.MeasuredByList byList(ReplayResult result) {
    return new Calibration.MeasuredByList(
        nanos(result, 3), result.measured().get(3).restNanos(), nanos(result, 4));
  }

  private static long nanos(ReplayResult result, int executor) {
    return result.measured().get(executor).wallNanos();
  }

  private List<TraceGroup> groups(List<BlockTrace> traces) {
    List<TraceGroup> groups = new ArrayList<>();
    if (each) {
      traces.forEach(trace -> groups.add(new TraceGroup("block " + trace.name(), List.of(trace))));
    }
    List<BlockTrace> large = traces.stream().filter(trace -> trace.gasUsed() >= LARGE_GAS).toList();
    if (!large.isEmpty() && large.size() < traces.size()) {
      groups.add(new TraceGroup("blocks of 8 Mgas and more", large));
    }
    groups.add(new TraceGroup("all blocks", traces));
    return groups;
  }
}
