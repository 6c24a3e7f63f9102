package io.weft.node.cli.evm;

import io.weft.node.cli.ExecutorOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft evm enginetest}. */
@Command(
    name = "enginetest",
    description = "Run Ethereum's Engine API tests.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Each engine_newPayload is read, compared with its block hash, blobs and requests, and",
      "executed; a wrong one must be refused for the reason, or with the error code, it names.",
      "",
      "Example: weft evm enginetest eest-benchmark-v0.0.7.tar.zst"
    })
final class EngineTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private SpecOptions options;
  @Mixin private ExecutorOptions executor;

  @Override
  public Integer call() {
    SpecReport report =
        new SpecReport(spec.commandLine().getOut(), spec.commandLine().getErr(), options.json);
    SpecTotals totals =
        SpecSuite.engineTests(options.fork, executor.choice(), executor.workers(), report)
            .run(options.paths);
    report.finish(totals);
    return totals.failed() == 0 ? 0 : 1;
  }
}
