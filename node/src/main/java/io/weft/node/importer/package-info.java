/**
 * Commits agreed blocks and tells the rest of the node: the only place below consensus that writes
 * the chain.
 *
 * <p>Runs on the consensus thread. What it publishes, {@link io.weft.node.importer.ChainHead}, is
 * immutable; the pool prunes on it and the RPC answers from it.
 *
 * <p>Whole chains come in through {@link io.weft.node.importer.BlockIntake}, before a node listens
 * to anybody: its stages have threads of their own, and the first invalid block ends it.
 */
@NullMarked
package io.weft.node.importer;

import org.jspecify.annotations.NullMarked;
