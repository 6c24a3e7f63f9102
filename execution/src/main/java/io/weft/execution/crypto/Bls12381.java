package io.weft.execution.crypto;

import io.weft.execution.crypto.Blst.Group;
import io.weft.execution.primitives.Hex;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * BLS12-381 as EIP-2537 asks for it, in its encodings: a field element is 64 bytes, big-endian,
 * less than the modulus; an element of the quadratic extension is its two halves, the real one
 * first; a point is x and y, all zero for infinity; a scalar is 32 bytes of any value.
 *
 * <p>Every operation returns null if an operand is not valid. Points are always checked to be on
 * the curve; that they are in the subgroup is checked for products and pairings but not for sums,
 * as the EIP says. The work is blst's, in memory outside the heap that lives as long as the call.
 */
public final class Bls12381 {
  /** Bytes of an encoded point of G1; one of G2 is twice as long. */
  public static final int G1_SIZE = 128;

  public static final int G2_SIZE = 256;
  public static final int SCALAR_SIZE = 32;

  private static final int FIELD_SIZE = 64;
  private static final int FIELD_PADDING = 16;
  private static final int SCALAR_BITS = 256;

  private static final byte[] MODULUS =
      Hex.decode(
          "0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab");

  private Bls12381() {}

  /** Why blst does not run on this machine; null if it does. */
  public static @Nullable String unavailable() {
    try {
      Blst.G1.pippengerScratch().of(1);
      return null;
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      return "blst does not load: " + cause;
    }
  }

  /** The sum of two points of G1. */
  public static byte @Nullable [] addG1(byte[] input, int offset) {
    return add(Blst.G1, input, offset);
  }

  /** The sum of two points of G2. */
  public static byte @Nullable [] addG2(byte[] input, int offset) {
    return add(Blst.G2, input, offset);
  }

  /** The sum of {@code count} points of G1, each times the scalar that follows it. */
  public static byte @Nullable [] sumOfProductsG1(byte[] input, int offset, int count) {
    return sumOfProducts(Blst.G1, input, offset, count);
  }

  /** The sum of {@code count} points of G2, each times the scalar that follows it. */
  public static byte @Nullable [] sumOfProductsG2(byte[] input, int offset, int count) {
    return sumOfProducts(Blst.G2, input, offset, count);
  }

  /** The point of G1 that a field element maps to. */
  public static byte @Nullable [] mapToG1(byte[] input, int offset) {
    return map(Blst.G1, input, offset);
  }

  /** The point of G2 that an element of the quadratic extension maps to. */
  public static byte @Nullable [] mapToG2(byte[] input, int offset) {
    return map(Blst.G2, input, offset);
  }

  /** Whether the pairings of {@code count} pairs, each of G1 then G2, multiply to one. */
  public static @Nullable Boolean pairingIsOne(byte[] input, int offset, int count) {
    try (Arena arena = Arena.ofConfined()) {
      Decoder decoder = new Decoder(arena, input);
      long g1Size = Blst.G1.affineSize();
      long g2Size = Blst.G2.affineSize();
      MemorySegment p = arena.allocate(g1Size * count, 8);
      MemorySegment q = arena.allocate(g2Size * count, 8);
      int at = offset;
      int used = 0;
      for (int i = 0; i < count; i++) {
        MemorySegment g1 = p.asSlice(used * g1Size, g1Size);
        MemorySegment g2 = q.asSlice(used * g2Size, g2Size);
        if (!decoder.readGroupPoint(Blst.G1, at, g1)
            || !decoder.readGroupPoint(Blst.G2, at + G1_SIZE, g2)) {
          return null;
        }
        // blst's Miller loop does not take infinity, whose pairings are one.
        if (!Blst.G1.affineIsInfinity().test(g1) && !Blst.G2.affineIsInfinity().test(g2)) {
          used++;
        }
        at += G1_SIZE + G2_SIZE;
      }
      return used == 0 || pairingIsOne(arena, p, q, used);
    }
  }

  /** As above, for affine points in native memory that are in their groups and not infinity. */
  static boolean pairingIsOne(Arena arena, MemorySegment p, MemorySegment q, int count) {
    MemorySegment product = arena.allocate(Blst.FP12_SIZE, 8);
    Blst.MILLER_LOOP.call(product, Blst.contiguous(arena, q), Blst.contiguous(arena, p), count);
    Blst.FINAL_EXP.call(product, product);
    return Blst.FP12_IS_ONE.test(product);
  }

  private static byte @Nullable [] add(Group group, byte[] input, int offset) {
    try (Arena arena = Arena.ofConfined()) {
      Decoder decoder = new Decoder(arena, input);
      MemorySegment affine = arena.allocate(group.affineSize(), 8);
      MemorySegment sum = arena.allocate(group.jacobianSize(), 8);
      if (!decoder.readPoint(group, offset, affine)) {
        return null;
      }
      group.fromAffine().call(sum, affine);
      if (!decoder.readPoint(group, offset + pointSize(group), affine)) {
        return null;
      }
      group.addOrDoubleAffine().call(sum, sum, affine);
      return encode(arena, group, sum);
    }
  }

  private static byte @Nullable [] sumOfProducts(Group group, byte[] input, int offset, int count) {
    try (Arena arena = Arena.ofConfined()) {
      Decoder decoder = new Decoder(arena, input);
      MemorySegment points = arena.allocate(group.affineSize() * count, 8);
      MemorySegment scalars = arena.allocate((long) SCALAR_SIZE * count, 8);
      int at = offset;
      int used = 0;
      for (int i = 0; i < count; i++) {
        MemorySegment point = points.asSlice(used * group.affineSize(), group.affineSize());
        if (!decoder.readGroupPoint(group, at, point)) {
          return null;
        }
        at += pointSize(group);
        // blst's product does not take infinity, which adds nothing.
        if (!group.affineIsInfinity().test(point)) {
          copyReversed(input, at, scalars, (long) SCALAR_SIZE * used);
          used++;
        }
        at += SCALAR_SIZE;
      }
      MemorySegment sum = arena.allocate(group.jacobianSize(), 8);
      if (used == 1) {
        MemorySegment point = arena.allocate(group.jacobianSize(), 8);
        group.fromAffine().call(point, points);
        group.multiply().call(sum, point, scalars, SCALAR_BITS);
      } else if (used > 1) {
        MemorySegment scratch = arena.allocate(group.pippengerScratch().of(used), 8);
        group
            .sumOfProducts()
            .call(
                sum,
                Blst.contiguous(arena, points),
                used,
                Blst.contiguous(arena, scalars),
                SCALAR_BITS,
                scratch);
      }
      return encode(arena, group, sum);
    }
  }

  private static byte @Nullable [] map(Group group, byte[] input, int offset) {
    try (Arena arena = Arena.ofConfined()) {
      Decoder decoder = new Decoder(arena, input);
      MemorySegment element = arena.allocate(group.degree() * Blst.FP_SIZE, 8);
      if (!decoder.readElement(group, offset, element)) {
        return null;
      }
      MemorySegment point = arena.allocate(group.jacobianSize(), 8);
      group.map().call(point, element, MemorySegment.NULL);
      return encode(arena, group, point);
    }
  }

  private static void copyReversed(byte[] input, int at, MemorySegment target, long offset) {
    for (int i = 0; i < SCALAR_SIZE; i++) {
      target.set(ValueLayout.JAVA_BYTE, offset + i, input[at + SCALAR_SIZE - 1 - i]);
    }
  }

  private static int pointSize(Group group) {
    return group.degree() * G1_SIZE;
  }

  private static byte[] encode(Arena arena, Group group, MemorySegment jacobian) {
    MemorySegment affine = arena.allocate(group.affineSize(), 8);
    group.toAffine().call(affine, jacobian);
    MemorySegment bytes = arena.allocate(Blst.FP_SIZE);
    byte[] output = new byte[pointSize(group)];
    for (int i = 0; i < 2 * group.degree(); i++) {
      Blst.BENDIAN_FROM_FP.call(bytes, affine.asSlice(i * Blst.FP_SIZE, Blst.FP_SIZE));
      MemorySegment.copy(
          bytes,
          ValueLayout.JAVA_BYTE,
          0,
          output,
          FIELD_SIZE * i + FIELD_PADDING,
          (int) Blst.FP_SIZE);
    }
    return output;
  }

  /**
   * Reads operands of one call into native memory; every method says whether the operand is valid.
   */
  private static final class Decoder {
    private final byte[] input;
    private final MemorySegment bytes;

    Decoder(Arena arena, byte[] input) {
      this.input = input;
      bytes = arena.allocate(Blst.FP_SIZE);
    }

    /** A point that is on the curve and in the subgroup. */
    boolean readGroupPoint(Group group, int at, MemorySegment affine) {
      return readPoint(group, at, affine) && group.affineInGroup().test(affine);
    }

    /** A point that is on the curve. */
    boolean readPoint(Group group, int at, MemorySegment affine) {
      return readElement(group, at, affine)
          && readElement(
              group,
              at + group.degree() * FIELD_SIZE,
              affine.asSlice(group.degree() * Blst.FP_SIZE))
          && (group.affineIsInfinity().test(affine) || group.affineOnCurve().test(affine));
    }

    boolean readElement(Group group, int at, MemorySegment element) {
      for (int i = 0; i < group.degree(); i++) {
        if (!readField(at + i * FIELD_SIZE, element.asSlice(i * Blst.FP_SIZE, Blst.FP_SIZE))) {
          return false;
        }
      }
      return true;
    }

    private boolean readField(int at, MemorySegment element) {
      for (int i = 0; i < FIELD_PADDING; i++) {
        if (input[at + i] != 0) {
          return false;
        }
      }
      int from = at + FIELD_PADDING;
      int to = at + FIELD_SIZE;
      if (Arrays.compareUnsigned(input, from, to, MODULUS, 0, MODULUS.length) >= 0) {
        return false;
      }
      MemorySegment.copy(input, from, bytes, ValueLayout.JAVA_BYTE, 0, (int) Blst.FP_SIZE);
      Blst.FP_FROM_BENDIAN.call(element, bytes);
      return true;
    }
  }
}
