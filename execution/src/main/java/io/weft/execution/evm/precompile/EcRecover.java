package io.weft.execution.evm.precompile;

import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;

/**
 * 0x01: the address that signed a hash (Yellow Paper appendix E). Input: hash, v (27 or 28), r and
 * s, a word each; high s is taken. A signature of nobody is not a failure but an empty output.
 */
final class EcRecover implements Precompile {
  private static final byte[] NOBODY = new byte[0];

  @Override
  public String name() {
    return "ECREC";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    return 3000;
  }

  @Override
  public byte[] run(byte[] input, int offset, int length) {
    byte[] words = Input.padded(input, offset, length, 0, 128);
    int yParity = words[63] - 27;
    if (!Input.isZero(words, 32, 63) || (yParity & ~1) != 0) {
      return NOBODY;
    }
    Address signer =
        Secp256k1.recover(
            Hash32.from(words, 0),
            U256.fromBytes(words, 64, 32),
            U256.fromBytes(words, 96, 32),
            yParity);
    if (signer == null) {
      return NOBODY;
    }
    byte[] output = new byte[32];
    signer.copyTo(output, 12);
    return output;
  }
}
