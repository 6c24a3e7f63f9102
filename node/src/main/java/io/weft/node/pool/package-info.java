/**
 * Transactions that wait: by sender and nonce, admitted by the chain's rules and this node's
 * limits, offered to the proposer best first, pruned as blocks commit.
 *
 * <pre>
 *  submit --> AdmissionRules --> TransactionPool --> Selection --> proposer
 *                                     ^
 *                  PoolHead (immutable, after every commit)
 * </pre>
 *
 * <p>The pool is one monitor: every call is short and none calls out while holding it. Hashing and
 * sender recovery happen before, on the caller's thread ({@link PooledTransaction}).
 */
@NullMarked
package io.weft.node.pool;

import org.jspecify.annotations.NullMarked;
