/**
 * Builds candidates: takes the best executable transactions from the pool and lets the execution
 * engine make a block of them, while what they will read is read ahead. Runs on the consensus
 * thread.
 */
@NullMarked
package io.weft.node.proposer;

import org.jspecify.annotations.NullMarked;
