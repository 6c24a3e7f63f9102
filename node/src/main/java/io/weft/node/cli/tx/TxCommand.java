package io.weft.node.cli.tx;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft tx}: knows its subcommands. */
@Command(
    name = "tx",
    description = "Sends transactions and tells what became of them.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft tx send 0x7099…79C8 --value 1.5ether --key $WEFT_KEY",
      "  weft tx status 0x1f2e…",
    },
    subcommands = {TxSendCommand.class, TxStatusCommand.class})
public final class TxCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
