package io.weft.node.cli.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft bench}: knows its subcommands. */
@Command(
    name = "bench",
    description = "Measures a node under load.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExample:%n",
    footer = "  weft bench transfers --rpc http://127.0.0.1:8545",
    subcommands = {TransfersCommand.class})
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
