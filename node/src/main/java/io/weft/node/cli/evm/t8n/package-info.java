/**
 * {@code weft evm t8n}: one block's state transition from files to files, with the flags, formats
 * and exit codes of go-ethereum's {@code evm t8n}, so that what drives that tool drives this one;
 * and {@code weft evm b11r}, which puts the block together that a transition was of.
 *
 * <pre>
 * alloc, env, txs --> BlockInput, TransactionInput --> Transition --> TransitionOutput
 * </pre>
 *
 * <p>A block here is not one of a chain: what its parent says comes with the environment, and a
 * transaction that cannot be in it is listed as rejected, in geth's words, while the others go on.
 * One thread does it all.
 */
@NullMarked
package io.weft.node.cli.evm.t8n;

import org.jspecify.annotations.NullMarked;
