/**
 * Hashing and signatures: Keccak-256, secp256k1 sign and recover, and the commitments to blobs. The
 * points of the ceremony are those of the main network, as c-kzg-4844 (Apache-2.0) publishes them.
 *
 * <p>Everything here is a pure function of its bytes and safe to call from any thread. What takes
 * very long comes in parts, for whoever of the caller's {@link io.weft.execution.crypto.Hands} is
 * there.
 */
@NullMarked
package io.weft.execution.crypto;

import org.jspecify.annotations.NullMarked;
