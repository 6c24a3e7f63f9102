package io.weft.node.cli.evm;

import io.weft.node.cli.evm.t8n.B11rCommand;
import io.weft.node.cli.evm.t8n.T8nCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft evm}: knows its subcommands. */
@Command(
    name = "evm",
    description = "The EVM by itself: run code, Ethereum's test suites and real blocks.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft evm run --code 60016002015f5260205ff3",
      "  weft evm statetest --fork Osaka state_tests/",
      "  weft evm blocktest blockchain_tests/ eest.tar.zst",
      "  weft evm replay --executor sequential --repeat 5 mainnet-blocks.tar.zst",
    },
    subcommands = {
      StateTestCommand.class,
      BlockTestCommand.class,
      EngineTestCommand.class,
      T8nCommand.class,
      B11rCommand.class,
      RunCommand.class,
      ReplayCommand.class,
      WorkloadCommand.class,
      SimulateCommand.class,
    })
public final class EvmCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
