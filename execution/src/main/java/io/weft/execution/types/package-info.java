/**
 * What blocks are made of: transactions, headers, bodies, receipts, logs, withdrawals, and how each
 * is encoded and hashed.
 *
 * <p>All are immutable values. Decoders are strict and throw {@link
 * io.weft.execution.rlp.RlpException}; whether a decoded value is <em>valid</em> on a chain is
 * decided in {@code transaction} and {@code block}.
 */
@NullMarked
package io.weft.execution.types;

import org.jspecify.annotations.NullMarked;
