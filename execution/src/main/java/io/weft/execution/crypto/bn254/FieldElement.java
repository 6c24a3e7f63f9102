package io.weft.execution.crypto.bn254;

/** What {@link CurvePoint} needs of its coordinates, which are all of one field. */
sealed interface FieldElement<E> permits Fp, Fp2 {
  E zero();

  E one();

  boolean isZero();

  E add(E other);

  E subtract(E other);

  E negate();

  E twice();

  E half();

  E multiply(E other);

  E square();

  /** The product with a factor, and another product. */
  E sumOfProducts(E factor, E other, E otherFactor);

  /** The inverse; zero for zero. */
  E inverse();
}
