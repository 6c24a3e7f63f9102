/**
 * One transaction: checked against the state and the block it is in, executed, paid for.
 *
 * <pre>
 * Transaction, sender, BlockEnvironment --> TransactionProcessor --> TransactionResult
 *                                              |    |                 Rejected | Executed
 *                                              |    evm.Evm
 *                                        JournaledState (changed only where executed)
 * </pre>
 *
 * <p>What differs from fork to fork is a row of {@link
 * io.weft.execution.transaction.TransactionRules}, chosen once per block. A processor belongs to
 * one thread.
 */
@NullMarked
package io.weft.execution.transaction;

import org.jspecify.annotations.NullMarked;
