/**
 * Takes blocks into the chain and tells the rest of the node: the only place below consensus that
 * writes the chain.
 *
 * <pre>
 * files (weft import) ---> Encoded --.
 * peers -----------------> Received --+-> BlockIntake: BlockStages --> store, then ChainHead
 * own proposals ---------> Built ----'
 * </pre>
 *
 * <p>All go through {@link io.weft.node.importer.BlockStages}; an intake decides whether blocks
 * overlap, each stage on threads of its own, or go through one by one on the caller's. {@link
 * io.weft.node.importer.Importer} is the consensus thread's, and takes them one by one. What is
 * published, {@link io.weft.node.importer.ChainHead}, is immutable and durable; the pool prunes on
 * it and the RPC answers from it. The first invalid block ends an intake.
 */
@NullMarked
package io.weft.node.importer;

import org.jspecify.annotations.NullMarked;
