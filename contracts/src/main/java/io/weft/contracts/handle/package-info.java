/**
 * Typed handles: one per contract of this project. A handle is a contract at an address; each of
 * its methods is a function of the contract and makes a {@code Call}, which says what to send and
 * reads the answer. Events are constants that turn a log into a record.
 *
 * <pre>
 *   new Token(address).balanceOf(holder)  -> Call: to, value, data
 *                                              |  sent by whoever knows a chain
 *   Call.decode(bytes returned)           -> U256
 *   Token.TRANSFER.decode(topics, data)   -> Token.Transfer(from, to, value)
 * </pre>
 *
 * <p>Names, types and selectors come from the compiled artifact: a handle that asks for a function
 * its contract does not have fails when it is loaded. {@code creation} is what a deployment sends.
 *
 * <p>Immutable values and pure functions; safe to use from any thread.
 */
@NullMarked
package io.weft.contracts.handle;

import org.jspecify.annotations.NullMarked;
