package io.weft.execution.crypto;

import io.weft.execution.crypto.Blst.Group;
import io.weft.execution.primitives.Hex;
import io.weft.execution.primitives.U256;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Checks that a committed polynomial has the value {@code y} at {@code z} (EIP-4844,
 * verify_kzg_proof).
 *
 * <p>The proof holds if e(C - yG, H) = e(proof, [tau]H - zH), G and H the generators. Moving z to
 * the other side keeps all products in the cheaper group: e(C - yG + z proof, -H) e(proof, [tau]H)
 * = 1. Of the ceremony's points only [tau]H is needed here; c-kzg takes 1.5 seconds to load all of
 * them, and would do so in the middle of the first block that calls it.
 */
public final class KzgProof {
  /** The order of the groups; z and y are less than it. */
  static final U256 ORDER =
      U256.fromHex("0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001");

  private static final int SCALAR_BITS = 255;
  private static final ValueLayout.OfLong LIMB =
      ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);

  /** The generator of G1, compressed. */
  private static final String GENERATOR =
      "0x97f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac58"
          + "6c55e83ff97a1aeffb3af00adb22c6bb";

  /** Minus the generator of G2, compressed. */
  private static final String MINUS_GENERATOR_G2 =
      "0xb3e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049"
          + "334cf11213945d57e5ac7d055d042b7e024aa2b2f08f0a91260805272dc51051"
          + "c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8";

  /** [tau] times the generator of G2, compressed: g2_monomial[1] of the mainnet ceremony. */
  static final String TAU_G2 =
      "0xb5bfd7dd8cdeb128843bc287230af38926187075cbfbefa81009a2ce615ac53d"
          + "2914e5870cb452d2afaaab24f3499f72185cbfee53492714734429b7b38608e2"
          + "3926c911cceceac9a36851477ba4c60b087041de621000edc98edada20c1def2";

  private static final MemorySegment G = constant(Blst.G1, GENERATOR);
  private static final MemorySegment MINUS_H = constant(Blst.G2, MINUS_GENERATOR_G2);
  private static final MemorySegment TAU_H = constant(Blst.G2, TAU_G2);

  private KzgProof() {}

  /** False also if an operand is not a valid encoding: 48 bytes of a point, 32 of a scalar. */
  public static boolean verify(byte[] commitment, byte[] z, byte[] y, byte[] proof) {
    U256 point = U256.fromBytes(z);
    U256 value = U256.fromBytes(y);
    if (point.compareTo(ORDER) >= 0 || value.compareTo(ORDER) >= 0) {
      return false;
    }
    try (Arena arena = Arena.ofConfined()) {
      long g1Size = Blst.G1.affineSize();
      MemorySegment c = arena.allocate(g1Size, 8);
      MemorySegment p = arena.allocate(2 * g1Size, 8);
      MemorySegment sum = p.asSlice(0, g1Size);
      MemorySegment pi = p.asSlice(g1Size, g1Size);
      if (!readPoint(arena, Blst.G1, commitment, c) || !readPoint(arena, Blst.G1, proof, pi)) {
        return false;
      }
      U256 minusValue = value.isZero() ? value : ORDER.subtract(value);
      MemorySegment total = timesScalar(arena, pi, point);
      Blst.G1.addOrDoubleAffine().call(total, total, c);
      Blst.G1.addOrDouble().call(total, total, timesScalar(arena, G, minusValue));
      Blst.G1.toAffine().call(sum, total);

      boolean sumIsInfinity = Blst.G1.affineIsInfinity().test(sum);
      boolean proofIsInfinity = Blst.G1.affineIsInfinity().test(pi);
      if (sumIsInfinity || proofIsInfinity) {
        // One of the pairings is one, so the other must be too.
        return sumIsInfinity && proofIsInfinity;
      }
      long g2Size = Blst.G2.affineSize();
      MemorySegment q = arena.allocate(2 * g2Size, 8);
      MemorySegment.copy(MINUS_H, 0, q, 0, g2Size);
      MemorySegment.copy(TAU_H, 0, q, g2Size, g2Size);
      return Bls12381.pairingIsOne(arena, p, q, 2);
    }
  }

  private static MemorySegment constant(Group group, String compressed) {
    MemorySegment affine = Arena.global().allocate(group.affineSize(), 8);
    try (Arena arena = Arena.ofConfined()) {
      if (!readPoint(arena, group, Hex.decode(compressed), affine)) {
        throw new IllegalStateException("not a point: " + compressed);
      }
    }
    return affine;
  }

  /** Reads a compressed point that must be in the subgroup. */
  private static boolean readPoint(
      Arena arena, Group group, byte[] compressed, MemorySegment affine) {
    MemorySegment bytes = arena.allocate(compressed.length);
    MemorySegment.copy(compressed, 0, bytes, ValueLayout.JAVA_BYTE, 0, compressed.length);
    return group.uncompress().succeeds(affine, bytes) && group.affineInGroup().test(affine);
  }

  private static MemorySegment timesScalar(Arena arena, MemorySegment affine, U256 scalar) {
    MemorySegment point = arena.allocate(Blst.G1.jacobianSize(), 8);
    Blst.G1.fromAffine().call(point, affine);
    MemorySegment limbs = arena.allocate(LIMB, 4);
    limbs.setAtIndex(LIMB, 0, scalar.l0());
    limbs.setAtIndex(LIMB, 1, scalar.l1());
    limbs.setAtIndex(LIMB, 2, scalar.l2());
    limbs.setAtIndex(LIMB, 3, scalar.l3());
    Blst.G1.multiply().call(point, point, limbs, SCALAR_BITS);
    return point;
  }
}
