package io.weft.node.cli.evm;

import io.weft.execution.BlockExecutors;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.node.cli.ExecutorChoice;
import io.weft.node.prefetch.ReadAhead;
import io.weft.node.replay.Replay;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** What {@code replay} and {@code workload} have in common: how blocks are executed. */
final class ReplayOptions {
  @Option(
      names = "--executor",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "sequential",
      description =
          "Executors to run in turn, comma-separated; the first is what the others are compared"
              + " with. One or more of: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). 'auto'"
              + " chooses for each block, by what it learned of those before; 'optimistic' executes"
              + " every transaction ahead of its turn and learns nothing; 'list' follows the access"
              + " list, which is made beforehand where a block has none.")
  private List<ExecutorChoice> executors = List.of();

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Threads of an executor that has any (default: one per processor).")
  private int workers = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--repeat",
      paramLabel = "N",
      defaultValue = "1",
      description = "Runs of each block by each executor; figures are medians (default: 1).")
  private int repeat;

  @Option(
      names = "--warm-up",
      paramLabel = "N",
      defaultValue = "0",
      description = "Runs before those, checked but not counted (default: 0).")
  private int warmUp;

  @Option(
      names = "--db-latency",
      paramLabel = "MICROS",
      defaultValue = "0",
      description = "Delay the first read of each account and slot by so much (default: 0).")
  private long latencyMicros;

  @Option(
      names = "--prefetch",
      split = ",",
      paramLabel = "NAME",
      defaultValue = "none",
      description =
          "What is read ahead of execution on threads of its own, comma-separated; each executor"
              + " runs with each. One or more of: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  private List<ReadAhead> prefetch = List.of();

  @Option(
      names = "--machine",
      description =
          "Also execute each block by as many sequential executors at once as there are workers,"
              + " each for itself: the speed-up that this machine's processors allow at most, and how"
              + " far apart they are.")
  private boolean machine;

  @Option(names = "--json", description = "Print one JSON object per block instead of a table.")
  private boolean json;

  ReplayReport report(CommandSpec command) {
    return new ReplayReport(
        command.commandLine().getOut(), command.commandLine().getErr(), json, warmUp == 0);
  }

  Replay replay(ChainSpec chain, CommandSpec command) {
    if (workers < 1 || repeat < 1 || warmUp < 0 || latencyMicros < 0) {
      throw new ParameterException(
          command.commandLine(),
          "expected at least one worker and one run, and no negative number");
    }
    SequencedMap<String, BlockExecutors> open = new LinkedHashMap<>();
    for (ExecutorChoice executor : executors) {
      open.computeIfAbsent(executor.toString(), name -> executor.open(workers));
    }
    List<ReadAhead> kinds = prefetch.stream().distinct().toList();
    return new Replay(chain, open, kinds, repeat, warmUp, latencyMicros, machine ? workers : 0);
  }
}
