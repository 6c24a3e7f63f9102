package io.weft.execution.crypto.bn254;

import io.weft.execution.primitives.U256;
import java.math.BigInteger;

/**
 * Multiples of points of G1 with half the doublings (Gallant, Lambert and Vanstone 2001).
 *
 * <p>With beta a cube root of one in the field, (x, y) -> (beta x, y) multiplies a point by a
 * number lambda. A scalar k is split into k1 + k2 lambda of about 128 bits each, by the two short
 * vectors (a, b) with a + b lambda = 0 mod r that the curve's parameter x gives:
 *
 * <pre>
 * (6x^2 + 4x + 1, 2x + 1)  and  (-(2x + 1), 6x^2 + 2x)
 * </pre>
 */
final class SplitMultiplication {
  private static final BigInteger X = BigInteger.valueOf(Pairing.PARAMETER);
  private static final BigInteger SHORT = X.shiftLeft(1).add(BigInteger.ONE);
  private static final BigInteger LONG =
      X.multiply(X).multiply(BigInteger.valueOf(6)).add(X.shiftLeft(1));
  private static final BigInteger LONGER = LONG.add(SHORT);

  /** 18x^3 + 18x^2 + 9x + 1, whose lambda is 36x^3 + 18x^2 + 6x + 1. */
  private static final Fp BETA =
      Fp.from(
          U256.from(
              X.pow(3)
                  .add(X.pow(2))
                  .multiply(BigInteger.valueOf(18))
                  .add(X.multiply(BigInteger.valueOf(9)))
                  .add(BigInteger.ONE)));

  private SplitMultiplication() {}

  /** Multiplies by a scalar of at least zero and less than the order. */
  static CurvePoint<Fp> multiply(CurvePoint<Fp> point, BigInteger scalar) {
    BigInteger c1 = scalar.multiply(LONG).divide(Bn254.ORDER);
    BigInteger c2 = scalar.multiply(SHORT).divide(Bn254.ORDER);
    BigInteger k1 = scalar.subtract(c1.multiply(LONGER)).subtract(c2.multiply(SHORT));
    BigInteger k2 = c2.multiply(LONG).subtract(c1.multiply(SHORT));

    CurvePoint<Fp>[] odd1 = point.oddMultiples();
    CurvePoint<Fp>[] odd2 = odd1.clone();
    for (int i = 0; i < odd2.length; i++) {
      CurvePoint<Fp> p = odd1[i];
      odd2[i] = new CurvePoint<>(p.x().multiply(BETA), p.y(), p.z());
    }
    byte[] digits1 = SignedDigits.of(k1, CurvePoint.WINDOW);
    byte[] digits2 = SignedDigits.of(k2, CurvePoint.WINDOW);
    CurvePoint<Fp> product = point.infinity();
    for (int i = Math.max(digits1.length, digits2.length) - 1; i >= 0; i--) {
      product = product.twice();
      if (i < digits1.length) {
        product = product.addMultiple(odd1, digits1[i]);
      }
      if (i < digits2.length) {
        product = product.addMultiple(odd2, digits2[i]);
      }
    }
    return product;
  }
}
