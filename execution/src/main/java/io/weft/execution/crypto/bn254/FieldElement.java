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

  E multiply(E other);

  E square();

  /** The inverse; zero for zero. */
  E inverse();
}
