package io.weft.node.cli.tx;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft tx}: knows its subcommands. */
@Command(
    name = "tx",
    description = "Sends transactions and tells what became of them.",
    mixinStandardHelpOptions = true,
    subcommands = {TxSendCommand.class, TxStatusCommand.class})
public final class TxCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
