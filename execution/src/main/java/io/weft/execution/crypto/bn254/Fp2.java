package io.weft.execution.crypto.bn254;

import java.math.BigInteger;

/** {@code re + im u} with u^2 = -1. */
record Fp2(Fp re, Fp im) implements FieldElement<Fp2> {
  static final Fp2 ZERO = new Fp2(Fp.ZERO, Fp.ZERO);
  static final Fp2 ONE = new Fp2(Fp.ONE, Fp.ZERO);

  @Override
  public Fp2 zero() {
    return ZERO;
  }

  @Override
  public Fp2 one() {
    return ONE;
  }

  @Override
  public boolean isZero() {
    return re.isZero() && im.isZero();
  }

  @Override
  public Fp2 add(Fp2 other) {
    return new Fp2(re.add(other.re), im.add(other.im));
  }

  @Override
  public Fp2 subtract(Fp2 other) {
    return new Fp2(re.subtract(other.re), im.subtract(other.im));
  }

  @Override
  public Fp2 negate() {
    return new Fp2(re.negate(), im.negate());
  }

  @Override
  public Fp2 twice() {
    return new Fp2(re.twice(), im.twice());
  }

  @Override
  public Fp2 multiply(Fp2 other) {
    return new Fp2(
        re.sumOfProducts(other.re, im.negate(), other.im),
        re.sumOfProducts(other.im, im, other.re));
  }

  Fp2 multiply(Fp factor) {
    return new Fp2(re.multiply(factor), im.multiply(factor));
  }

  @Override
  public Fp2 square() {
    return new Fp2(re.add(im).multiply(re.subtract(im)), re.twice().multiply(im));
  }

  @Override
  public Fp2 sumOfProducts(Fp2 factor, Fp2 other, Fp2 otherFactor) {
    return multiply(factor).add(other.multiply(otherFactor));
  }

  @Override
  public Fp2 inverse() {
    Fp inverseNorm = re.sumOfProducts(re, im, im).inverse();
    return new Fp2(re.multiply(inverseNorm), im.negate().multiply(inverseNorm));
  }

  @Override
  public Fp2 half() {
    return new Fp2(re.half(), im.half());
  }

  /** {@code re - im u}, which is also the p-th power. */
  Fp2 conjugate() {
    return new Fp2(re, im.negate());
  }

  /** The product with xi = 9 + u, of which the sextic extension takes a cube root. */
  Fp2 timesXi() {
    return new Fp2(Fp.nineTimesLess(re, im), Fp.nineTimesLess(im, re.negate()));
  }

  Fp2 power(BigInteger exponent) {
    Fp2 power = ONE;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      power = power.square();
      if (exponent.testBit(i)) {
        power = power.multiply(this);
      }
    }
    return power;
  }
}
