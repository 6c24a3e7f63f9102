package io.weft.execution.crypto;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keccak-256 as Ethereum uses it: the sponge of the Keccak submission with rate 136 and padding
 * 0x01, not the padding of SHA-3 (FIPS 202).
 *
 * <p>The state is 25 lanes in an array that one call owns; a permutation loads them into locals,
 * runs 24 unrolled-by-lane rounds and stores them back. Stateless and thread safe.
 */
public final class Keccak256 {
  /** The longs in a sponge's state. */
  public static final int LANES = 25;

  private static final int RATE = 136;
  private static final VarHandle LANE =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long[] ROUND_CONSTANTS = {
    0x0000000000000001L, 0x0000000000008082L, 0x800000000000808AL,
    0x8000000080008000L, 0x000000000000808BL, 0x0000000080000001L,
    0x8000000080008081L, 0x8000000000008009L, 0x000000000000008AL,
    0x0000000000000088L, 0x0000000080008009L, 0x000000008000000AL,
    0x000000008000808BL, 0x800000000000008BL, 0x8000000000008089L,
    0x8000000000008003L, 0x8000000000008002L, 0x8000000000000080L,
    0x000000000000800AL, 0x800000008000000AL, 0x8000000080008081L,
    0x8000000000008080L, 0x0000000080000001L, 0x8000000080008008L,
  };

  /** The hash of no bytes; the code hash of an account without code. */
  public static final Hash32 EMPTY = hash32(new byte[0]);

  private Keccak256() {}

  public static byte[] hash(byte[] input) {
    byte[] output = new byte[32];
    hash(input, 0, input.length, output, 0);
    return output;
  }

  public static Hash32 hash32(byte[] input) {
    return Hash32.from(hash(input), 0);
  }

  public static Hash32 hash32(byte[] input, int offset, int length) {
    byte[] output = new byte[32];
    hash(input, offset, length, output, 0);
    return Hash32.from(output, 0);
  }

  public static Hash32 hash32(Bytes input) {
    return hash32(input.unsafeArray());
  }

  /** Hashes a range of {@code input} into 32 bytes of {@code output}, which may be the input. */
  public static void hash(byte[] input, int offset, int length, byte[] output, int outputOffset) {
    hash(input, offset, length, output, outputOffset, new long[LANES]);
  }

  /**
   * As the other, for callers that hash often: {@code state} is {@link #LANES} longs of any
   * content, used as scratch space.
   */
  public static void hash(
      byte[] input, int offset, int length, byte[] output, int outputOffset, long[] state) {
    Arrays.fill(state, 0);
    int at = offset;
    int left = length;
    while (left >= RATE) {
      for (int i = 0; i < 17; i++) {
        state[i] ^= (long) LANE.get(input, at + 8 * i);
      }
      permute(state);
      at += RATE;
      left -= RATE;
    }
    int lane = 0;
    for (; left >= 8; left -= 8, at += 8) {
      state[lane++] ^= (long) LANE.get(input, at);
    }
    long last = 1L << (8 * left);
    for (int i = 0; i < left; i++) {
      last |= (input[at + i] & 0xFFL) << (8 * i);
    }
    state[lane] ^= last;
    state[16] ^= 0x8000000000000000L;
    permute(state);
    for (int i = 0; i < 4; i++) {
      LANE.set(output, outputOffset + 8 * i, state[i]);
    }
  }

  // A round is theta, then rho and pi moving each lane to its place, chi and iota. Two a turn,
  // since
  // the lanes are more than registers and move at the end of each: 290 ns instead of 314 a hash.
  private static void permute(long[] s) {
    long a0 = s[0];
    long a1 = s[1];
    long a2 = s[2];
    long a3 = s[3];
    long a4 = s[4];
    long a5 = s[5];
    long a6 = s[6];
    long a7 = s[7];
    long a8 = s[8];
    long a9 = s[9];
    long a10 = s[10];
    long a11 = s[11];
    long a12 = s[12];
    long a13 = s[13];
    long a14 = s[14];
    long a15 = s[15];
    long a16 = s[16];
    long a17 = s[17];
    long a18 = s[18];
    long a19 = s[19];
    long a20 = s[20];
    long a21 = s[21];
    long a22 = s[22];
    long a23 = s[23];
    long a24 = s[24];
    for (int round = 0; round < 24; round += 2) {
      long c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
      long c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
      long c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
      long c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
      long c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
      long d0 = c4 ^ Long.rotateLeft(c1, 1);
      long d1 = c0 ^ Long.rotateLeft(c2, 1);
      long d2 = c1 ^ Long.rotateLeft(c3, 1);
      long d3 = c2 ^ Long.rotateLeft(c4, 1);
      long d4 = c3 ^ Long.rotateLeft(c0, 1);
      long b0 = a0 ^ d0;
      long b16 = Long.rotateLeft(a5 ^ d0, 36);
      long b7 = Long.rotateLeft(a10 ^ d0, 3);
      long b23 = Long.rotateLeft(a15 ^ d0, 41);
      long b14 = Long.rotateLeft(a20 ^ d0, 18);
      long b10 = Long.rotateLeft(a1 ^ d1, 1);
      long b1 = Long.rotateLeft(a6 ^ d1, 44);
      long b17 = Long.rotateLeft(a11 ^ d1, 10);
      long b8 = Long.rotateLeft(a16 ^ d1, 45);
      long b24 = Long.rotateLeft(a21 ^ d1, 2);
      long b20 = Long.rotateLeft(a2 ^ d2, 62);
      long b11 = Long.rotateLeft(a7 ^ d2, 6);
      long b2 = Long.rotateLeft(a12 ^ d2, 43);
      long b18 = Long.rotateLeft(a17 ^ d2, 15);
      long b9 = Long.rotateLeft(a22 ^ d2, 61);
      long b5 = Long.rotateLeft(a3 ^ d3, 28);
      long b21 = Long.rotateLeft(a8 ^ d3, 55);
      long b12 = Long.rotateLeft(a13 ^ d3, 25);
      long b3 = Long.rotateLeft(a18 ^ d3, 21);
      long b19 = Long.rotateLeft(a23 ^ d3, 56);
      long b15 = Long.rotateLeft(a4 ^ d4, 27);
      long b6 = Long.rotateLeft(a9 ^ d4, 20);
      long b22 = Long.rotateLeft(a14 ^ d4, 39);
      long b13 = Long.rotateLeft(a19 ^ d4, 8);
      long b4 = Long.rotateLeft(a24 ^ d4, 14);
      a0 = b0 ^ (~b1 & b2) ^ ROUND_CONSTANTS[round];
      a1 = b1 ^ (~b2 & b3);
      a2 = b2 ^ (~b3 & b4);
      a3 = b3 ^ (~b4 & b0);
      a4 = b4 ^ (~b0 & b1);
      a5 = b5 ^ (~b6 & b7);
      a6 = b6 ^ (~b7 & b8);
      a7 = b7 ^ (~b8 & b9);
      a8 = b8 ^ (~b9 & b5);
      a9 = b9 ^ (~b5 & b6);
      a10 = b10 ^ (~b11 & b12);
      a11 = b11 ^ (~b12 & b13);
      a12 = b12 ^ (~b13 & b14);
      a13 = b13 ^ (~b14 & b10);
      a14 = b14 ^ (~b10 & b11);
      a15 = b15 ^ (~b16 & b17);
      a16 = b16 ^ (~b17 & b18);
      a17 = b17 ^ (~b18 & b19);
      a18 = b18 ^ (~b19 & b15);
      a19 = b19 ^ (~b15 & b16);
      a20 = b20 ^ (~b21 & b22);
      a21 = b21 ^ (~b22 & b23);
      a22 = b22 ^ (~b23 & b24);
      a23 = b23 ^ (~b24 & b20);
      a24 = b24 ^ (~b20 & b21);
      c0 = a0 ^ a5 ^ a10 ^ a15 ^ a20;
      c1 = a1 ^ a6 ^ a11 ^ a16 ^ a21;
      c2 = a2 ^ a7 ^ a12 ^ a17 ^ a22;
      c3 = a3 ^ a8 ^ a13 ^ a18 ^ a23;
      c4 = a4 ^ a9 ^ a14 ^ a19 ^ a24;
      d0 = c4 ^ Long.rotateLeft(c1, 1);
      d1 = c0 ^ Long.rotateLeft(c2, 1);
      d2 = c1 ^ Long.rotateLeft(c3, 1);
      d3 = c2 ^ Long.rotateLeft(c4, 1);
      d4 = c3 ^ Long.rotateLeft(c0, 1);
      b0 = a0 ^ d0;
      b16 = Long.rotateLeft(a5 ^ d0, 36);
      b7 = Long.rotateLeft(a10 ^ d0, 3);
      b23 = Long.rotateLeft(a15 ^ d0, 41);
      b14 = Long.rotateLeft(a20 ^ d0, 18);
      b10 = Long.rotateLeft(a1 ^ d1, 1);
      b1 = Long.rotateLeft(a6 ^ d1, 44);
      b17 = Long.rotateLeft(a11 ^ d1, 10);
      b8 = Long.rotateLeft(a16 ^ d1, 45);
      b24 = Long.rotateLeft(a21 ^ d1, 2);
      b20 = Long.rotateLeft(a2 ^ d2, 62);
      b11 = Long.rotateLeft(a7 ^ d2, 6);
      b2 = Long.rotateLeft(a12 ^ d2, 43);
      b18 = Long.rotateLeft(a17 ^ d2, 15);
      b9 = Long.rotateLeft(a22 ^ d2, 61);
      b5 = Long.rotateLeft(a3 ^ d3, 28);
      b21 = Long.rotateLeft(a8 ^ d3, 55);
      b12 = Long.rotateLeft(a13 ^ d3, 25);
      b3 = Long.rotateLeft(a18 ^ d3, 21);
      b19 = Long.rotateLeft(a23 ^ d3, 56);
      b15 = Long.rotateLeft(a4 ^ d4, 27);
      b6 = Long.rotateLeft(a9 ^ d4, 20);
      b22 = Long.rotateLeft(a14 ^ d4, 39);
      b13 = Long.rotateLeft(a19 ^ d4, 8);
      b4 = Long.rotateLeft(a24 ^ d4, 14);
      a0 = b0 ^ (~b1 & b2) ^ ROUND_CONSTANTS[round + 1];
      a1 = b1 ^ (~b2 & b3);
      a2 = b2 ^ (~b3 & b4);
      a3 = b3 ^ (~b4 & b0);
      a4 = b4 ^ (~b0 & b1);
      a5 = b5 ^ (~b6 & b7);
      a6 = b6 ^ (~b7 & b8);
      a7 = b7 ^ (~b8 & b9);
      a8 = b8 ^ (~b9 & b5);
      a9 = b9 ^ (~b5 & b6);
      a10 = b10 ^ (~b11 & b12);
      a11 = b11 ^ (~b12 & b13);
      a12 = b12 ^ (~b13 & b14);
      a13 = b13 ^ (~b14 & b10);
      a14 = b14 ^ (~b10 & b11);
      a15 = b15 ^ (~b16 & b17);
      a16 = b16 ^ (~b17 & b18);
      a17 = b17 ^ (~b18 & b19);
      a18 = b18 ^ (~b19 & b15);
      a19 = b19 ^ (~b15 & b16);
      a20 = b20 ^ (~b21 & b22);
      a21 = b21 ^ (~b22 & b23);
      a22 = b22 ^ (~b23 & b24);
      a23 = b23 ^ (~b24 & b20);
      a24 = b24 ^ (~b20 & b21);
    }
    s[0] = a0;
    s[1] = a1;
    s[2] = a2;
    s[3] = a3;
    s[4] = a4;
    s[5] = a5;
    s[6] = a6;
    s[7] = a7;
    s[8] = a8;
    s[9] = a9;
    s[10] = a10;
    s[11] = a11;
    s[12] = a12;
    s[13] = a13;
    s[14] = a14;
    s[15] = a15;
    s[16] = a16;
    s[17] = a17;
    s[18] = a18;
    s[19] = a19;
    s[20] = a20;
    s[21] = a21;
    s[22] = a22;
    s[23] = a23;
    s[24] = a24;
  }
}
