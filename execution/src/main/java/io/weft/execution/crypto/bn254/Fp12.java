package io.weft.execution.crypto.bn254;

import java.math.BigInteger;

/**
 * {@code c0 + c1 w} with w^2 = v: where pairings take their values. In powers of w the coefficients
 * are c0.c0, c1.c0, c0.c1, c1.c1, c0.c2, c1.c2.
 */
record Fp12(Fp6 c0, Fp6 c1) {
  /** Width of the signed digits of a power's exponent. */
  static final int WINDOW = 4;

  static final Fp12 ZERO = new Fp12(Fp6.ZERO, Fp6.ZERO);
  static final Fp12 ONE = new Fp12(Fp6.ONE, Fp6.ZERO);

  /** xi^(i (p - 1) / 6), which the p-th power brings to the coefficient of w^i. */
  static final Fp2[] FROBENIUS = frobeniusFactors();

  private static Fp2[] frobeniusFactors() {
    BigInteger exponent = Fp.MODULUS.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
    Fp2[] factors = new Fp2[6];
    factors[0] = Fp2.ONE;
    factors[1] = Fp2.ONE.timesXi().power(exponent);
    for (int i = 2; i < 6; i++) {
      factors[i] = factors[i - 1].multiply(factors[1]);
    }
    return factors;
  }

  Fp12 multiply(Fp12 other) {
    Fp6 p0 = c0.multiply(other.c0);
    Fp6 p1 = c1.multiply(other.c1);
    Fp6 mixed = c0.add(c1).multiply(other.c0.add(other.c1)).subtract(p0).subtract(p1);
    return new Fp12(p1.timesV().add(p0), mixed);
  }

  /** The product with {@code line}, half of whose coefficients are zero. */
  Fp12 multiply(Line line) {
    Fp6 p0 = c0.multiply(line.c());
    Fp6 p1 = c1.multiply(line.cw(), line.cvw());
    Fp6 mixed = c0.add(c1).multiply(line.c().add(line.cw()), line.cvw()).subtract(p0).subtract(p1);
    return new Fp12(p1.timesV().add(p0), mixed);
  }

  // (c0 + c1)(c0 + v c1) = c0^2 + v c1^2 + (1 + v) c0 c1.
  Fp12 square() {
    Fp6 product = c0.multiply(c1);
    Fp6 sum = c0.add(c1).multiply(c1.timesV().add(c0));
    return new Fp12(sum.subtract(product).subtract(product.timesV()), product.add(product));
  }

  /** The inverse of an element of the cyclotomic subgroup. */
  Fp12 conjugate() {
    return new Fp12(c0, c1.negate());
  }

  Fp12 inverse() {
    Fp6 norm = c0.multiply(c0).subtract(c1.multiply(c1).timesV()).inverse();
    return new Fp12(c0.multiply(norm), c1.multiply(norm).negate());
  }

  /** The p-th power. */
  Fp12 frobenius() {
    return new Fp12(
        new Fp6(
            c0.c0().conjugate(),
            c0.c1().conjugate().multiply(FROBENIUS[2]),
            c0.c2().conjugate().multiply(FROBENIUS[4])),
        new Fp6(
            c1.c0().conjugate().multiply(FROBENIUS[1]),
            c1.c1().conjugate().multiply(FROBENIUS[3]),
            c1.c2().conjugate().multiply(FROBENIUS[5])));
  }

  /**
   * The square of an element of the cyclotomic subgroup: three squarings in the quartic field
   * instead of a full one (Granger and Scott 2010).
   */
  Fp12 cyclotomicSquare() {
    QuarticSquare a = QuarticSquare.of(c0.c0(), c1.c1());
    QuarticSquare b = QuarticSquare.of(c1.c0(), c0.c2());
    QuarticSquare c = QuarticSquare.of(c0.c1(), c1.c2());
    return new Fp12(
        new Fp6(
            thriceLessTwice(a.pure, c0.c0()),
            thriceLessTwice(b.pure, c0.c1()),
            thriceLessTwice(c.pure, c0.c2())),
        new Fp6(
            thricePlusTwice(c.mixed.timesXi(), c1.c0()),
            thricePlusTwice(a.mixed, c1.c1()),
            thricePlusTwice(b.mixed, c1.c2())));
  }

  private static Fp2 thriceLessTwice(Fp2 a, Fp2 b) {
    return a.subtract(b).twice().add(a);
  }

  private static Fp2 thricePlusTwice(Fp2 a, Fp2 b) {
    return a.add(b).twice().add(a);
  }

  /** (x + y s)^2 with s^2 = xi. */
  private record QuarticSquare(Fp2 pure, Fp2 mixed) {
    static QuarticSquare of(Fp2 x, Fp2 y) {
      Fp2 xx = x.square();
      Fp2 yy = y.square();
      return new QuarticSquare(yy.timesXi().add(xx), x.add(y).square().subtract(xx).subtract(yy));
    }
  }

  /**
   * A power of an element of the cyclotomic subgroup, by signed digits of width {@link #WINDOW}.
   */
  Fp12 cyclotomicPower(byte[] digits) {
    Fp12[] odd = new Fp12[1 << (WINDOW - 2)];
    Fp12 square = cyclotomicSquare();
    odd[0] = this;
    for (int i = 1; i < odd.length; i++) {
      odd[i] = odd[i - 1].multiply(square);
    }
    Fp12 power = odd[digits[digits.length - 1] >> 1];
    for (int i = digits.length - 2; i >= 0; i--) {
      power = power.cyclotomicSquare();
      int digit = digits[i];
      if (digit > 0) {
        power = power.multiply(odd[digit >> 1]);
      } else if (digit < 0) {
        power = power.multiply(odd[-digit >> 1].conjugate());
      }
    }
    return power;
  }
}
