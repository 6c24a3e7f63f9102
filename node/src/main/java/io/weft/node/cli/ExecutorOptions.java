package io.weft.node.cli;

import io.weft.execution.BlockExecutors;
import picocli.CommandLine.Option;

/** How blocks are executed, for the commands that do. */
public final class ExecutorOptions {
  @Option(
      names = "--executor",
      paramLabel = "NAME",
      description = "how blocks are executed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private ExecutorChoice choice = ExecutorChoice.AUTO;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "execution threads (default: one per processor)")
  private int workers = Runtime.getRuntime().availableProcessors();

  public ExecutorChoice choice() {
    return choice;
  }

  public int workers() {
    return workers;
  }

  /** Executors of this kind. */
  public BlockExecutors open() {
    return choice.open(workers);
  }
}
