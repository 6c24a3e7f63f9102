package io.weft.node;

import io.weft.node.cli.WeftCommand;

/**
 * Where the JVM enters: hands the command line to {@link WeftCommand} and its answer to the shell.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(WeftCommand.execute(args));
  }
}
