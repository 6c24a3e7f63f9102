package io.weft.node.cli.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.weft.node.metrics.BlockStage;
import io.weft.node.metrics.StageTimers;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * What an import took, by stage. Stages that overlap sum up to more than what passed; what none of
 * them took, files, compilation and garbage among it, is a line of its own.
 */
final class StageReport {
  private final StageTimers timers;
  private final double cpuSecondsBefore = processCpuSeconds();
  private final long startNanos = System.nanoTime();

  private StageReport(StageTimers timers) {
    this.timers = timers;
  }

  /** Begins to measure what is beside the stages. */
  static StageReport begin(StageTimers timers) {
    return new StageReport(timers);
  }

  private static double processCpuSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  private double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  private double cpuSeconds() {
    return processCpuSeconds() - cpuSecondsBefore;
  }

  private double otherCpuSeconds(double cpuSeconds) {
    for (BlockStage stage : BlockStage.values()) {
      cpuSeconds -= timers.cpuSeconds(stage);
    }
    return Math.max(0, cpuSeconds);
  }

  void print(PrintWriter out) {
    double seconds = seconds();
    double cpuSeconds = cpuSeconds();
    out.printf(Locale.ROOT, "%-10s %10s %10s %12s%n", "stage", "wall s", "CPU s", "ms a block");
    for (BlockStage stage : BlockStage.values()) {
      long count = timers.count(stage);
      double wall = timers.wallSeconds(stage);
      out.printf(
          Locale.ROOT,
          "%-10s %10.2f %10.2f %12.2f%n",
          stage,
          wall,
          timers.cpuSeconds(stage),
          count == 0 ? 0 : 1e3 * wall / count);
    }
    out.printf(Locale.ROOT, "%-10s %10s %10.2f%n", "other", "", otherCpuSeconds(cpuSeconds));
    out.printf(Locale.ROOT, "%-10s %10.2f %10.2f%n", "passed", seconds, cpuSeconds);
  }

  void write(ObjectNode node) {
    double cpuSeconds = cpuSeconds();
    node.put("wallSeconds", seconds());
    node.put("cpuSeconds", cpuSeconds);
    ObjectNode stages = node.putObject("stages");
    for (BlockStage stage : BlockStage.values()) {
      stages
          .putObject(stage.toString())
          .put("count", timers.count(stage))
          .put("wallSeconds", timers.wallSeconds(stage))
          .put("cpuSeconds", timers.cpuSeconds(stage));
    }
    node.put("otherCpuSeconds", otherCpuSeconds(cpuSeconds));
  }
}
