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

  // As dbl-2009-l of the Explicit-Formulas Database, with products in the place of its squares of
  // sums, for sums cost more here than a square saves; infinity stays infinity.
  CurvePoint<E> twice() {
    E a = x.square();
    E b = y.square();
    E d = x.multiply(b).twice().twice();
    E e = a.twice().add(a);
    E x3 = e.square().subtract(d.twice());
    E y3 = e.multiply(d.subtract(x3)).subtract(b.square().twice().twice().twice());
    return new CurvePoint<>(x3, y3, y.multiply(z).twice());
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
    E hh = h.square();
    E hhh = h.multiply(hh);
    E v = u1.multiply(hh);
    E x3 = r.square().subtract(hhh).subtract(v.twice());
    E y3 = r.multiply(v.subtract(x3)).subtract(s1.multiply(hhh));
    return new CurvePoint<>(x3, y3, z.multiply(other.z).multiply(h));
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
