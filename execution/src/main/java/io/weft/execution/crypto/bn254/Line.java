package io.weft.execution.crypto.bn254;

/** The value of a line at a point of G1: {@code c + cw w + cvw v w}. */
record Line(Fp2 c, Fp2 cw, Fp2 cvw) {}
