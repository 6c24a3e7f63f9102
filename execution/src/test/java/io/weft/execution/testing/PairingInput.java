package io.weft.execution.testing;

import io.weft.execution.primitives.Bytes;

/** Pairs that the precompiled contract of EIP-197 may be called with. */
public final class PairingInput {
  private static final String WORD_OF_ONE = "0".repeat(63) + "1";

  /** (1, 2) and its negative. */
  private static final String[] POINTS = {
    WORD_OF_ONE + "0".repeat(63) + "2",
    WORD_OF_ONE + "30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd45"
  };

  private static final String GENERATOR =
      "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"
          + "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed"
          + "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"
          + "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa";

  private PairingInput() {}

  /** So many pairs; their pairings multiply to one if the number is even. */
  public static Bytes of(int pairs) {
    StringBuilder input = new StringBuilder("0x");
    for (int i = 0; i < pairs; i++) {
      input.append(POINTS[i % 2]).append(GENERATOR);
    }
    return Bytes.fromHex(input.toString());
  }

  /** The same with a last point that is not on the curve. */
  public static Bytes invalid(int pairs) {
    byte[] input = of(pairs).toArray();
    input[input.length - 1]++;
    return Bytes.wrap(input);
  }
}
