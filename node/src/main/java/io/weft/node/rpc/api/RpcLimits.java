package io.weft.node.rpc.api;

import java.time.Duration;

/**
 * How much one request may cost.
 *
 * @param callGas of a call, whatever it asks for
 * @param callTime of a call or a trace
 * @param logRange blocks in one search for logs
 * @param logResults logs in one answer
 * @param filters alive at once
 * @param filterLife after the last look at a filter
 * @param subscriptions of one connection
 */
public record RpcLimits(
    long callGas,
    Duration callTime,
    long logRange,
    int logResults,
    int filters,
    Duration filterLife,
    int subscriptions) {

  /** For a port that strangers may reach. */
  public static final RpcLimits GUARDED =
      new RpcLimits(
          50_000_000, Duration.ofSeconds(5), 5_000, 10_000, 1_000, Duration.ofSeconds(120), 100);

  /** For one developer on one machine. */
  public static final RpcLimits DEVELOPMENT =
      new RpcLimits(
          500_000_000,
          Duration.ofSeconds(60),
          10_000_000,
          1_000_000,
          10_000,
          Duration.ofMinutes(5),
          1_000);
}
