package io.weft.execution.crypto.bn254;

/** {@code c0 + c1 v + c2 v^2} with v^3 = xi. */
record Fp6(Fp2 c0, Fp2 c1, Fp2 c2) {
  static final Fp6 ZERO = new Fp6(Fp2.ZERO, Fp2.ZERO, Fp2.ZERO);
  static final Fp6 ONE = new Fp6(Fp2.ONE, Fp2.ZERO, Fp2.ZERO);

  Fp6 add(Fp6 other) {
    return new Fp6(c0.add(other.c0), c1.add(other.c1), c2.add(other.c2));
  }

  Fp6 subtract(Fp6 other) {
    return new Fp6(c0.subtract(other.c0), c1.subtract(other.c1), c2.subtract(other.c2));
  }

  Fp6 negate() {
    return new Fp6(c0.negate(), c1.negate(), c2.negate());
  }

  // Karatsuba: each mixed term is a product of sums less the two pure ones.
  Fp6 multiply(Fp6 other) {
    Fp2 p0 = c0.multiply(other.c0);
    Fp2 p1 = c1.multiply(other.c1);
    Fp2 p2 = c2.multiply(other.c2);
    Fp2 p01 = c0.add(c1).multiply(other.c0.add(other.c1)).subtract(p0).subtract(p1);
    Fp2 p02 = c0.add(c2).multiply(other.c0.add(other.c2)).subtract(p0).subtract(p2);
    Fp2 p12 = c1.add(c2).multiply(other.c1.add(other.c2)).subtract(p1).subtract(p2);
    return new Fp6(p12.timesXi().add(p0), p2.timesXi().add(p01), p02.add(p1));
  }

  Fp6 multiply(Fp2 factor) {
    return new Fp6(c0.multiply(factor), c1.multiply(factor), c2.multiply(factor));
  }

  /** The product with {@code d0 + d1 v}. */
  Fp6 multiply(Fp2 d0, Fp2 d1) {
    Fp2 p0 = c0.multiply(d0);
    Fp2 p1 = c1.multiply(d1);
    Fp2 p01 = c0.add(c1).multiply(d0.add(d1)).subtract(p0).subtract(p1);
    return new Fp6(c2.multiply(d1).timesXi().add(p0), p01, c2.multiply(d0).add(p1));
  }

  Fp6 timesV() {
    return new Fp6(c2.timesXi(), c0, c1);
  }

  // By the adjugate: the three minors times the element itself give its norm in Fp2.
  Fp6 inverse() {
    Fp2 m0 = c0.square().subtract(c1.multiply(c2).timesXi());
    Fp2 m1 = c2.square().timesXi().subtract(c0.multiply(c1));
    Fp2 m2 = c1.square().subtract(c0.multiply(c2));
    Fp2 norm = c2.multiply(m1).add(c1.multiply(m2)).timesXi().add(c0.multiply(m0));
    return new Fp6(m0, m1, m2).multiply(norm.inverse());
  }
}
