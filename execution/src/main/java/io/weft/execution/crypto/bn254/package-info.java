/**
 * The pairing-friendly curve of EIP-196 and EIP-197, called alt_bn128 there and BN254 elsewhere, in
 * Java: no native library for it is published for this platform.
 *
 * <p>{@link io.weft.execution.crypto.bn254.Bn254} is the door: bytes in, bytes out. Behind it, each
 * layer uses only the one below.
 *
 * <pre>
 * Bn254 -> Pairing -> Fp12 -> Fp6 -> Fp2 -> Fp
 *      \-> CurvePoint over Fp (G1) or Fp2 (G2's twist)
 * </pre>
 *
 * <p>All values are immutable and all methods pure; nothing here needs constant time, because every
 * input is public.
 */
@NullMarked
package io.weft.execution.crypto.bn254;

import org.jspecify.annotations.NullMarked;
