/**
 * The Ethereum Virtual Machine: one message, with all the calls it makes, over a {@link
 * io.weft.execution.state.JournaledState}.
 *
 * <pre>
 * message --> Evm --> MessageResult
 *              | frames, pooled by depth; no Java recursion
 *              v
 *        JournaledState (balances, storage, logs, refunds)
 * </pre>
 *
 * <p>There are three loops, which end alike: code runs one instruction at a time at first, as a
 * translated {@link io.weft.execution.evm.Program} once it has run a few times, and step by step
 * where a {@link io.weft.execution.evm.Tracer} watches.
 *
 * <p>What a fork changes is chosen once a message, as a table of opcodes and a record of prices. An
 * {@link Evm} belongs to one thread and is used for many transactions. What the sender pays, nonces
 * and refunds of whole transactions are the caller's business, package {@code transaction}.
 */
@NullMarked
package io.weft.execution.evm;

import org.jspecify.annotations.NullMarked;
