package io.weft.node.cli.evm;

import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockTracer;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.node.cli.ExecutorOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weft evm blocktest}. */
@Command(
    name = "blocktest",
    description = "Run Ethereum's blockchain tests.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Invalid blocks must be refused for the reason the fixture names.",
      "",
      "Example: weft evm blocktest --fork Osaka blockchain_tests/ eest.tar.zst"
    })
final class BlockTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SpecOptions options;
  @Mixin private ExecutorOptions executor;

  @Option(
      names = "--trace",
      description =
          "Print every step to the error stream in the format of EIP-3155; one test and one"
              + " transaction at a time.")
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
            () -> new ChainTestRunner(new BlockTestFormat(), options.fork, this::traced), 1, report)
        : SpecSuite.blockTests(options.fork, executor.choice(), executor.workers(), report);
  }

  private BlockExecutor traced(ChainSpec rules) {
    SequentialBlockExecutor sequential =
        new SequentialBlockExecutor(rules, SenderRecovery.of(rules));
    BlockTracer steps =
        (_, _) -> new StepPrinter(spec.commandLine().getErr(), StepPrinter.Details.USUAL);
    return (parent, block) -> sequential.execute(parent, block, steps);
  }
}
