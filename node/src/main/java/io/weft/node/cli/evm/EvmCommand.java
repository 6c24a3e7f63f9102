package io.weft.node.cli.evm;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code weft evm}: only a name for what is below it. */
@Command(
    name = "evm",
    description = "The EVM by itself: run Ethereum's test suites.",
    mixinStandardHelpOptions = true,
    subcommands = {StateTestCommand.class, BlockTestCommand.class})
public final class EvmCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "expected a subcommand: statetest or blocktest");
  }
}
