package io.weft.execution.crypto.bn254;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.crypto.Hands;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.PairingInput;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class Bn254Test {
  private static final CurvePoint<Fp> G = CurvePoint.affine(Fp.of(1), Fp.of(2));
  private static final CurvePoint<Fp2> H =
      CurvePoint.affine(
          element(
              "0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed",
              "0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2"),
          element(
              "0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
              "0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b"));

  @Test
  void pairingIsBilinear() {
    Random random = new Random(41);
    for (int i = 0; i < 8; i++) {
      BigInteger a = new BigInteger(254, random).mod(Bn254.ORDER);
      BigInteger b = new BigInteger(254, random).mod(Bn254.ORDER);
      CurvePoint<Fp> minusProduct = G.multiply(a.multiply(b).mod(Bn254.ORDER)).negate();
      assertThat(isOne(G.multiply(a), H.multiply(b), minusProduct, H))
          .as("seed 41, turn %d", i)
          .isTrue();
      assertThat(isOne(G.multiply(a), H.multiply(b), minusProduct.add(G), H))
          .as("seed 41, turn %d", i)
          .isFalse();
    }
  }

  @Test
  void pairingOfGeneratorsIsNotOne() {
    assertThat(Pairing.isOne(List.of(new Pairing.Pair(G, H)), Hands.OWN)).isFalse();
  }

  /** Hands that others join when they have been asked for so often, and leave all to be done. */
  private static final class LateHands implements Hands {
    private final int others;
    private int asked;

    LateHands(int others, int asked) {
      this.others = others;
      this.asked = asked;
    }

    @Override
    public int others() {
      return asked-- > 0 ? 0 : others;
    }

    @Override
    public <R> List<R> all(int parts, Supplier<Part<R>> tools) {
      assertThat(parts).isGreaterThan(1);
      OWN.all(parts, tools); // which somebody may do in vain
      return OWN.all(parts, tools);
    }
  }

  @Test
  void pairingsByManyHandsAreTheSame() {
    byte[] neutral = join(encoded(G), new byte[128]);
    Random random = new Random(43);
    for (int count = 0; count < 20; count++) {
      for (int others : new int[] {1, 2, 64}) {
        int asked = random.nextInt(70);
        byte[] input = PairingInput.of(count).toArray();
        assertThat(Bn254.pairingIsOne(input, 0, count, new LateHands(others, asked)))
            .as("%d pairs, %d others when asked %d times", count, others, asked)
            .isEqualTo(count % 2 == 0);
        byte[] more = join(neutral, input);
        assertThat(Bn254.pairingIsOne(more, 0, count + 1, new LateHands(others, asked)))
            .isEqualTo(count % 2 == 0);
        byte[] outside = join(input, join(encoded(G), encodedTwist(pointOutsideTheGroup())));
        assertThat(Bn254.pairingIsOne(outside, 0, count + 1, new LateHands(others, asked)))
            .isNull();
        byte[] invalid = PairingInput.invalid(count + 1).toArray();
        assertThat(Bn254.pairingIsOne(invalid, 0, count + 1, new LateHands(others, asked)))
            .isNull();
      }
    }
  }

  @Test
  void multipleByTheOrderIsInfinity() {
    assertThat(G.multiply(Bn254.ORDER).isInfinity()).isTrue();
    assertThat(H.multiply(Bn254.ORDER).isInfinity()).isTrue();
  }

  @Test
  void multiplicationAgreesWithRepeatedAddition() {
    CurvePoint<Fp> sum = G.multiply(BigInteger.ZERO);
    assertThat(sum.isInfinity()).isTrue();
    for (int i = 1; i < 300; i++) {
      sum = sum.add(G);
      assertThat(G.multiply(BigInteger.valueOf(i)).isSame(sum)).as("%d times", i).isTrue();
    }
  }

  @Test
  void splittingTheScalarChangesNothing() {
    Random random = new Random(42);
    for (int i = 0; i < 200; i++) {
      BigInteger scalar = new BigInteger(random.nextInt(255), random).mod(Bn254.ORDER);
      if (i % 5 == 0) {
        scalar = Bn254.ORDER.subtract(BigInteger.ONE).subtract(scalar);
      }
      assertThat(SplitMultiplication.multiply(G, scalar).isSame(G.multiply(scalar)))
          .as("seed 42, turn %d", i)
          .isTrue();
    }
  }

  /** 36x^3 + 18x^2 + 6x + 1, by which (beta x, y) is multiplied. */
  private static final BigInteger LAMBDA =
      new BigInteger("4407920970296243842393367215006156084916469457145843978461");

  @Test
  void productsAgreeWithTheTextbook() {
    assertThat(LAMBDA.pow(2).add(LAMBDA).add(BigInteger.ONE).mod(Bn254.ORDER)).isZero();
    Random random = new Random(45);
    for (int i = 0; i < 400; i++) {
      BigInteger center =
          switch (random.nextInt(6)) {
            case 0 -> BigInteger.ZERO;
            case 1 -> Bn254.ORDER.multiply(BigInteger.valueOf(1 + random.nextInt(5)));
            case 2 -> LAMBDA.multiply(BigInteger.valueOf(random.nextInt(64)));
            case 3 -> Bn254.ORDER.subtract(LAMBDA.multiply(BigInteger.valueOf(random.nextInt(64))));
            case 4 -> BigInteger.ONE.shiftLeft(random.nextInt(257));
            default -> new BigInteger(256, random);
          };
      BigInteger scalar =
          center
              .add(BigInteger.valueOf(random.nextInt(67) - 33))
              .max(BigInteger.ZERO)
              .min(U256.MAX.toBigInteger());
      TextbookPoint point =
          TextbookPoint.GENERATOR.multiply(new BigInteger(random.nextInt(1, 254), random));
      assertThat(multiple(point, scalar))
          .as("seed 45, turn %d: %s times %s", i, point, scalar)
          .isEqualTo(point.multiply(scalar));
    }
  }

  private static TextbookPoint multiple(TextbookPoint point, BigInteger scalar) {
    byte[] input = join(point.encoded(), U256.from(scalar).toBytes32());
    return TextbookPoint.decoded(Bn254.multiply(input, 0));
  }

  @Test
  void sumsAgreeWithTheTextbook() {
    Random random = new Random(46);
    for (int i = 0; i < 400; i++) {
      TextbookPoint a = TextbookPoint.GENERATOR.multiply(new BigInteger(random.nextInt(9), random));
      TextbookPoint b =
          switch (random.nextInt(4)) {
            case 0 -> a;
            case 1 -> a.negate();
            case 2 -> TextbookPoint.INFINITY;
            default -> a.multiply(new BigInteger(254, random));
          };
      assertThat(TextbookPoint.decoded(Bn254.add(join(a.encoded(), b.encoded()), 0)))
          .as("seed 46, turn %d: %s and %s", i, a, b)
          .isEqualTo(a.add(b));
      assertThat(TextbookPoint.decoded(Bn254.add(join(b.encoded(), a.encoded()), 0)))
          .isEqualTo(a.add(b));
    }
  }

  @Test
  void sumWithTheNegativeIsInfinity() {
    assertThat(add(G, G.negate())).isEqualTo(new byte[64]);
    assertThat(add(G, G)).isEqualTo(encoded(G.twice()));
    assertThat(Bn254.add(new byte[128], 0)).isEqualTo(new byte[64]);
  }

  @Test
  void scalarsBeyondTheOrderWrap() {
    byte[] input = join(encoded(G), U256.from(Bn254.ORDER.add(BigInteger.TWO)).toBytes32());
    assertThat(Bn254.multiply(input, 0)).isEqualTo(encoded(G.twice()));
    assertThat(Bn254.multiply(join(encoded(G), U256.MAX.toBytes32()), 0))
        .isEqualTo(encoded(G.multiply(U256.MAX.toBigInteger())));
    assertThat(Bn254.multiply(join(encoded(G), new byte[32]), 0)).isEqualTo(new byte[64]);
    assertThat(Bn254.multiply(join(new byte[64], U256.MAX.toBytes32()), 0)).isEqualTo(new byte[64]);
  }

  @Test
  void coordinatesNotLessThanTheModulusAreInvalid() {
    byte[] zeroAsModulus = join(U256.from(Fp.MODULUS).toBytes32(), new byte[32]);
    assertThat(Bn254.add(join(zeroAsModulus, new byte[64]), 0)).isNull();
    assertThat(Bn254.add(join(new byte[64], zeroAsModulus), 0)).isNull();
  }

  @Test
  void pointsOffTheCurveAreInvalid() {
    byte[] point = join(U256.ONE.toBytes32(), U256.ONE.toBytes32());
    assertThat(Bn254.add(join(new byte[64], point), 0)).isNull();
    assertThat(Bn254.multiply(join(point, new byte[32]), 0)).isNull();
    assertThat(Bn254.pairingIsOne(join(point, new byte[128]), 0, 1, Hands.OWN)).isNull();
    byte[] twistPoint = new byte[128];
    twistPoint[127] = 1;
    assertThat(Bn254.pairingIsOne(join(new byte[64], twistPoint), 0, 1, Hands.OWN)).isNull();
  }

  @Test
  void pointsOfTheTwistOutsideTheGroupAreInvalid() {
    CurvePoint<Fp2> outside = pointOutsideTheGroup();
    assertThat(outside.multiply(Bn254.ORDER).isInfinity()).isFalse();
    assertThat(Bn254.isInG2(outside)).isFalse();
    assertThat(Bn254.isInG2(H)).isTrue();
    assertThat(Bn254.pairingIsOne(join(encoded(G), encodedTwist(outside)), 0, 1, Hands.OWN))
        .isNull();
    assertThat(Bn254.pairingIsOne(join(new byte[64], encodedTwist(outside)), 0, 1, Hands.OWN))
        .isNull();
    assertThat(Bn254.pairingIsOne(join(new byte[64], encodedTwist(H)), 0, 1, Hands.OWN)).isTrue();
    assertThat(Bn254.pairingIsOne(join(encoded(G), new byte[128]), 0, 1, Hands.OWN)).isTrue();
  }

  /** Also where the order has a small factor, as 10069 is of the cofactor. */
  @Test
  void pairingFindsPointsOutsideTheGroup() {
    CurvePoint<Fp2> outside = pointOutsideTheGroup();
    BigInteger cofactor = Fp.MODULUS.shiftLeft(1).subtract(Bn254.ORDER);
    BigInteger factor = BigInteger.valueOf(10069);
    assertThat(cofactor.mod(factor)).isZero();
    CurvePoint<Fp2> small = outside.multiply(cofactor.divide(factor)).multiply(Bn254.ORDER);
    assertThat(small.multiply(factor).isInfinity()).isTrue();
    assertThat(small.isInfinity()).isFalse();
    CurvePoint<Fp2> ofTheCofactor = outside.multiply(Bn254.ORDER);
    CurvePoint<Fp2> inside = outside.multiply(cofactor);
    assertThat(inside.isInfinity()).isFalse();
    Random random = new Random(44);
    for (int i = 0; i < 40; i++) {
      BigInteger times = BigInteger.valueOf(1 + random.nextInt(10068));
      assertThat(isPaired(inside.multiply(times))).isTrue();
      assertThat(isPaired(small.multiply(times))).isFalse();
      assertThat(isPaired(ofTheCofactor.multiply(times))).isFalse();
      assertThat(isPaired(inside.add(small.multiply(times)))).isFalse();
    }
  }

  private static boolean isPaired(CurvePoint<Fp2> q) {
    boolean isPaired =
        Bn254.pairingIsOne(join(encoded(G), encodedTwist(q)), 0, 1, Hands.OWN) != null;
    assertThat(Bn254.isInG2(q)).isEqualTo(isPaired);
    return isPaired;
  }

  @Test
  void multipleThatMeetsWhatIsAddedIsNowhere() {
    Pairing.Multiple same = new Pairing.Multiple(new Pairing.Pair(G, H));
    assertThat(same.isAt(H)).isTrue();
    same.twice();
    assertThat(same.isAt(H.twice().normalized())).isTrue();
    assertThat(same.isAt(H)).isFalse();
    for (CurvePoint<Fp2> added : List.of(H, H.negate())) {
      Pairing.Multiple lost = new Pairing.Multiple(new Pairing.Pair(G, H));
      lost.add(added);
      for (int i = 0; i < 3; i++) {
        assertThat(lost.isAt(H)).isFalse();
        assertThat(lost.isAt(H.twice().normalized())).isFalse();
        lost.twice();
        lost.add(H);
      }
    }
  }

  /** The cofactor is p - 1 + t, so hardly any point of the twist is in the group. */
  private static CurvePoint<Fp2> pointOutsideTheGroup() {
    for (long i = 1; ; i++) {
      Fp2 x = new Fp2(Fp.of(i), Fp.of(1));
      Fp2 y = squareRoot(x.square().multiply(x).add(Pairing.TWIST_B));
      if (y != null) {
        return CurvePoint.affine(x, y);
      }
    }
  }

  /** For p = 3 mod 4 (Adj and Rodriguez-Henriquez 2012, algorithm 9). */
  private static @Nullable Fp2 squareRoot(Fp2 a) {
    BigInteger quarter = Fp.MODULUS.subtract(BigInteger.valueOf(3)).shiftRight(2);
    Fp2 a1 = a.power(quarter);
    Fp2 alpha = a1.square().multiply(a);
    Fp2 x0 = a1.multiply(a);
    Fp2 root;
    if (alpha.equals(Fp2.ONE.negate())) {
      root = new Fp2(x0.im().negate(), x0.re());
    } else {
      root = alpha.add(Fp2.ONE).power(Fp.MODULUS.shiftRight(1)).multiply(x0);
    }
    return root.square().equals(a) ? root : null;
  }

  private static boolean isOne(
      CurvePoint<Fp> p1, CurvePoint<Fp2> q1, CurvePoint<Fp> p2, CurvePoint<Fp2> q2) {
    byte[] first = join(encoded(p1), encodedTwist(q1));
    byte[] second = join(encoded(p2), encodedTwist(q2));
    Boolean isOne = Bn254.pairingIsOne(join(first, second), 0, 2, Hands.OWN);
    assertThat(isOne).isNotNull();
    return Boolean.TRUE.equals(isOne);
  }

  private static byte @Nullable [] add(CurvePoint<Fp> a, CurvePoint<Fp> b) {
    return Bn254.add(join(encoded(a), encoded(b)), 0);
  }

  private static Fp2 element(String re, String im) {
    return new Fp2(Fp.from(U256.fromHex(re)), Fp.from(U256.fromHex(im)));
  }

  private static byte[] encoded(CurvePoint<Fp> point) {
    CurvePoint<Fp> affine = point.normalized();
    return join(affine.x().toU256().toBytes32(), affine.y().toU256().toBytes32());
  }

  private static byte[] encodedTwist(CurvePoint<Fp2> point) {
    CurvePoint<Fp2> affine = point.normalized();
    return join(encoded(affine.x()), encoded(affine.y()));
  }

  private static byte[] encoded(Fp2 element) {
    return join(element.im().toU256().toBytes32(), element.re().toU256().toBytes32());
  }

  private static byte[] join(byte[] first, byte[] second) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(first);
    joined.writeBytes(second);
    return joined.toByteArray();
  }
}
