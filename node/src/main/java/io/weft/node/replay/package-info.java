/**
 * Blocks executed outside of a chain, again and again and by several executors, to compare and to
 * measure them.
 *
 * <pre>
 * ReplayBlock (block, state before, what is known of the outcome) --.
 * executors, repetitions, latency (Replay) --------------------------+--> ReplayResult per block
 * </pre>
 *
 * <p>Everything lies in memory: {@link io.weft.node.replay.FlatState} is the state, {@link
 * io.weft.node.replay.SlowState} makes it as slow as a disk. The first execution is held against
 * what the block is known to do, every other against the first. One thread drives a replay;
 * executors may have threads of their own.
 */
@NullMarked
package io.weft.node.replay;

import org.jspecify.annotations.NullMarked;
