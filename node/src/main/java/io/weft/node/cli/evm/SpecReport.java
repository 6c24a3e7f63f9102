package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.node.cli.evm.CaseResult.Outcome;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Prints results as they come: failures and skips for a person, every case as JSON for a program;
 * and on a terminal a line of progress on the error stream.
 */
final class SpecReport implements Consumer<CaseResult> {
  private static final long PROGRESS_NANOS = 200_000_000;

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final boolean showsProgress;
  private long nextProgressNanos = System.nanoTime();
  private int count;
  private int failed;

  // Since JDK 25 the default console is null again where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  SpecReport(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.showsProgress = System.console() != null && System.console().isTerminal();
  }

  @Override
  public void accept(CaseResult result) {
    count++;
    if (result.outcome() == Outcome.FAILED) {
      failed++;
    }
    if (json) {
      out.println(toJson(result));
    } else if (result.outcome() != Outcome.PASSED) {
      clearProgress();
      out.println(
          result.outcome()
              + " "
              + result.fork()
              + " "
              + result.name()
              + " ("
              + result.file()
              + "): "
              + result.detail());
    }
    long now = System.nanoTime();
    if (showsProgress && now - nextProgressNanos >= 0) {
      nextProgressNanos = now + PROGRESS_NANOS;
      err.print("\r\033[K" + count + " cases, " + failed + " failed");
      err.flush();
    }
  }

  /** Prints the last line. */
  void finish(SpecTotals totals) {
    clearProgress();
    out.println(totals);
    out.flush();
  }

  private void clearProgress() {
    if (showsProgress) {
      err.print("\r\033[K");
      err.flush();
    }
  }

  private static String toJson(CaseResult result) {
    ObjectNode node = FixtureJson.MAPPER.createObjectNode();
    node.put("file", result.file());
    node.put("name", result.name());
    node.put("fork", result.fork());
    node.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
    if (!result.detail().isEmpty()) {
      node.put("detail", result.detail());
    }
    return node.toString();
  }
}
