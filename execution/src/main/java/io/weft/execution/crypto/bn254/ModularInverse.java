package io.weft.execution.crypto.bn254;

import io.weft.execution.primitives.U256;
import java.math.BigInteger;

/**
 * Inverses modulo an odd number of up to 256 bits, by division steps on the low bits (Bernstein and
 * Yang 2019, in the half-delta-free variable-time form that Wuille described for libsecp256k1).
 *
 * <p>Up to 62 steps at a time are done on machine words, which yields a matrix; it is then applied
 * to the long numbers. Throughout, d x = f and e x = g modulo the modulus, for the number x to be
 * inverted: when g has come to zero, f is 1 or -1 and d the inverse up to that sign.
 *
 * <p>Long numbers are five signed limbs of 62 bits, the least significant first. An inverse takes a
 * tenth of the time of the power p - 2.
 */
final class ModularInverse {
  private static final int LIMBS = 5;
  private static final int BITS = 62;
  private static final long MASK = -1L >>> (64 - BITS);

  private final long[] modulus;

  /** The modulus's inverse mod 2^62. */
  private final long modulusInverse;

  ModularInverse(BigInteger modulus) {
    this.modulus = limbs(U256.from(modulus));
    modulusInverse = modulus.modInverse(BigInteger.ONE.shiftLeft(BITS)).longValueExact();
  }

  /** The inverse of a number less than the modulus and prime to it; zero for zero. */
  U256 of(U256 number) {
    long[] f = modulus.clone();
    long[] g = limbs(number);
    long[] d = new long[LIMBS];
    long[] e = new long[LIMBS];
    e[0] = 1;
    Steps steps = new Steps();
    while (!isZero(g)) {
      steps.run(f[0], g[0]);
      applyModulo(steps, d, e);
      apply(steps, f, g);
    }
    return reduced(d, f[LIMBS - 1] < 0);
  }

  /** The matrix {u v; q r} of 62 division steps, and delta (negated) between the batches. */
  private static final class Steps {
    private long eta = -1;
    private long u;
    private long v;
    private long q;
    private long r;

    void run(long lowF, long lowG) {
      long f = lowF;
      long g = lowG;
      u = 1;
      v = 0;
      q = 0;
      r = 1;
      int left = BITS;
      while (true) {
        // A step on an even g halves it; the bit above those left stops the count.
        int zeros = Long.numberOfTrailingZeros(g | (-1L << left));
        g >>= zeros;
        u <<= zeros;
        v <<= zeros;
        eta -= zeros;
        left -= zeros;
        if (left == 0) {
          return;
        }
        if (eta < 0) {
          eta = -eta;
          long oldF = f;
          long oldU = u;
          long oldV = v;
          f = g;
          u = q;
          v = r;
          g = -oldF;
          q = -oldU;
          r = -oldV;
        }
        // Until f and g would swap, add the multiple of f that clears up to six low bits of g at
        // once: f (f^2 - 2) is -1 / f mod 2^6.
        int clear = (int) Math.min(Math.min(eta + 1, left), 6);
        long w = (g * f * (f * f - 2)) & ((1L << clear) - 1);
        g += f * w;
        q += u * w;
        r += v * w;
      }
    }
  }

  /** (f, g) = matrix (f, g) / 2^62, which divides without remainder. */
  private static void apply(Steps t, long[] f, long[] g) {
    long fLow = 0;
    long fHigh = 0;
    long gLow = 0;
    long gHigh = 0;
    for (int i = 0; i < LIMBS; i++) {
      long fi = f[i];
      long gi = g[i];
      // Each sum is a signed 128-bit number in two words.
      long product = t.u * fi;
      fLow += product;
      fHigh += Math.multiplyHigh(t.u, fi) + carry(fLow, product);
      product = t.v * gi;
      fLow += product;
      fHigh += Math.multiplyHigh(t.v, gi) + carry(fLow, product);
      product = t.q * fi;
      gLow += product;
      gHigh += Math.multiplyHigh(t.q, fi) + carry(gLow, product);
      product = t.r * gi;
      gLow += product;
      gHigh += Math.multiplyHigh(t.r, gi) + carry(gLow, product);
      if (i > 0) {
        f[i - 1] = fLow & MASK;
        g[i - 1] = gLow & MASK;
      }
      fLow = (fHigh << (64 - BITS)) | (fLow >>> BITS);
      fHigh >>= BITS;
      gLow = (gHigh << (64 - BITS)) | (gLow >>> BITS);
      gHigh >>= BITS;
    }
    f[LIMBS - 1] = fLow;
    g[LIMBS - 1] = gLow;
  }

  /** (d, e) = matrix (d, e) / 2^62 modulo the modulus; both stay between minus twice it and it. */
  private void applyModulo(Steps t, long[] d, long[] e) {
    // Where a number is negative, count its modulus in; then add what makes the low limb zero.
    long dSign = d[LIMBS - 1] >> 63;
    long eSign = e[LIMBS - 1] >> 63;
    long dFactor = (t.u & dSign) + (t.v & eSign);
    long eFactor = (t.q & dSign) + (t.r & eSign);
    dFactor -= (modulusInverse * (t.u * d[0] + t.v * e[0]) + dFactor) & MASK;
    eFactor -= (modulusInverse * (t.q * d[0] + t.r * e[0]) + eFactor) & MASK;
    long dLow = 0;
    long dHigh = 0;
    long eLow = 0;
    long eHigh = 0;
    for (int i = 0; i < LIMBS; i++) {
      long di = d[i];
      long ei = e[i];
      long mi = modulus[i];
      long product = t.u * di;
      dLow += product;
      dHigh += Math.multiplyHigh(t.u, di) + carry(dLow, product);
      product = t.v * ei;
      dLow += product;
      dHigh += Math.multiplyHigh(t.v, ei) + carry(dLow, product);
      product = dFactor * mi;
      dLow += product;
      dHigh += Math.multiplyHigh(dFactor, mi) + carry(dLow, product);
      product = t.q * di;
      eLow += product;
      eHigh += Math.multiplyHigh(t.q, di) + carry(eLow, product);
      product = t.r * ei;
      eLow += product;
      eHigh += Math.multiplyHigh(t.r, ei) + carry(eLow, product);
      product = eFactor * mi;
      eLow += product;
      eHigh += Math.multiplyHigh(eFactor, mi) + carry(eLow, product);
      if (i > 0) {
        d[i - 1] = dLow & MASK;
        e[i - 1] = eLow & MASK;
      }
      dLow = (dHigh << (64 - BITS)) | (dLow >>> BITS);
      dHigh >>= BITS;
      eLow = (eHigh << (64 - BITS)) | (eLow >>> BITS);
      eHigh >>= BITS;
    }
    d[LIMBS - 1] = dLow;
    e[LIMBS - 1] = eLow;
  }

  /** The number, negated if asked, brought from between minus twice the modulus and it to 0..it. */
  private U256 reduced(long[] d, boolean isNegated) {
    if (d[LIMBS - 1] < 0) {
      addModulus(d);
    }
    if (isNegated) {
      long carry = 0;
      for (int i = 0; i < LIMBS; i++) {
        carry -= d[i];
        d[i] = i < LIMBS - 1 ? carry & MASK : carry;
        carry >>= BITS;
      }
    }
    if (d[LIMBS - 1] < 0) {
      addModulus(d);
    }
    return new U256(
        d[3] >>> 6 | d[4] << 56,
        d[2] >>> 4 | d[3] << 58,
        d[1] >>> 2 | d[2] << 60,
        d[0] | d[1] << 62);
  }

  private void addModulus(long[] d) {
    long carry = 0;
    for (int i = 0; i < LIMBS; i++) {
      carry += d[i] + modulus[i];
      d[i] = i < LIMBS - 1 ? carry & MASK : carry;
      carry >>= BITS;
    }
  }

  private static long[] limbs(U256 n) {
    return new long[] {
      n.l0() & MASK,
      (n.l0() >>> 62 | n.l1() << 2) & MASK,
      (n.l1() >>> 60 | n.l2() << 4) & MASK,
      (n.l2() >>> 58 | n.l3() << 6) & MASK,
      n.l3() >>> 56
    };
  }

  private static boolean isZero(long[] number) {
    long bits = 0;
    for (long limb : number) {
      bits |= limb;
    }
    return bits == 0;
  }

  private static long carry(long sum, long addend) {
    return Long.compareUnsigned(sum, addend) < 0 ? 1 : 0;
  }
}
