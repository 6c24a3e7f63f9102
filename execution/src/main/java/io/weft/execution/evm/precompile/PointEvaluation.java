package io.weft.execution.evm.precompile;

import io.weft.execution.crypto.KzgProof;
import io.weft.execution.primitives.Hex;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * 0x0a: checks the value at one point of a blob's polynomial (EIP-4844). Input, 192 bytes exactly:
 * versioned hash, z and y, a word each, commitment and proof, 48 bytes each. Output: the number of
 * field elements in a blob and the field's modulus.
 */
final class PointEvaluation implements Precompile {
  private static final byte VERSION = 1;

  private static final byte[] OUTPUT =
      Hex.decode(
          "0000000000000000000000000000000000000000000000000000000000001000"
              + "73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");

  @Override
  public String name() {
    return "KZG_POINT_EVALUATION";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    return 50_000;
  }

  @Override
  public byte @Nullable [] run(byte[] input, int offset, int length) {
    if (length != 192) {
      return null;
    }
    byte[] versionedHash = Input.copy(input, offset, 32);
    byte[] z = Input.copy(input, offset + 32, 32);
    byte[] y = Input.copy(input, offset + 64, 32);
    byte[] commitment = Input.copy(input, offset + 96, 48);
    byte[] proof = Input.copy(input, offset + 144, 48);
    byte[] expected = Sha256.digest().digest(commitment);
    expected[0] = VERSION;
    if (!Arrays.equals(versionedHash, expected) || !KzgProof.verify(commitment, z, y, proof)) {
      return null;
    }
    return OUTPUT.clone();
  }
}
