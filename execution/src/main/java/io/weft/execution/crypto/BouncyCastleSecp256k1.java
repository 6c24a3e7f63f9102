package io.weft.execution.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECAlgorithms;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.jspecify.annotations.Nullable;

/** secp256k1 in Java, for machines that no published native library covers. */
final class BouncyCastleSecp256k1 implements Secp256k1Provider {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final ECDomainParameters DOMAIN = new ECDomainParameters(CURVE);
  private static final BigInteger ORDER = CURVE.getN();
  private static final BigInteger FIELD = CURVE.getCurve().getField().getCharacteristic();

  @Override
  public String name() {
    return "Bouncy Castle";
  }

  // Q = (s R - h G) / r, both products in one ladder (SEC 1, 4.1.6).
  @Override
  public byte @Nullable [] recover(byte[] hash, byte[] signature, int yParity) {
    BigInteger r = new BigInteger(1, signature, 0, 32);
    BigInteger s = new BigInteger(1, signature, 32, 32);
    ECPoint nonce = pointAt(r, yParity);
    if (nonce == null) {
      return null;
    }
    BigInteger inverse = BigIntegers.modOddInverse(ORDER, r);
    BigInteger ofGenerator = new BigInteger(1, hash).negate().multiply(inverse).mod(ORDER);
    BigInteger ofNonce = s.multiply(inverse).mod(ORDER);
    ECPoint key = ECAlgorithms.sumOfTwoMultiplies(CURVE.getG(), ofGenerator, nonce, ofNonce);
    return key.isInfinity() ? null : coordinates(key);
  }

  private static @Nullable ECPoint pointAt(BigInteger x, int yParity) {
    if (x.compareTo(FIELD) >= 0) {
      return null;
    }
    byte[] compressed = new byte[33];
    compressed[0] = (byte) (2 + yParity);
    BigIntegers.asUnsignedByteArray(x, compressed, 1, 32);
    try {
      return CURVE.getCurve().decodePoint(compressed);
    } catch (IllegalArgumentException e) {
      // Bouncy Castle's way to say that x belongs to no point.
      return null;
    }
  }

  @Override
  public byte[] sign(byte[] hash, byte[] privateKey) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, privateKey), DOMAIN));
    BigInteger[] signature = signer.generateSignature(hash);
    BigInteger s = signature[1].min(ORDER.subtract(signature[1]));
    byte[] compact = new byte[64];
    BigIntegers.asUnsignedByteArray(signature[0], compact, 0, 32);
    BigIntegers.asUnsignedByteArray(s, compact, 32, 32);
    return compact;
  }

  @Override
  public byte[] publicKey(byte[] privateKey) {
    return coordinates(
        new FixedPointCombMultiplier().multiply(CURVE.getG(), new BigInteger(1, privateKey)));
  }

  private static byte[] coordinates(ECPoint point) {
    return Arrays.copyOfRange(point.getEncoded(false), 1, 65);
  }
}
