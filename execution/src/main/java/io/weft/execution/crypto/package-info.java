/**
 * Hashing and signatures: Keccak-256, and secp256k1 sign and recover.
 *
 * <p>Everything here is a pure function of its bytes and safe to call from any thread.
 */
@NullMarked
package io.weft.execution.crypto;

import org.jspecify.annotations.NullMarked;
