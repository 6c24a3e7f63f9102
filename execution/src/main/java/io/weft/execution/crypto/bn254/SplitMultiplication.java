package io.weft.execution.crypto.bn254;

import io.weft.execution.primitives.U256;
import java.math.BigInteger;

/**
 * Multiples of points of G1 with half the doublings (Gallant, Lambert and Vanstone 2001).
 *
 * <p>With beta a cube root of one in the field, (x, y) -> (beta x, y) multiplies a point by a
 * number lambda. A scalar k is split into k1 + k2 lambda of about 127 bits each, by the two short
 * vectors (a, b) with a + b lambda = 0 mod r that the curve's parameter x gives:
 *
 * <pre>
 * (6x^2 + 4x + 1, 2x + 1)  and  (-(2x + 1), 6x^2 + 2x)
 * </pre>
 *
 * <p>The multiples of the point that the digits ask for are brought to one z without an inversion.
 * Where all is scaled by it, z is one, which saves a third of an addition; that is another curve of
 * the same form, with another b, which no formula uses. All of G1 has the order r, so none of those
 * multiples is infinity or another's equal or opposite.
 */
final class SplitMultiplication {
  private static final int WINDOW = CurvePoint.WINDOW;

  private static final BigInteger X = BigInteger.valueOf(Pairing.PARAMETER);
  private static final BigInteger SHORT = X.shiftLeft(1).add(BigInteger.ONE);
  private static final BigInteger LONG =
      X.multiply(X).multiply(BigInteger.valueOf(6)).add(X.shiftLeft(1));
  private static final BigInteger LONGER = LONG.add(SHORT);

  // A division by the order is a product and a shift: of any word, wrong by less than one.
  private static final int SHIFT = 320;
  private static final BigInteger LONG_BY_ORDER = LONG.shiftLeft(SHIFT).divide(Bn254.ORDER);
  private static final BigInteger SHORT_BY_ORDER = SHORT.shiftLeft(SHIFT).divide(Bn254.ORDER);
  private static final BigInteger HALF = BigInteger.ONE.shiftLeft(SHIFT - 1);

  /** 18x^3 + 18x^2 + 9x + 1, whose lambda is 36x^3 + 18x^2 + 6x + 1. */
  private static final Fp BETA =
      Fp.from(
          U256.from(
              X.pow(3)
                  .add(X.pow(2))
                  .multiply(BigInteger.valueOf(18))
                  .add(X.multiply(BigInteger.valueOf(9)))
                  .add(BigInteger.ONE)));

  // The point times 1, 3, 5 and so on, scaled by z: x, y, and x of those times lambda.
  private final Fp[] x = new Fp[1 << (WINDOW - 2)];
  private final Fp[] y = new Fp[x.length];
  private final Fp[] lambdaX = new Fp[x.length];
  private final Fp z;

  /** Multiplies a point with z = 1, or infinity, by a scalar of at least zero and 256 bits. */
  static CurvePoint<Fp> multiply(CurvePoint<Fp> point, BigInteger scalar) {
    if (point.isInfinity()) {
      return point;
    }
    BigInteger c1 = scalar.multiply(LONG_BY_ORDER).add(HALF).shiftRight(SHIFT);
    BigInteger c2 = scalar.multiply(SHORT_BY_ORDER).add(HALF).shiftRight(SHIFT);
    BigInteger k1 = scalar.subtract(c1.multiply(LONGER)).subtract(c2.multiply(SHORT));
    BigInteger k2 = c2.multiply(LONG).subtract(c1.multiply(SHORT));
    return new SplitMultiplication(point.x(), point.y())
        .sum(SignedDigits.of(k1, WINDOW), SignedDigits.of(k2, WINDOW));
  }

  /** Adds twice the point again and again, both over one z (Meloni 2007). */
  private SplitMultiplication(Fp pointX, Fp pointY) {
    // The formula of CurvePoint.twice, of which the point itself comes out with z = y as well.
    Fp squared = pointX.square();
    Fp slope = squared.add(squared.half());
    Fp yy = pointY.square();
    x[0] = pointX.multiply(yy);
    y[0] = yy.square();
    Fp twoX = slope.square().subtract(x[0].twice());
    Fp twoY = slope.multiply(x[0].subtract(twoX)).subtract(y[0]);
    int last = x.length - 1;
    Fp[] scale = new Fp[last]; // of each z, from the one before
    for (int i = 0; i < last; i++) {
      Fp dx = twoX.subtract(x[i]);
      Fp dy = twoY.subtract(y[i]);
      Fp dx2 = dx.square();
      Fp otherX = x[i].multiply(dx2);
      twoX = twoX.multiply(dx2);
      twoY = twoY.multiply(twoX.subtract(otherX));
      x[i + 1] = dy.square().subtract(twoX).subtract(otherX);
      y[i + 1] = dy.multiply(twoX.subtract(x[i + 1])).subtract(twoY);
      scale[i] = dx;
    }
    Fp toLast = Fp.ONE;
    for (int i = last - 1; i >= 0; i--) {
      toLast = i == last - 1 ? scale[i] : toLast.multiply(scale[i]);
      Fp toLast2 = toLast.square();
      x[i] = x[i].multiply(toLast2);
      y[i] = y[i].multiply(toLast2.multiply(toLast));
    }
    z = pointY.multiply(toLast);
    for (int i = 0; i <= last; i++) {
      lambdaX[i] = x[i].multiply(BETA);
    }
  }

  private CurvePoint<Fp> sum(byte[] digits1, byte[] digits2) {
    CurvePoint<Fp> sum = CurvePoint.affine(Fp.ONE, Fp.ONE).infinity();
    for (int i = Math.max(digits1.length, digits2.length) - 1; i >= 0; i--) {
      sum = sum.twice();
      if (i < digits1.length && digits1[i] != 0) {
        sum = add(sum, x, digits1[i]);
      }
      if (i < digits2.length && digits2[i] != 0) {
        sum = add(sum, lambdaX, digits2[i]);
      }
    }
    return new CurvePoint<>(sum.x(), sum.y(), sum.z().multiply(z));
  }

  private CurvePoint<Fp> add(CurvePoint<Fp> sum, Fp[] multiplesX, int digit) {
    int at = Math.abs(digit) >> 1;
    return sum.addAffine(multiplesX[at], digit > 0 ? y[at] : y[at].negate());
  }
}
