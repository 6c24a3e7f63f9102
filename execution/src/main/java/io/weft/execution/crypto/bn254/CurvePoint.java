package io.weft.execution.crypto.bn254;

import java.math.BigInteger;

/**
 * A point of y^2 = x^3 + b in Jacobian coordinates, (x / z^2, y / z^3); z is zero for infinity. The
 * formulas do not use b, so they serve the curve and its twist.
 */
record CurvePoint<E extends FieldElement<E>>(E x, E y, E z) {
  /** Width of the signed digits that {@link #multiply} takes the scalar in. */
  static final int WINDOW = 5;

  static <E extends FieldElement<E>> CurvePoint<E> affine(E x, E y) {
    return new CurvePoint<>(x, y, x.one());
  }

  boolean isInfinity() {
    return z.isZero();
  }

  CurvePoint<E> infinity() {
    return new CurvePoint<>(x.one(), x.one(), x.zero());
  }

  CurvePoint<E> negate() {
    return new CurvePoint<>(x, y.negate(), z);
  }

  /** The same point with z = 1, or zero for infinity. */
  CurvePoint<E> normalized() {
    E inverse = z.inverse();
    E squared = inverse.square();
    E one = z.multiply(inverse);
    return new CurvePoint<>(x.multiply(squared), y.multiply(squared.multiply(inverse)), one);
  }

  // With half of the slope and of z, which takes fewer sums than dbl-2009-l of the
  // Explicit-Formulas Database; infinity stays infinity.
  CurvePoint<E> twice() {
    E xx = x.square();
    E slope = xx.add(xx.half());
    E yy = y.square();
    E s = x.multiply(yy);
    E x3 = slope.square().subtract(s.twice());
    E y3 = slope.sumOfProducts(s.subtract(x3), yy.negate(), yy);
    return new CurvePoint<>(x3, y3, y.multiply(z));
  }

  // add-1998-cmo-2 of the Explicit-Formulas Database, with the cases it leaves out.
  CurvePoint<E> add(CurvePoint<E> other) {
    if (isInfinity()) {
      return other;
    }
    if (other.isInfinity()) {
      return this;
    }
    E zz = z.square();
    E otherZz = other.z.square();
    E u1 = x.multiply(otherZz);
    E u2 = other.x.multiply(zz);
    E s1 = y.multiply(other.z).multiply(otherZz);
    E s2 = other.y.multiply(z).multiply(zz);
    E h = u2.subtract(u1);
    E r = s2.subtract(s1);
    if (h.isZero()) {
      return r.isZero() ? twice() : infinity();
    }
    return sum(u1, s1, h, r, z.multiply(other.z));
  }

  /** The same for a point with z = 1. */
  CurvePoint<E> addAffine(E otherX, E otherY) {
    if (isInfinity()) {
      return affine(otherX, otherY);
    }
    E zz = z.square();
    E h = otherX.multiply(zz).subtract(x);
    E r = otherY.multiply(zz.multiply(z)).subtract(y);
    if (h.isZero()) {
      return r.isZero() ? twice() : infinity();
    }
    return sum(x, y, h, r, z);
  }

  /**
   * Of two points over one z, h and r the differences of their coordinates, and the first x and y.
   */
  private static <E extends FieldElement<E>> CurvePoint<E> sum(E x, E y, E h, E r, E z) {
    E hh = h.square();
    E hhh = h.multiply(hh);
    E v = x.multiply(hh);
    E x3 = r.square().subtract(hhh).subtract(v.twice());
    E y3 = r.sumOfProducts(v.subtract(x3), y.negate(), hhh);
    return new CurvePoint<>(x3, y3, z.multiply(h));
  }

  /** The sum of two points with z = 1, or infinity, in the same form. */
  CurvePoint<E> addNormalized(CurvePoint<E> other) {
    if (isInfinity()) {
      return other;
    }
    if (other.isInfinity()) {
      return this;
    }
    E dx = other.x.subtract(x);
    E dy = other.y.subtract(y);
    if (dx.isZero()) {
      if (!dy.isZero() || y.isZero()) {
        return infinity();
      }
      E xx = x.square();
      dx = y.twice();
      dy = xx.twice().add(xx);
    }
    E slope = dy.multiply(dx.inverse());
    E x3 = slope.square().subtract(x).subtract(other.x);
    return affine(x3, slope.multiply(x.subtract(x3)).subtract(y));
  }

  boolean isSame(CurvePoint<E> other) {
    return add(other.negate()).isInfinity();
  }

  /** Multiplies by a scalar of at least zero, by signed digits of odd value or zero. */
  CurvePoint<E> multiply(BigInteger scalar) {
    byte[] digits = SignedDigits.of(scalar, WINDOW);
    CurvePoint<E>[] odd = oddMultiples();
    CurvePoint<E> product = infinity();
    for (int i = digits.length - 1; i >= 0; i--) {
      product = product.twice().addMultiple(odd, digits[i]);
    }
    return product;
  }

  /** Adds the multiple that a signed digit, odd or zero, asks for. */
  CurvePoint<E> addMultiple(CurvePoint<E>[] odd, int digit) {
    if (digit == 0) {
      return this;
    }
    return add(digit > 0 ? odd[digit >> 1] : odd[-digit >> 1].negate());
  }

  /** This times 1, 3, 5 and so on, as far as a digit goes. */
  CurvePoint<E>[] oddMultiples() {
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic class has no other way
    CurvePoint<E>[] odd = new CurvePoint[1 << (WINDOW - 2)];
    CurvePoint<E> two = twice();
    odd[0] = this;
    for (int i = 1; i < odd.length; i++) {
      odd[i] = odd[i - 1].add(two);
    }
    return odd;
  }
}
