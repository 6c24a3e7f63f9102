/**
 * The write side, and the only writer of the store: what execution changed becomes the next block
 * of the chain.
 *
 * <pre>
 * StateDiff --> StateRoots --> StateCommitment (root, rows, nothing written yet)
 *                                    |
 *      block, receipts --> Committer --> one WriteBatch --> next ChainView
 * </pre>
 *
 * <p>A {@link StateCommitment} may be computed by any thread for any number of candidates on the
 * head; the one that is agreed on is committed without computing it again. {@link Committer} has
 * one writer at a time. Everything a block changes, the head and the way back included, is one
 * atomic batch: after a crash the store is at the last block committed, whole.
 *
 * <p>A developer's interventions change the state between blocks. They are kept under the number of
 * the next block, in order, so that executing the chain again from genesis meets them where they
 * happened.
 */
@NullMarked
package io.weft.execution.commit;

import org.jspecify.annotations.NullMarked;
