package io.weft.node.metrics;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** The meters of one node or one run of a command. */
public final class NodeMetrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final StageTimers stages = new StageTimers(registry);

  public StageTimers stages() {
    return stages;
  }

  /** All meters as they stand, in Prometheus' text format. */
  public String scrape() {
    return registry.scrape();
  }
}
