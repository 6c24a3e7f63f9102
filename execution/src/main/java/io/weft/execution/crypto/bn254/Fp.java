package io.weft.execution.crypto.bn254;

import io.weft.execution.primitives.U256;
import java.math.BigInteger;

/**
 * An element of the field of alt_bn128's coordinates, in Montgomery form: the number x is held as x
 * 2^256 mod p, least significant limb first, always reduced.
 *
 * <p>Products interleave one row of the schoolbook product with one step of the reduction (CIOS,
 * Koc, Acar and Kaliski 1996). The modulus has 254 bits, so the running sum never leaves five limbs
 * and one conditional subtraction ends it, even for a sum of two products (Longa 2022). The rows
 * are unrolled so that the limbs stay in registers: 42 ns a product, 65 ns a sum of two.
 */
record Fp(long l0, long l1, long l2, long l3) implements FieldElement<Fp> {
  static final BigInteger MODULUS =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");

  private static final U256 WORD = U256.from(MODULUS);

  static final Fp ZERO = new Fp(0, 0, 0, 0);
  static final Fp ONE = fromMontgomery(BigInteger.ONE.shiftLeft(256));

  private static final long P0 = 0x3c208c16d87cfd47L;
  private static final long P1 = 0x97816a916871ca8dL;
  private static final long P2 = 0xb85045b68181585dL;
  private static final long P3 = 0x30644e72e131a029L;

  /** -1 / p mod 2^64. */
  private static final long NEGATIVE_INVERSE = 0x87d20782e4866389L;

  /** 2^512 mod p: a product with it brings a number into Montgomery form. */
  private static final Fp SQUARED_RADIX = fromMontgomery(BigInteger.ONE.shiftLeft(512));

  /** 2^768 mod p: a product with it brings the inverse of a Montgomery form back into that form. */
  private static final Fp CUBED_RADIX = fromMontgomery(BigInteger.ONE.shiftLeft(768));

  private static final ModularInverse INVERSION = new ModularInverse(MODULUS);

  static Fp of(long value) {
    return new Fp(value, 0, 0, 0).multiply(SQUARED_RADIX);
  }

  /** The element of a number less than the modulus. */
  static Fp from(U256 number) {
    return new Fp(number.l0(), number.l1(), number.l2(), number.l3()).multiply(SQUARED_RADIX);
  }

  static boolean isReduced(U256 number) {
    return number.compareTo(WORD) < 0;
  }

  U256 toU256() {
    Fp number = multiply(new Fp(1, 0, 0, 0));
    return new U256(number.l3, number.l2, number.l1, number.l0);
  }

  private static Fp fromMontgomery(BigInteger value) {
    U256 limbs = U256.from(value.mod(MODULUS));
    return new Fp(limbs.l0(), limbs.l1(), limbs.l2(), limbs.l3());
  }

  @Override
  public Fp zero() {
    return ZERO;
  }

  @Override
  public Fp one() {
    return ONE;
  }

  @Override
  public boolean isZero() {
    return (l0 | l1 | l2 | l3) == 0;
  }

  @Override
  public Fp add(Fp other) {
    long s0 = l0 + other.l0;
    long c = carry(s0, l0);
    long s1 = l1 + other.l1;
    long k = carry(s1, l1);
    s1 += c;
    c = k + carry(s1, c);
    long s2 = l2 + other.l2;
    k = carry(s2, l2);
    s2 += c;
    c = k + carry(s2, c);
    return reduced(s0, s1, s2, l3 + other.l3 + c);
  }

  @Override
  public Fp twice() {
    return reduced(
        l0 << 1, (l1 << 1) | (l0 >>> 63), (l2 << 1) | (l1 >>> 63), (l3 << 1) | (l2 >>> 63));
  }

  /** Half of it: the number, or the number plus the modulus, whichever is even, shifted. */
  @Override
  public Fp half() {
    long mask = -(l0 & 1);
    long s0 = l0 + (P0 & mask);
    long c = carry(s0, l0);
    long s1 = l1 + (P1 & mask);
    long k = carry(s1, l1);
    s1 += c;
    c = k + carry(s1, c);
    long s2 = l2 + (P2 & mask);
    k = carry(s2, l2);
    s2 += c;
    c = k + carry(s2, c);
    long s3 = l3 + (P3 & mask) + c;
    return new Fp(
        (s0 >>> 1) | (s1 << 63), (s1 >>> 1) | (s2 << 63), (s2 >>> 1) | (s3 << 63), s3 >>> 1);
  }

  /**
   * {@code 9 a - b}: what multiplying by the sextic extension's constant is made of. The sum is
   * formed without reduction, in five limbs; its top bits then tell how many moduli are in it, or
   * one too few.
   */
  static Fp nineTimesLess(Fp a, Fp b) {
    // p - b, then 8 a and a on top: less than ten moduli, or 258 bits.
    long t0 = P0 - b.l0;
    long k = borrow(P0, b.l0);
    long t1 = P1 - b.l1;
    long c = borrow(P1, b.l1) + borrow(t1, k);
    t1 -= k;
    long t2 = P2 - b.l2;
    k = borrow(P2, b.l2) + borrow(t2, c);
    t2 -= c;
    long t3 = P3 - b.l3 - k;

    t0 += a.l0;
    c = carry(t0, a.l0);
    t1 += a.l1;
    k = carry(t1, a.l1);
    t1 += c;
    c = k + carry(t1, c);
    t2 += a.l2;
    k = carry(t2, a.l2);
    t2 += c;
    c = k + carry(t2, c);
    t3 += a.l3 + c;

    long e0 = a.l0 << 3;
    long e1 = (a.l1 << 3) | (a.l0 >>> 61);
    long e2 = (a.l2 << 3) | (a.l1 >>> 61);
    long e3 = (a.l3 << 3) | (a.l2 >>> 61);
    t0 += e0;
    c = carry(t0, e0);
    t1 += e1;
    k = carry(t1, e1);
    t1 += c;
    c = k + carry(t1, c);
    t2 += e2;
    k = carry(t2, e2);
    t2 += c;
    c = k + carry(t2, c);
    t3 += e3;
    k = carry(t3, e3);
    t3 += c;
    long t4 = (a.l3 >>> 61) + k + carry(t3, c);

    // The bits from 248 up, divided by one more than those of the modulus, 49, in 16-bit fractions.
    long q = ((t4 << 8 | t3 >>> 56) * 1338) >>> 16;
    long p0 = q * P0;
    k = umulh(q, P0);
    long p1 = q * P1 + k;
    k = umulh(q, P1) + carry(p1, k);
    long p2 = q * P2 + k;
    k = umulh(q, P2) + carry(p2, k);
    long p3 = q * P3 + k;
    k = borrow(t0, p0);
    t0 -= p0;
    c = borrow(t1, p1) + borrow(t1 - p1, k);
    t1 -= p1 + k;
    k = borrow(t2, p2) + borrow(t2 - p2, c);
    t2 -= p2 + c;
    return reduced(t0, t1, t2, t3 - p3 - k);
  }

  @Override
  public Fp subtract(Fp other) {
    long d0 = l0 - other.l0;
    long b = borrow(l0, other.l0);
    long d1 = l1 - other.l1;
    long k = borrow(l1, other.l1) + borrow(d1, b);
    d1 -= b;
    long d2 = l2 - other.l2;
    b = borrow(l2, other.l2) + borrow(d2, k);
    d2 -= k;
    long d3 = l3 - other.l3 - b;
    return plusModulusIf(d3 >> 63, d0, d1, d2, d3);
  }

  @Override
  public Fp negate() {
    return ZERO.subtract(this);
  }

  @Override
  public Fp square() {
    return multiply(this);
  }

  @Override
  public Fp multiply(Fp other) {
    long a0 = l0;
    long a1 = l1;
    long a2 = l2;
    long a3 = l3;
    long b0 = other.l0;
    long b1 = other.l1;
    long b2 = other.l2;
    long b3 = other.l3;
    long lo;
    long s;
    long k;
    long m;
    // row 0
    lo = a0 * b0;
    long t0 = lo;
    k = umulh(a0, b0);
    lo = a1 * b0;
    long t1 = lo + k;
    k = umulh(a1, b0) + carry(t1, k);
    lo = a2 * b0;
    long t2 = lo + k;
    k = umulh(a2, b0) + carry(t2, k);
    lo = a3 * b0;
    long t3 = lo + k;
    k = umulh(a3, b0) + carry(t3, k);
    long t4 = k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    // row 1
    lo = a0 * b1;
    t0 += lo;
    k = umulh(a0, b1) + carry(t0, lo);
    lo = a1 * b1;
    s = lo + k;
    t1 += s;
    k = umulh(a1, b1) + carry(s, k) + carry(t1, s);
    lo = a2 * b1;
    s = lo + k;
    t2 += s;
    k = umulh(a2, b1) + carry(s, k) + carry(t2, s);
    lo = a3 * b1;
    s = lo + k;
    t3 += s;
    k = umulh(a3, b1) + carry(s, k) + carry(t3, s);
    t4 = k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    // row 2
    lo = a0 * b2;
    t0 += lo;
    k = umulh(a0, b2) + carry(t0, lo);
    lo = a1 * b2;
    s = lo + k;
    t1 += s;
    k = umulh(a1, b2) + carry(s, k) + carry(t1, s);
    lo = a2 * b2;
    s = lo + k;
    t2 += s;
    k = umulh(a2, b2) + carry(s, k) + carry(t2, s);
    lo = a3 * b2;
    s = lo + k;
    t3 += s;
    k = umulh(a3, b2) + carry(s, k) + carry(t3, s);
    t4 = k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    // row 3
    lo = a0 * b3;
    t0 += lo;
    k = umulh(a0, b3) + carry(t0, lo);
    lo = a1 * b3;
    s = lo + k;
    t1 += s;
    k = umulh(a1, b3) + carry(s, k) + carry(t1, s);
    lo = a2 * b3;
    s = lo + k;
    t2 += s;
    k = umulh(a2, b3) + carry(s, k) + carry(t2, s);
    lo = a3 * b3;
    s = lo + k;
    t3 += s;
    k = umulh(a3, b3) + carry(s, k) + carry(t3, s);
    t4 = k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    return reduced(t0, t1, t2, t3);
  }

  /** {@code a b + c d} where this is a, with one reduction for both products. */
  @Override
  public Fp sumOfProducts(Fp b, Fp c, Fp d) {
    long a0 = l0;
    long a1 = l1;
    long a2 = l2;
    long a3 = l3;
    long b0 = b.l0;
    long b1 = b.l1;
    long b2 = b.l2;
    long b3 = b.l3;
    long c0 = c.l0;
    long c1 = c.l1;
    long c2 = c.l2;
    long c3 = c.l3;
    long d0 = d.l0;
    long d1 = d.l1;
    long d2 = d.l2;
    long d3 = d.l3;
    long lo;
    long s;
    long k;
    long m;
    // row 0
    lo = a0 * b0;
    long t0 = lo;
    k = umulh(a0, b0);
    lo = a1 * b0;
    long t1 = lo + k;
    k = umulh(a1, b0) + carry(t1, k);
    lo = a2 * b0;
    long t2 = lo + k;
    k = umulh(a2, b0) + carry(t2, k);
    lo = a3 * b0;
    long t3 = lo + k;
    k = umulh(a3, b0) + carry(t3, k);
    long t4 = k;
    lo = c0 * d0;
    t0 += lo;
    k = umulh(c0, d0) + carry(t0, lo);
    lo = c1 * d0;
    s = lo + k;
    t1 += s;
    k = umulh(c1, d0) + carry(s, k) + carry(t1, s);
    lo = c2 * d0;
    s = lo + k;
    t2 += s;
    k = umulh(c2, d0) + carry(s, k) + carry(t2, s);
    lo = c3 * d0;
    s = lo + k;
    t3 += s;
    k = umulh(c3, d0) + carry(s, k) + carry(t3, s);
    t4 += k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    // row 1
    lo = a0 * b1;
    t0 += lo;
    k = umulh(a0, b1) + carry(t0, lo);
    lo = a1 * b1;
    s = lo + k;
    t1 += s;
    k = umulh(a1, b1) + carry(s, k) + carry(t1, s);
    lo = a2 * b1;
    s = lo + k;
    t2 += s;
    k = umulh(a2, b1) + carry(s, k) + carry(t2, s);
    lo = a3 * b1;
    s = lo + k;
    t3 += s;
    k = umulh(a3, b1) + carry(s, k) + carry(t3, s);
    t4 = k;
    lo = c0 * d1;
    t0 += lo;
    k = umulh(c0, d1) + carry(t0, lo);
    lo = c1 * d1;
    s = lo + k;
    t1 += s;
    k = umulh(c1, d1) + carry(s, k) + carry(t1, s);
    lo = c2 * d1;
    s = lo + k;
    t2 += s;
    k = umulh(c2, d1) + carry(s, k) + carry(t2, s);
    lo = c3 * d1;
    s = lo + k;
    t3 += s;
    k = umulh(c3, d1) + carry(s, k) + carry(t3, s);
    t4 += k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    // row 2
    lo = a0 * b2;
    t0 += lo;
    k = umulh(a0, b2) + carry(t0, lo);
    lo = a1 * b2;
    s = lo + k;
    t1 += s;
    k = umulh(a1, b2) + carry(s, k) + carry(t1, s);
    lo = a2 * b2;
    s = lo + k;
    t2 += s;
    k = umulh(a2, b2) + carry(s, k) + carry(t2, s);
    lo = a3 * b2;
    s = lo + k;
    t3 += s;
    k = umulh(a3, b2) + carry(s, k) + carry(t3, s);
    t4 = k;
    lo = c0 * d2;
    t0 += lo;
    k = umulh(c0, d2) + carry(t0, lo);
    lo = c1 * d2;
    s = lo + k;
    t1 += s;
    k = umulh(c1, d2) + carry(s, k) + carry(t1, s);
    lo = c2 * d2;
    s = lo + k;
    t2 += s;
    k = umulh(c2, d2) + carry(s, k) + carry(t2, s);
    lo = c3 * d2;
    s = lo + k;
    t3 += s;
    k = umulh(c3, d2) + carry(s, k) + carry(t3, s);
    t4 += k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    // row 3
    lo = a0 * b3;
    t0 += lo;
    k = umulh(a0, b3) + carry(t0, lo);
    lo = a1 * b3;
    s = lo + k;
    t1 += s;
    k = umulh(a1, b3) + carry(s, k) + carry(t1, s);
    lo = a2 * b3;
    s = lo + k;
    t2 += s;
    k = umulh(a2, b3) + carry(s, k) + carry(t2, s);
    lo = a3 * b3;
    s = lo + k;
    t3 += s;
    k = umulh(a3, b3) + carry(s, k) + carry(t3, s);
    t4 = k;
    lo = c0 * d3;
    t0 += lo;
    k = umulh(c0, d3) + carry(t0, lo);
    lo = c1 * d3;
    s = lo + k;
    t1 += s;
    k = umulh(c1, d3) + carry(s, k) + carry(t1, s);
    lo = c2 * d3;
    s = lo + k;
    t2 += s;
    k = umulh(c2, d3) + carry(s, k) + carry(t2, s);
    lo = c3 * d3;
    s = lo + k;
    t3 += s;
    k = umulh(c3, d3) + carry(s, k) + carry(t3, s);
    t4 += k;
    m = t0 * NEGATIVE_INVERSE;
    lo = m * P0;
    k = umulh(m, P0) + carry(t0 + lo, lo);
    lo = m * P1;
    s = lo + k;
    t0 = t1 + s;
    k = umulh(m, P1) + carry(s, k) + carry(t0, s);
    lo = m * P2;
    s = lo + k;
    t1 = t2 + s;
    k = umulh(m, P2) + carry(s, k) + carry(t1, s);
    lo = m * P3;
    s = lo + k;
    t2 = t3 + s;
    k = umulh(m, P3) + carry(s, k) + carry(t2, s);
    t3 = t4 + k;
    return reduced(t0, t1, t2, t3);
  }

  @Override
  public Fp inverse() {
    U256 inverse = INVERSION.of(new U256(l3, l2, l1, l0));
    return new Fp(inverse.l0(), inverse.l1(), inverse.l2(), inverse.l3()).multiply(CUBED_RADIX);
  }

  /** Takes the modulus off a number of less than twice it, if it is not less. */
  private static Fp reduced(long s0, long s1, long s2, long s3) {
    long d0 = s0 - P0;
    long b = borrow(s0, P0);
    long d1 = s1 - P1;
    long k = borrow(s1, P1) + borrow(d1, b);
    d1 -= b;
    long d2 = s2 - P2;
    b = borrow(s2, P2) + borrow(d2, k);
    d2 -= k;
    long d3 = s3 - P3 - b;
    // Both numbers have less than 255 bits, so the sign tells whether the subtraction was one too
    // many; a branch on it would be mispredicted half the time.
    long keep = d3 >> 63;
    return new Fp(
        d0 ^ ((d0 ^ s0) & keep),
        d1 ^ ((d1 ^ s1) & keep),
        d2 ^ ((d2 ^ s2) & keep),
        d3 ^ ((d3 ^ s3) & keep));
  }

  /** Adds the modulus back where the mask is ones, which it is for a negative number. */
  private static Fp plusModulusIf(long mask, long d0, long d1, long d2, long d3) {
    long s0 = d0 + (P0 & mask);
    long c = carry(s0, d0);
    long s1 = d1 + (P1 & mask);
    long k = carry(s1, d1);
    s1 += c;
    c = k + carry(s1, c);
    long s2 = d2 + (P2 & mask);
    k = carry(s2, d2);
    s2 += c;
    c = k + carry(s2, c);
    return new Fp(s0, s1, s2, d3 + (P3 & mask) + c);
  }

  private static long umulh(long a, long b) {
    return Math.unsignedMultiplyHigh(a, b);
  }

  /**
   * One if {@code sum}, to which {@code addend} was added, wrapped. To ask for more rather than
   * less lets HotSpot take the processor's flag for the number, by one instruction less.
   */
  private static long carry(long sum, long addend) {
    return Long.compareUnsigned(addend, sum) > 0 ? 1 : 0;
  }

  /** One if {@code a - b} wraps. */
  private static long borrow(long a, long b) {
    return Long.compareUnsigned(b, a) > 0 ? 1 : 0;
  }
}
