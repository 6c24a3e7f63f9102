package io.weft.execution.crypto;

import org.jspecify.annotations.Nullable;

/**
 * The curve arithmetic behind {@link Secp256k1}, which checks ranges before it calls: scalars are
 * from 1 to the order minus one, parities 0 or 1. Signatures are r and s, 32 bytes each; public
 * keys x and y.
 */
sealed interface Secp256k1Provider permits LibSecp256k1, BouncyCastleSecp256k1 {
  String name();

  /** Null if r is no point's x coordinate or the recovered point is infinity. */
  byte @Nullable [] recover(byte[] hash, byte[] signature, int yParity);

  /** Deterministic nonce (RFC 6979) and low s. */
  byte[] sign(byte[] hash, byte[] privateKey);

  byte[] publicKey(byte[] privateKey);
}
