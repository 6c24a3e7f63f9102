package io.weft.execution.crypto.bn254;

import io.weft.execution.crypto.Hands;
import java.math.BigInteger;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The optimal ate pairing (Vercauteren 2010): a Miller loop over the bits of 6x + 2, two more
 * lines, and the power (p^12 - 1) / r. A product of pairings shares the loop's squarings and the
 * power; where several hands are there, each goes through the loop with some of the pairs.
 *
 * <p>The twist's points are held in homogeneous coordinates, where neither step needs an inversion
 * (Costello, Lange and Naehrig 2010); a line comes out scaled by an element of a subfield, which
 * the power maps to one.
 */
final class Pairing {
  /** The curve's parameter x, from which field and order are polynomials. */
  static final long PARAMETER = 0x44E992B44A6909F1L;

  private static final byte[] PARAMETER_DIGITS =
      SignedDigits.of(BigInteger.valueOf(PARAMETER), Fp12.WINDOW);

  private static final byte[] LOOP =
      SignedDigits.of(
          BigInteger.valueOf(PARAMETER).multiply(BigInteger.valueOf(6)).add(BigInteger.TWO), 2);

  /** 3 / xi, the twist's b. */
  static final Fp2 TWIST_B = Fp2.ONE.timesXi().inverse().multiply(Fp.of(3));

  /** Of more pairs than this, the squarings are less than a fiftieth of the loop. */
  private static final int MOST_IN_GROUP = 16;

  /** With less of the loop to go, it is over before anybody comes. */
  private static final int LEAST_TO_SHARE = 8;

  private Pairing() {}

  /** A point of G1 and one of the twist, both normalized and neither infinity. */
  record Pair(CurvePoint<Fp> p, CurvePoint<Fp2> q) {}

  /** Whether the pairings multiply to one; null where a point of the twist is not in G2. */
  static @Nullable Boolean isOne(List<Pair> pairs, Hands hands) {
    if (pairs.isEmpty()) {
      return true;
    }
    Multiple[] multiples = new Multiple[pairs.size()];
    for (int i = 0; i < multiples.length; i++) {
      multiples[i] = new Multiple(pairs.get(i));
    }
    Fp12 f = millerLoop(Fp12.ONE, multiples, LOOP.length - 2, hands, () -> false);
    return f.equals(Fp12.ZERO) ? null : power(f).equals(Fp12.ONE);
  }

  /**
   * The loop from a digit on; zero where a point is not in G2.
   *
   * <p>Whether one is, the loop itself tells: (6x + 2) Q + F(Q) - F^2(Q), at which it ends, is then
   * -F^3(Q), F the Frobenius map. As of {@link Bn254#isInG2}, no other point satisfies that. If a
   * multiple comes to infinity on the way, or meets what is to be added to it, Q is of smaller
   * order; z is zero from there on.
   *
   * @param f that of all pairs up to there, or one
   * @param multiples come to there
   */
  private static Fp12 millerLoop(
      Fp12 f, Multiple[] multiples, int from, Hands hands, BooleanSupplier isMade) {
    Fp12 product = f;
    for (int i = from; i >= 0 && !isMade.getAsBoolean(); i--) {
      if (i >= LEAST_TO_SHARE && multiples.length > 1 && hands.others() > 0) {
        return inGroups(product, multiples, i, hands);
      }
      product = product.square();
      for (Multiple each : multiples) {
        product = product.multiply(each.twice());
        if (LOOP[i] != 0) {
          product = product.multiply(each.add(LOOP[i] > 0 ? each.q : each.q.negate()));
        }
      }
    }
    boolean areInGroup = true;
    for (Multiple each : multiples) {
      CurvePoint<Fp2> q1 = frobenius(each.q);
      CurvePoint<Fp2> q2 = frobenius(q1).negate();
      product = product.multiply(each.add(q1)).multiply(each.add(q2));
      areInGroup &= each.isAt(frobenius(q2));
    }
    return areInGroup ? product : Fp12.ZERO;
  }

  /**
   * The same, each hand with some of the pairs and squarings of its own. What there is of the
   * product goes on with the first of them.
   */
  private static Fp12 inGroups(Fp12 f, Multiple[] multiples, int from, Hands hands) {
    int count = multiples.length;
    int size = Math.min(Math.ceilDiv(count, hands.others() + 1), MOST_IN_GROUP);
    Hands.Part<Fp12> part =
        (group, isMade) -> {
          int first = group * size;
          Multiple[] some = new Multiple[Math.min(size, count - first)];
          for (int i = 0; i < some.length; i++) {
            some[i] = new Multiple(multiples[first + i]);
          }
          return millerLoop(group == 0 ? f : Fp12.ONE, some, from, Hands.OWN, isMade);
        };
    List<Fp12> factors = hands.all(Math.ceilDiv(count, size), () -> part);
    Fp12 product = factors.getFirst();
    for (int i = 1; i < factors.size(); i++) {
      product = product.multiply(factors.get(i));
    }
    return product;
  }

  /** The p-th power of the point's untwisted coordinates, twisted again. */
  static CurvePoint<Fp2> frobenius(CurvePoint<Fp2> q) {
    return new CurvePoint<>(
        q.x().conjugate().multiply(Fp12.FROBENIUS[2]),
        q.y().conjugate().multiply(Fp12.FROBENIUS[3]),
        q.z().conjugate());
  }

  /**
   * To the power (p^12 - 1) / r, times 2x (6x^2 + 3x + 1), which has no factor in common with r.
   * The hard part is y0 y1^p y2^(p^2) y3^(p^3), whose exponents in x share most of their terms
   * (Fuentes-Castaneda, Knapp and Rodriguez-Henriquez 2011):
   *
   * <pre>
   * y0: 12x^3 + 12x^2 + 6x + 1    y2: 12x^3 + 6x^2 + 6x
   * y1: 12x^3 +  6x^2 + 4x        y3: 12x^3 + 6x^2 + 4x - 1
   * </pre>
   */
  private static Fp12 power(Fp12 f) {
    Fp12 easy = f.conjugate().multiply(f.inverse());
    Fp12 g = easy.frobenius().frobenius().multiply(easy);
    Fp12 g2x = g.cyclotomicPower(PARAMETER_DIGITS).cyclotomicSquare();
    Fp12 g4x = g2x.cyclotomicSquare();
    Fp12 g6x = g4x.multiply(g2x);
    Fp12 g6xx = g6x.cyclotomicPower(PARAMETER_DIGITS);
    Fp12 g12xxx = g6xx.cyclotomicSquare().cyclotomicPower(PARAMETER_DIGITS);
    Fp12 shared = g12xxx.multiply(g6xx);
    Fp12 y1 = shared.multiply(g4x);
    Fp12 y2 = shared.multiply(g6x);
    Fp12 y3 = y1.multiply(g.conjugate());
    Fp12 y0 = y2.multiply(g6xx).multiply(g);
    // Horner's rule over the p-th power.
    Fp12 result = y3.frobenius().multiply(y2);
    result = result.frobenius().multiply(y1);
    return result.frobenius().multiply(y0);
  }

  /** Of a pair in the Miller loop, the multiple of q that the loop has come to. */
  static final class Multiple {
    private final CurvePoint<Fp> p;
    private final CurvePoint<Fp2> q;
    private Fp2 x;
    private Fp2 y;
    private Fp2 z;

    Multiple(Pair pair) {
      p = pair.p;
      q = pair.q;
      x = q.x();
      y = q.y();
      z = q.z();
    }

    Multiple(Multiple other) {
      p = other.p;
      q = other.q;
      x = other.x;
      y = other.y;
      z = other.z;
    }

    /** Whether it has come to an affine point. */
    boolean isAt(CurvePoint<Fp2> point) {
      return !z.isZero() && x.equals(point.x().multiply(z)) && y.equals(point.y().multiply(z));
    }

    /** Doubles the multiple; returns the tangent at p. */
    Line twice() {
      Fp2 a = x.multiply(y).half();
      Fp2 b = y.square();
      Fp2 c = z.square();
      Fp2 e = TWIST_B.multiply(c.twice().add(c));
      Fp2 f = e.twice().add(e);
      Fp2 g = b.add(f).half();
      Fp2 h = y.add(z).square().subtract(b).subtract(c);
      Fp2 ee = e.square();
      Fp2 xx = x.square();
      x = a.multiply(b.subtract(f));
      y = g.square().subtract(ee.twice().add(ee));
      z = b.multiply(h);
      return new Line(
          h.negate().multiply(p.y()), xx.twice().add(xx).multiply(p.x()), e.subtract(b));
    }

    /** Adds an affine point to the multiple; returns the line through both at p. */
    Line add(CurvePoint<Fp2> other) {
      Fp2 dy = y.subtract(other.y().multiply(z));
      Fp2 dx = x.subtract(other.x().multiply(z));
      Fp2 dx2 = dx.square();
      Fp2 dx3 = dx2.multiply(dx);
      Fp2 g = x.multiply(dx2);
      Fp2 h = dy.square().multiply(z).add(dx3).subtract(g.twice());
      x = dx.multiply(h);
      y = dy.multiply(g.subtract(h)).subtract(dx3.multiply(y));
      z = z.multiply(dx3);
      Fp2 constant = dy.multiply(other.x()).subtract(dx.multiply(other.y()));
      return new Line(dx.multiply(p.y()), dy.negate().multiply(p.x()), constant);
    }
  }
}
