package io.weft.node.cli;

import io.weft.node.cli.account.AccountCommand;
import io.weft.node.cli.bench.BenchCommand;
import io.weft.node.cli.chain.ExportCommand;
import io.weft.node.cli.chain.ImportCommand;
import io.weft.node.cli.contract.ContractCommand;
import io.weft.node.cli.contract.DeployCommand;
import io.weft.node.cli.db.DbCommand;
import io.weft.node.cli.dev.DevCommand;
import io.weft.node.cli.evm.EvmCommand;
import io.weft.node.cli.tx.TxCommand;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command {@code weft} itself: knows its subcommands and how failures read. Exit code 0 is
 * success, 1 a failure of what was asked, 2 bad usage.
 */
@Command(
    name = "weft",
    description = "An EVM validator node whose blocks run in parallel and agree to the byte.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {
      DevCommand.class,
      EvmCommand.class,
      ContractCommand.class,
      DeployCommand.class,
      AccountCommand.class,
      TxCommand.class,
      BenchCommand.class,
      DbCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      WarmUpCommand.class
    })
public final class WeftCommand implements Runnable {
  /** Columns of the help where the terminal does not tell its own. */
  private static final int USAGE_WIDTH = 100;

  @Spec private CommandSpec spec;

  /** Runs one command line and returns the exit code for the shell. */
  public static int execute(String[] args) {
    return commandLine().execute(args);
  }

  static CommandLine commandLine() {
    return new CommandLine(new WeftCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // a value that starts with @ names a file to its option
        .setUsageHelpWidth(USAGE_WIDTH)
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(WeftCommand::badUsage)
        .setExecutionExceptionHandler(WeftCommand::failure);
  }

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    spec.commandLine().usage(out);
  }

  private static int badUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    print(command, name + ": " + e.getMessage() + suggestion(e) + " (see '" + name + " --help')");
    return CommandLine.ExitCode.USAGE;
  }

  private static String suggestion(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      return suggestions.isEmpty() ? "" : "; did you mean '" + suggestions.get(0) + "'?";
    }
    return "";
  }

  private static int failure(Exception e, CommandLine command, ParseResult parsed)
      throws Exception {
    if (!(e instanceof CommandFailure)) {
      throw e;
    }
    print(command, command.getCommandSpec().qualifiedName() + ": " + e.getMessage());
    return CommandLine.ExitCode.SOFTWARE;
  }

  private static void print(CommandLine command, String line) {
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(line));
    err.flush();
  }
}
