/**
 * {@code weft bench}: load on a node, ours or another, from a process of its own.
 *
 * <p>Everything is signed before the clock starts. Then sender threads post JSON-RPC batches while
 * the command's own thread follows the blocks; a transaction counts when a block holds it, and
 * after the clock has stopped each receipt is read to see that it succeeded. A node's refusal for
 * lack of room is waited out, any other ends the run.
 */
@NullMarked
package io.weft.node.cli.bench;

import org.jspecify.annotations.NullMarked;
