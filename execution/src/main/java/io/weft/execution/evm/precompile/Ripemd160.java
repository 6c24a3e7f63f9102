package io.weft.execution.evm.precompile;

import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/** 0x03: RIPEMD-160, left-padded to a word (Yellow Paper appendix E). */
final class Ripemd160 implements Precompile {
  @Override
  public String name() {
    return "RIPEMD160";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    return Input.gasPerWord(600, 120, length);
  }

  @Override
  public byte[] run(byte[] input, int offset, int length) {
    RIPEMD160Digest digest = new RIPEMD160Digest();
    digest.update(input, offset, length);
    byte[] output = new byte[32];
    digest.doFinal(output, 12);
    return output;
  }
}
