package io.weft.node.cli.contract;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft contract}: knows its subcommands. */
@Command(
    name = "contract",
    description = "Deploys contracts and talks to them.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft contract deploy Counter --key $WEFT_KEY",
      "  weft contract call 0x5FbD…0aa3 balanceOf 0x7099…79C8 --abi Token",
    },
    subcommands = {
      DeployCommand.class,
      CallCommand.class,
      SendCommand.class,
      LogsCommand.class,
      AbiCommand.class,
      VerifyCommand.class,
      StorageCommand.class,
      WrapCommand.class
    })
public final class ContractCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
