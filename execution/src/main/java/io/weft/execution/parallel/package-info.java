/**
 * Executes the transactions of a block on several threads, with the effect of executing them one by
 * one. {@link io.weft.execution.parallel.ModePicker} chooses for each block: in turn on one thread,
 * optimistically, or, where an access list came with it, {@linkplain
 * io.weft.execution.parallel.ListDrivenTransactions by the list}, which workers make ready, execute
 * against and hold what they did against. Optimistically:
 *
 * <pre>
 *               claims, in order, a window ahead
 *   workers ---------------------------------------> speculation: TransactionProcessor
 *      |                                              over a VersionedStateView
 *      |                                               | reads     ^ writes
 *      |  whoever holds it: one at a time              v           |
 *      '----> frontier                             MultiVersionState
 *             k: nothing seen is stale? adopt it. Otherwise execute it here, now.
 *             k+1: ...
 * </pre>
 *
 * <p>A speculation hands over its {@link io.weft.execution.state.Footprint} and nothing else, so a
 * worker executes all of its own on one overlay. What the block would wait for in the end has a
 * head start, what conflicted in earlier blocks is executed one after the other ({@link
 * io.weft.execution.parallel.Chains}), and a worker that would have to wait runs further ahead than
 * the window.
 *
 * <p>The frontier holds the only state that counts, the one a sequential execution would have after
 * the same transactions, and moves through the block in order. A speculation enters it only if
 * everything it saw is so there, by value; if not, the transaction is executed again on that very
 * state by the code the sequential executor uses. Hence at most one execution of a transaction
 * there, and rejections, gas, receipts, logs and errors that are those of the sequential executor.
 *
 * <p>Everything else is advice. Values that speculations find in the {@link
 * io.weft.execution.parallel.MultiVersionState} may be early, late, torn or missing; windows,
 * claims and modes may be what they like: all of it costs or saves time and changes no result.
 */
@NullMarked
package io.weft.execution.parallel;

import org.jspecify.annotations.NullMarked;
