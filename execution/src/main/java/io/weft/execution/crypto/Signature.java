package io.weft.execution.crypto;

import io.weft.execution.primitives.U256;

/**
 * A recoverable ECDSA signature: {@code r} is the x coordinate of the nonce point, {@code yParity}
 * says whether its y coordinate is odd.
 */
public record Signature(U256 r, U256 s, int yParity) {}
