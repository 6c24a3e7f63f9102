/**
 * What a block would take on machines nobody has: a discrete-event simulation of the ways to
 * execute its transactions in parallel.
 *
 * <pre>
 * block --> TraceRecorder --> BlockTrace --> Policy (cores, Costs) --> Projection
 *           (runs it)         (a value)      (pure, deterministic)
 * </pre>
 *
 * <p>A trace says how long each transaction took alone, when it first looked at each location, how
 * much of the value it depended on, and what it left. A policy replays that on any number of cores:
 * a read sees what the policy would have shown it at that moment, and since the true value is in
 * the trace, it is known at once whether the run is in vain. Results are projections; they assume
 * cores that do not slow each other down. Runs with two threads, which a simulation is held
 * against, are predicted for two that do, by as much as was measured beside them.
 *
 * <p>Nothing here decides anything about blocks, and no block pays for it: tracing is a run of its
 * own. One thread, but for {@link io.weft.execution.FrontierClock}, which lets the real executor
 * run.
 */
@NullMarked
package io.weft.node.simulator;

import org.jspecify.annotations.NullMarked;
