package io.weft.node.cli.db;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code weft db}: knows its subcommands and does nothing alone. */
@Command(
    name = "db",
    description = "Looks after a data directory.",
    mixinStandardHelpOptions = true,
    subcommands = {DbCheck.class, DbStats.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  weft db stats                          how large the chain in .weft/dev is",
      "  weft db check --data-dir /srv/weft     look for damage",
    })
public final class DbCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
