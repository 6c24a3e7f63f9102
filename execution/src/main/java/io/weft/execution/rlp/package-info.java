/**
 * Recursive Length Prefix, strict in both directions (Yellow Paper appendix B).
 *
 * <p>{@link RlpWriter} appends to one growing buffer, and {@link BackwardRlpWriter} puts what comes
 * before in front of what comes after; {@link RlpReader} walks a byte range in place and refuses
 * every encoding that is not the shortest one, with {@link RlpException}.
 */
@NullMarked
package io.weft.execution.rlp;

import org.jspecify.annotations.NullMarked;
