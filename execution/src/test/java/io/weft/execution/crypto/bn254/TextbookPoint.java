package io.weft.execution.crypto.bn254;

import io.weft.execution.primitives.U256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A point of G1 by the rules of chord and tangent alone; (0, 0) stands for infinity. */
record TextbookPoint(BigInteger x, BigInteger y) {
  private static final BigInteger P = Fp.MODULUS;

  static final TextbookPoint INFINITY = new TextbookPoint(BigInteger.ZERO, BigInteger.ZERO);
  static final TextbookPoint GENERATOR = new TextbookPoint(BigInteger.ONE, BigInteger.TWO);

  static TextbookPoint decoded(byte @Nullable [] point) {
    Objects.requireNonNull(point, "not valid");
    return new TextbookPoint(
        U256.fromBytes(point, 0, 32).toBigInteger(), U256.fromBytes(point, 32, 32).toBigInteger());
  }

  byte[] encoded() {
    ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    encoded.writeBytes(U256.from(x).toBytes32());
    encoded.writeBytes(U256.from(y).toBytes32());
    return encoded.toByteArray();
  }

  TextbookPoint negate() {
    return new TextbookPoint(x, y.negate().mod(P));
  }

  TextbookPoint add(TextbookPoint other) {
    if (equals(INFINITY)) {
      return other;
    }
    if (other.equals(INFINITY)) {
      return this;
    }
    BigInteger rise = other.y.subtract(y);
    BigInteger run = other.x.subtract(x);
    if (run.signum() == 0) {
      if (rise.signum() != 0) {
        return INFINITY;
      }
      rise = x.multiply(x).multiply(BigInteger.valueOf(3));
      run = y.add(y);
    }
    BigInteger slope = rise.multiply(run.modInverse(P)).mod(P);
    BigInteger sumX = slope.multiply(slope).subtract(x).subtract(other.x).mod(P);
    return new TextbookPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(P));
  }

  TextbookPoint multiply(BigInteger scalar) {
    TextbookPoint product = INFINITY;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      product = product.add(product);
      if (scalar.testBit(i)) {
        product = product.add(this);
      }
    }
    return product;
  }
}
