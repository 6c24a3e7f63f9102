/**
 * The rules of a chain as plain values: forks and when they start, chain id, blob parameters, the
 * genesis block.
 */
@NullMarked
package io.weft.execution.chainspec;

import org.jspecify.annotations.NullMarked;
