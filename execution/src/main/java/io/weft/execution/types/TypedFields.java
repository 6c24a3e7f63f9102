package io.weft.execution.types;

import io.weft.execution.crypto.Signature;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import org.jspecify.annotations.Nullable;

/** Encodings that several transaction types share. */
final class TypedFields {
  private TypedFields() {}

  static void writeRecipient(RlpWriter out, @Nullable Address to) {
    if (to == null) {
      out.write(new byte[0]);
    } else {
      out.write(to);
    }
  }

  static @Nullable Address readRecipient(RlpReader in) {
    if (in.nextIsEmptyString()) {
      in.skip();
      return null;
    }
    return in.address();
  }

  /** Reads parity, r and s, and asserts that nothing follows. */
  static Signature readSignature(RlpReader in) {
    long yParity = in.uint64();
    if (yParity != 0 && yParity != 1) {
      throw new RlpException(
          "signature parity: expected 0 or 1, got " + Long.toUnsignedString(yParity));
    }
    U256 r = in.u256();
    U256 s = in.u256();
    in.end();
    return new Signature((int) yParity, r, s);
  }
}
