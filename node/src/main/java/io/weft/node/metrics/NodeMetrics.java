package io.weft.node.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.function.LongSupplier;

/** The meters of one node or one run of a command. */
public final class NodeMetrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StageTimers stages = new StageTimers(registry);

  public StageTimers stages() {
    return stages;
  }

  /** Exports how long workers had nothing to do in blocks under execution. */
  public void countIdle(LongSupplier nanos) {
    FunctionCounter.builder("weft.worker.idle", nanos, n -> n.getAsLong() / 1e9)
        .description("time in which workers of a block under execution had nothing to do")
        .baseUnit("seconds")
        .register(registry);
  }

  /** All meters as they stand, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }
}
