package io.weft.node.cli;

import java.io.Console;
import java.io.PrintWriter;
import java.util.function.Supplier;

/**
 * What a person at a terminal sees beside the output proper: one line that says how far work is.
 */
public final class Terminal {
  private static final long STEP_NANOS = 100_000_000;
  private static final String CLEAR = "\r\u001B[K";

  private Terminal() {}

  /** A line on the error stream; nothing where that is no terminal. */
  public static Line line(PrintWriter err) {
    return new Line(err, isInteractive());
  }

  // Since JDK 25 the default console is null again where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** One line that is written over, ten times a second at most. For one thread. */
  public static final class Line {
    private final PrintWriter err;
    private final boolean isShown;
    private long nextNanos = System.nanoTime();

    private Line(PrintWriter err, boolean isShown) {
      this.err = err;
      this.isShown = isShown;
    }

    /** Shows a text, unless the last one is too young; it is made only if shown. */
    public void show(Supplier<String> text) {
      long now = System.nanoTime();
      if (isShown && now - nextNanos >= 0) {
        nextNanos = now + STEP_NANOS;
        err.print(CLEAR + text.get());
        err.flush();
      }
    }

    public void clear() {
      if (isShown) {
        err.print(CLEAR);
        err.flush();
      }
    }
  }
}
