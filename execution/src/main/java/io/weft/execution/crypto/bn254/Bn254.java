package io.weft.execution.crypto.bn254;

import io.weft.execution.crypto.Hands;
import io.weft.execution.crypto.bn254.Pairing.Pair;
import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums, products and pairings in the encodings of EIP-196 and EIP-197: a field element is a word
 * less than the modulus; an element of the quadratic extension is two, the imaginary one first; a
 * point is x and y, all zero for infinity. Every operation returns null if a point is not valid.
 */
public final class Bn254 {
  public static final int G1_SIZE = 64;
  public static final int G2_SIZE = 128;
  public static final int PAIR_SIZE = G1_SIZE + G2_SIZE;
  public static final int SCALAR_SIZE = 32;

  private static final Fp B = Fp.of(3);
  private static final BigInteger PARAMETER = BigInteger.valueOf(Pairing.PARAMETER);

  /** The order of both groups: 36x^4 + 36x^3 + 18x^2 + 6x + 1. */
  static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  private Bn254() {}

  /** The sum of the two points at {@code offset}. */
  public static byte @Nullable [] add(byte[] input, int offset) {
    CurvePoint<Fp> a = readG1(input, offset);
    CurvePoint<Fp> b = readG1(input, offset + G1_SIZE);
    return a == null || b == null ? null : encode(a.addNormalized(b));
  }

  /** The point at {@code offset} times the scalar after it, which may be any word. */
  public static byte @Nullable [] multiply(byte[] input, int offset) {
    CurvePoint<Fp> point = readG1(input, offset);
    if (point == null) {
      return null;
    }
    BigInteger scalar = new BigInteger(1, input, offset + G1_SIZE, SCALAR_SIZE);
    return encode(SplitMultiplication.multiply(point, scalar).normalized());
  }

  /**
   * Whether the pairings of {@code count} pairs, each of G1 then G2, multiply to one.
   *
   * @param hands pair them
   */
  public static @Nullable Boolean pairingIsOne(byte[] input, int offset, int count, Hands hands) {
    List<Pair> pairs = new ArrayList<>(count);
    int at = offset;
    for (int i = 0; i < count; i++) {
      CurvePoint<Fp> p = readG1(input, at);
      CurvePoint<Fp2> q = readTwist(input, at + G1_SIZE);
      if (p == null || q == null) {
        return null;
      }
      if (!p.isInfinity() && !q.isInfinity()) {
        pairs.add(new Pair(p, q)); // whether q is in G2 turns out on the way
      } else if (!isInG2(q)) {
        return null;
      }
      at += PAIR_SIZE;
    }
    return Pairing.isOne(pairs, hands);
  }

  private static @Nullable CurvePoint<Fp> readG1(byte[] input, int at) {
    Fp x = readField(input, at);
    Fp y = readField(input, at + 32);
    return x == null || y == null ? null : checked(x, y, B);
  }

  private static @Nullable CurvePoint<Fp2> readTwist(byte[] input, int at) {
    Fp2 x = readFp2(input, at);
    Fp2 y = readFp2(input, at + 64);
    return x == null || y == null ? null : checked(x, y, Pairing.TWIST_B);
  }

  private static <E extends FieldElement<E>> @Nullable CurvePoint<E> checked(E x, E y, E b) {
    if (x.isZero() && y.isZero()) {
      return new CurvePoint<>(x.one(), x.one(), x.zero());
    }
    boolean isOnCurve = y.square().equals(x.square().multiply(x).add(b));
    return isOnCurve ? CurvePoint.affine(x, y) : null;
  }

  /**
   * Whether a point of the twist has the order of the group: whether (x + 1) Q + F(x Q) + F^2(x Q)
   * = F^3(2x Q), F the Frobenius map. Modulo F's characteristic polynomial F^2 - tF + p the
   * difference of the two sides is a + bF; its norm a^2 + abt + b^2 p is a multiple of the order
   * and prime to the twist's cofactor, so no other point of the twist satisfies it.
   */
  static boolean isInG2(CurvePoint<Fp2> point) {
    CurvePoint<Fp2> multiple = point.multiply(PARAMETER);
    CurvePoint<Fp2> once = Pairing.frobenius(multiple);
    CurvePoint<Fp2> twice = Pairing.frobenius(once);
    CurvePoint<Fp2> left = multiple.add(point).add(once).add(twice);
    return left.isSame(Pairing.frobenius(twice).twice());
  }

  private static @Nullable Fp2 readFp2(byte[] input, int at) {
    Fp im = readField(input, at);
    Fp re = readField(input, at + 32);
    return re == null || im == null ? null : new Fp2(re, im);
  }

  private static @Nullable Fp readField(byte[] input, int at) {
    U256 number = U256.fromBytes(input, at, 32);
    return Fp.isReduced(number) ? Fp.from(number) : null;
  }

  /** Of a point with z = 1, or infinity. */
  private static byte[] encode(CurvePoint<Fp> point) {
    byte[] output = new byte[G1_SIZE];
    if (!point.isInfinity()) {
      point.x().toU256().copyTo(output, 0);
      point.y().toU256().copyTo(output, 32);
    }
    return output;
  }
}
