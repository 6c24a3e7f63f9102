package io.weft.node.cli.evm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.node.cli.Terminal;
import io.weft.node.replay.Replay;
import io.weft.node.replay.ReplayResult;
import io.weft.node.replay.ReplayResult.Measured;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Prints what replays came to: a table for a person, or a JSON object per block for a program. */
final class ReplayReport implements Replay.Progress {
  private static final double NANOS = 1e9;
  private static final String COLD =
      "Cold: the JVM was still compiling, on processors that executors need. --warm-up N runs all"
          + " N times before; auto may take hundreds of blocks to learn what several threads gain.";

  private final PrintWriter out;
  private final boolean json;
  private final boolean isCold;
  private final Terminal.Line progress;

  /**
   * One of a command.
   *
   * @param isCold whether nothing ran before what is reported
   */
  ReplayReport(PrintWriter out, PrintWriter err, boolean json, boolean isCold) {
    this.out = out;
    this.json = json;
    this.isCold = isCold;
    this.progress = Terminal.line(err);
  }

  @Override
  public void ran(int blocks, int ofBlocks) {
    progress.show(() -> blocks + " of " + ofBlocks + " runs");
  }

  /**
   * Prints all.
   *
   * @param skipped what was not run, with the reason
   * @return the exit code: whether all is well
   */
  int print(List<ReplayResult> results, Map<String, String> skipped) {
    progress.clear();
    List<ReplayResult> passed = results.stream().filter(ReplayResult::isPassed).toList();
    if (json) {
      results.forEach(result -> out.println(toJson(result)));
    } else if (!passed.isEmpty()) {
      printTable(passed);
    }
    for (ReplayResult result : results) {
      if (!result.isPassed() && !json) {
        out.println("FAILED " + result.block().name() + ": " + result.problem());
      }
    }
    if (!json) {
      skipped.forEach((name, reason) -> out.println("SKIPPED " + name + ": " + reason));
    }
    int failed = results.size() - passed.size();
    out.println(passed.size() + " passed, " + failed + " failed, " + skipped.size() + " skipped");
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  private void printTable(List<ReplayResult> results) {
    StringBuilder above = new StringBuilder(" ".repeat(31));
    StringBuilder titles =
        new StringBuilder(String.format(Locale.ROOT, "%-10s %6s %13s", "block", "txs", "gas"));
    for (Measured measured : results.getFirst().measured()) {
      above.append(
          String.format(Locale.ROOT, "  %36s", measured.executor() + " " + "-".repeat(15)));
      titles.append(
          String.format(
              Locale.ROOT, "  %8s %8s %8s %8s ", "Mgas/s", "speed-up", "exec/tx", "CPU s"));
    }
    out.println(above);
    out.println(titles);
    results.forEach(this::printRow);
    if (results.size() > 1) {
      out.println(row("total", Figures.sum(results)));
    }
    handOverNanos(results)
        .ifPresent(
            nanos ->
                out.printf(
                    Locale.ROOT,
                    "machine: what one processor writes another sees %.0f ns later%n",
                    nanos));
    if (isCold && results.getFirst().measured().size() > 1) {
      out.println(COLD);
    }
  }

  /** As it was for half of the blocks. */
  private static OptionalDouble handOverNanos(List<ReplayResult> results) {
    double[] sorted =
        results.stream()
            .map(result -> result.measured().getLast().handOverNanos())
            .filter(nanos -> nanos > 0)
            .mapToDouble(nanos -> nanos)
            .sorted()
            .toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[sorted.length / 2]);
  }

  private void printRow(ReplayResult result) {
    out.println(row(result.block().name(), Figures.sum(List.of(result))));
  }

  private static String row(String name, List<Figures> figures) {
    Figures first = figures.getFirst();
    StringBuilder row =
        new StringBuilder(
            String.format(Locale.ROOT, "%-10s %6d %13d", name, first.transactions, first.gas));
    for (Figures each : figures) {
      row.append(
          String.format(
              Locale.ROOT,
              "  %8.1f %7.2fx %8.2f %8.3f ",
              each.megagasPerSecond(),
              first.wallSeconds / each.wallSeconds,
              each.executionsPerTransaction(),
              each.cpuSeconds));
    }
    return row.toString();
  }

  private static String toJson(ReplayResult result) {
    ObjectNode node = FixtureJson.MAPPER.createObjectNode();
    node.put("block", result.block().name());
    node.put("outcome", result.isPassed() ? "passed" : "failed");
    if (!result.isPassed()) {
      node.put("detail", result.problem());
      return node.toString();
    }
    node.put("transactions", result.transactions());
    node.put("gas", result.gas());
    ObjectNode executors = node.putObject("executors");
    handOverNanos(List.of(result)).ifPresent(nanos -> node.put("handOverNanos", nanos));
    for (Figures figures : Figures.sum(List.of(result))) {
      executors
          .putObject(figures.executor)
          .put("wallSeconds", figures.wallSeconds)
          .put("cpuSeconds", figures.cpuSeconds)
          .put("megagasPerSecond", figures.megagasPerSecond())
          .put("executionsPerTransaction", figures.executionsPerTransaction());
    }
    return node.toString();
  }

  /** One executor's figures over some blocks. */
  private record Figures(
      String executor,
      long transactions,
      long gas,
      double wallSeconds,
      double cpuSeconds,
      double executions) {

    /** By executor. */
    static List<Figures> sum(List<ReplayResult> results) {
      long transactions = results.stream().mapToLong(ReplayResult::transactions).sum();
      long gas = results.stream().mapToLong(ReplayResult::gas).sum();
      List<Measured> executors = results.getFirst().measured();
      return IntStream.range(0, executors.size())
          .mapToObj(
              i ->
                  new Figures(
                      executors.get(i).executor(),
                      transactions,
                      gas,
                      sum(results, i, Measured::wallNanos) / NANOS,
                      sum(results, i, Measured::cpuNanos) / NANOS,
                      sum(results, i, Measured::executions)))
          .toList();
    }

    private static double sum(
        List<ReplayResult> results, int executor, ToDoubleFunction<Measured> value) {
      return results.stream()
          .mapToDouble(result -> value.applyAsDouble(result.measured().get(executor)))
          .sum();
    }

    double megagasPerSecond() {
      return gas / 1e6 / wallSeconds;
    }

    double executionsPerTransaction() {
      return transactions == 0 ? 0 : executions / transactions;
    }
  }
}
