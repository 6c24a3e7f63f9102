package io.weft.execution.evm.precompile;

import io.weft.execution.crypto.Hands;
import org.jspecify.annotations.Nullable;

/** A contract without code: a price and a pure function of the call's input. */
public sealed interface Precompile
    permits Blake2f,
        Bls12Precompile,
        Bn254Precompile,
        EcRecover,
        Identity,
        ModExp,
        P256Verify,
        PointEvaluation,
        Ripemd160,
        Sha256 {
  /** The name that EIP-7910 lists, such as {@code MODEXP}. */
  String name();

  /**
   * The price of {@link #run} on the same input, to be charged first; {@code Long.MAX_VALUE} where
   * the true price is more than any block could hold.
   */
  long gas(byte[] input, int offset, int length);

  /**
   * The call's output, which the caller may keep; null if the input is invalid, which costs the
   * call all its gas. An empty array is a success. The input is only read.
   */
  byte @Nullable [] run(byte[] input, int offset, int length);

  /** The same by several hands, of a contract that knows how to use them. */
  default byte @Nullable [] run(byte[] input, int offset, int length, Hands hands) {
    return run(input, offset, length);
  }
}
