package io.weft.execution.evm.precompile;

import java.math.BigInteger;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.util.BigIntegers;

/**
 * 0x100: verifies an ECDSA signature over secp256r1 (EIP-7951). Input, 160 bytes exactly: hash, r,
 * s and the public key's x and y. Output: the number one, or nothing if the signature, the key or
 * the input's length is wrong; that is never a failure. High {@code s} is taken.
 */
final class P256Verify implements Precompile {
  private static final byte[] INVALID = new byte[0];

  private static final X9ECParameters PARAMETERS = CustomNamedCurves.getByName("secp256r1");
  private static final ECCurve CURVE = PARAMETERS.getCurve();
  private static final ECPoint GENERATOR = PARAMETERS.getG();
  private static final BigInteger ORDER = PARAMETERS.getN();
  private static final BigInteger FIELD = CURVE.getField().getCharacteristic();

  @Override
  public String name() {
    return "P256VERIFY";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    return 6900;
  }

  @Override
  public byte[] run(byte[] input, int offset, int length) {
    if (length != 160
        || !verify(
            new BigInteger(1, input, offset, 32),
            new BigInteger(1, input, offset + 32, 32),
            new BigInteger(1, input, offset + 64, 32),
            new BigInteger(1, input, offset + 96, 32),
            new BigInteger(1, input, offset + 128, 32))) {
      return INVALID;
    }
    byte[] output = new byte[32];
    output[31] = 1;
    return output;
  }

  private static boolean verify(
      BigInteger hash, BigInteger r, BigInteger s, BigInteger x, BigInteger y) {
    if (!isScalar(r) || !isScalar(s) || x.compareTo(FIELD) >= 0 || y.compareTo(FIELD) >= 0) {
      return false;
    }
    // The curve's order is prime, so a point of it other than infinity needs no further check;
    // infinity has no coordinates, and (0, 0) is not on the curve.
    ECPoint key = CURVE.createPoint(x, y);
    if (!key.isValid()) {
      return false;
    }
    BigInteger inverse = BigIntegers.modOddInverseVar(ORDER, s);
    BigInteger ofGenerator = hash.multiply(inverse).mod(ORDER);
    BigInteger ofKey = r.multiply(inverse).mod(ORDER);
    ECPoint nonce = ECAlgorithms.sumOfTwoMultiplies(GENERATOR, ofGenerator, key, ofKey).normalize();
    return !nonce.isInfinity() && nonce.getAffineXCoord().toBigInteger().mod(ORDER).equals(r);
  }

  private static boolean isScalar(BigInteger value) {
    return value.signum() > 0 && value.compareTo(ORDER) < 0;
  }
}
