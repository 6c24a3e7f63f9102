/**
 * The values every other package is written in: {@link U256}, {@link Address}, {@link Hash32} and
 * {@link Bytes}; and {@link KeyOrder}, which sorts many of them.
 *
 * <p>All values are immutable and compare by content. Numbers and keys are held in primitive
 * fields, never in arrays, so that they hash and compare without indirection. No behaviour lives
 * here beyond arithmetic, ordering and hexadecimal text.
 */
@NullMarked
package io.weft.execution.primitives;

import org.jspecify.annotations.NullMarked;
