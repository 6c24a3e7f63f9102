package io.weft.node.cli.evm;

import io.weft.execution.block.SequentialTransactions;
import io.weft.node.cli.ExecutorOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft evm statetest}. */
@Command(
    name = "statetest",
    description = "Run Ethereum's state tests.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: weft evm statetest --fork Osaka state_tests/ eest.tar.zst"})
final class StateTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SpecOptions options;
  @Mixin private ExecutorOptions executor;

  @Option(
      names = "--trace",
      description = "Print every step to the error stream in the format of EIP-3155.")
  private boolean trace;

  @Override
  public Integer call() {
    SpecReport report =
        new SpecReport(spec.commandLine().getOut(), spec.commandLine().getErr(), options.json);
    SpecTotals totals = suite(report).run(options.paths);
    report.finish(totals);
    return totals.failed() == 0 ? 0 : 1;
  }

  private SpecSuite suite(SpecReport report) {
    return trace
        ? SpecSuite.of(
            () ->
                new StateTestRunner(
                    options.fork,
                    () -> new StepPrinter(spec.commandLine().getErr(), StepPrinter.Details.USUAL),
                    rules -> SequentialTransactions.UNWATCHED),
            1,
            report)
        : SpecSuite.stateTests(options.fork, executor.choice(), executor.workers(), report);
  }
}
