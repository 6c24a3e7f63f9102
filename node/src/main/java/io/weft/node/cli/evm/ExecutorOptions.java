package io.weft.node.cli.evm;

import io.weft.node.cli.ExecutorChoice;
import picocli.CommandLine.Option;

/** How tests are executed. */
final class ExecutorOptions {
  @Option(
      names = "--executor",
      paramLabel = "NAME",
      description =
          "How blocks are executed: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  ExecutorChoice choice = ExecutorChoice.AUTO;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Execution threads (default: one per processor).")
  int workers = Runtime.getRuntime().availableProcessors();
}
