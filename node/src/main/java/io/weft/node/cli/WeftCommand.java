package io.weft.node.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code weft} itself: knows its subcommands and does nothing alone. */
@Command(
    name = "weft",
    description = "An EVM validator node whose blocks run in parallel and agree to the byte.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
public final class WeftCommand implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command line and returns the exit code for the shell. */
  public static int execute(String[] args) {
    return new CommandLine(new WeftCommand()).execute(args);
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
  }
}
