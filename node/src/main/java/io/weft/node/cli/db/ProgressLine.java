package io.weft.node.cli.db;

import io.weft.execution.commit.ChainVerifier;
import java.io.Console;
import java.io.PrintWriter;

/** One line on a terminal that says how far a check is; nothing elsewhere. */
final class ProgressLine implements ChainVerifier.Progress {
  private static final long STEP_NANOS = 100_000_000;
  private static final String CLEAR = "\r\u001B[K";

  private final PrintWriter err;
  private final boolean isShown;
  private long nextNanos = System.nanoTime();

  // Since JDK 25 the default console is null again where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  ProgressLine(PrintWriter err) {
    this.err = err;
    Console console = System.console();
    this.isShown = console != null && console.isTerminal();
  }

  @Override
  public void at(String stage, long done, long total) {
    long now = System.nanoTime();
    if (isShown && now - nextNanos >= 0) {
      nextNanos = now + STEP_NANOS;
      err.print(CLEAR + stage + " " + done + (total > 0 ? " of " + total : ""));
      err.flush();
    }
  }

  void clear() {
    if (isShown) {
      err.print(CLEAR);
      err.flush();
    }
  }
}
