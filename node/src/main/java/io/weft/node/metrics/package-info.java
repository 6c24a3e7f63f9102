/**
 * Counts and times of a running node, and their export in Prometheus' text format.
 *
 * <pre>
 * stages of blocks --> StageTimers --> NodeMetrics --> GET /metrics
 *                                  '--> the table of weft import
 * reports of executors ------------> NodeMetrics
 * </pre>
 *
 * <p>Meters may be written by any thread at any time and cost some hundred nanoseconds each;
 * reading them disturbs nobody. Labels come from closed sets, such as {@link
 * io.weft.node.metrics.BlockStage}, and never hold addresses or hashes. The library that keeps the
 * meters is known to this package alone.
 *
 * <table>
 *   <caption>What is exported</caption>
 *   <tr><td>{@code weft_block_stage_seconds{stage}}</td>
 *       <td>histogram: how long a block was in a stage, waiting for its turn left out</td></tr>
 *   <tr><td>{@code weft_block_stage_seconds_max{stage}}</td>
 *       <td>the longest of late</td></tr>
 *   <tr><td>{@code weft_block_stage_cpu_seconds_total{stage}}</td>
 *       <td>processor time of the threads at work in a stage</td></tr>
 *   <tr><td>{@code weft_worker_idle_seconds_total}</td>
 *       <td>time in which workers of a block under execution waited, or were not there yet</td></tr>
 * </table>
 */
@NullMarked
package io.weft.node.metrics;

import org.jspecify.annotations.NullMarked;
