package io.weft.execution.crypto;

import io.weft.execution.primitives.U256;

/**
 * An ECDSA signature over secp256k1.
 *
 * @param yParity 0 or 1: which of the two points with x-coordinate {@code r}
 */
public record Signature(int yParity, U256 r, U256 s) {
  /** Stands in the place of a signature that has not been made yet. */
  public static final Signature NONE = new Signature(0, U256.ZERO, U256.ZERO);
}
