package io.weft.node.cli.evm;

import io.weft.node.cli.ExecutorOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Override
  public Integer call() {
    SpecReport report =
        new SpecReport(spec.commandLine().getOut(), spec.commandLine().getErr(), options.json);
    SpecTotals totals =
        SpecSuite.blockTests(options.fork, executor.choice(), executor.workers(), report)
            .run(options.paths);
    report.finish(totals);
    return totals.failed() == 0 ? 0 : 1;
  }
}
