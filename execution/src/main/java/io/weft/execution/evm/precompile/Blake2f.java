package io.weft.execution.evm.precompile;

import io.weft.execution.primitives.Words;
import org.jspecify.annotations.Nullable;

/**
 * 0x09: the compression function of BLAKE2b with a chosen number of rounds (EIP-152, RFC 7693).
 * Input, 213 bytes exactly: rounds (4, big-endian), h (64), m (128), t (16), all little-endian
 * words, and the final flag.
 */
final class Blake2f implements Precompile {
  private static final int INPUT_SIZE = 213;

  private static final long[] IV = {
    0x6A09E667F3BCC908L, 0xBB67AE8584CAA73BL, 0x3C6EF372FE94F82BL, 0xA54FF53A5F1D36F1L,
    0x510E527FADE682D1L, 0x9B05688C2B3E6C1FL, 0x1F83D9ABFB41BD6BL, 0x5BE0CD19137E2179L,
  };

  private static final byte[][] SIGMA = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
  };

  @Override
  public String name() {
    return "BLAKE2F";
  }

  @Override
  public long gas(byte[] input, int offset, int length) {
    return length == INPUT_SIZE ? Words.getInt(input, offset) & 0xFFFFFFFFL : 0;
  }

  @Override
  public byte @Nullable [] run(byte[] input, int offset, int length) {
    if (length != INPUT_SIZE || (input[offset + 212] & ~1) != 0) {
      return null;
    }
    long rounds = Words.getInt(input, offset) & 0xFFFFFFFFL;
    long[] h = littleEndian(input, offset + 4, 8);
    long[] m = littleEndian(input, offset + 68, 16);
    long[] t = littleEndian(input, offset + 196, 2);
    compress(rounds, h, m, t, input[offset + 212] == 1);
    byte[] output = new byte[64];
    for (int i = 0; i < 8; i++) {
      Words.putLong(output, 8 * i, Long.reverseBytes(h[i]));
    }
    return output;
  }

  private static long[] littleEndian(byte[] input, int offset, int count) {
    long[] words = new long[count];
    for (int i = 0; i < count; i++) {
      words[i] = Long.reverseBytes(Words.getLong(input, offset + 8 * i));
    }
    return words;
  }

  private static void compress(long rounds, long[] h, long[] m, long[] t, boolean isFinal) {
    long[] v = new long[16];
    System.arraycopy(h, 0, v, 0, 8);
    System.arraycopy(IV, 0, v, 8, 8);
    v[12] ^= t[0];
    v[13] ^= t[1];
    if (isFinal) {
      v[14] = ~v[14];
    }
    int schedule = 0;
    for (long round = 0; round < rounds; round++) {
      round(v, m, SIGMA[schedule]);
      schedule = schedule == 9 ? 0 : schedule + 1;
    }
    for (int i = 0; i < 8; i++) {
      h[i] ^= v[i] ^ v[i + 8];
    }
  }

  private static void round(long[] v, long[] m, byte[] s) {
    mix(v, 0, 4, 8, 12, m[s[0]], m[s[1]]);
    mix(v, 1, 5, 9, 13, m[s[2]], m[s[3]]);
    mix(v, 2, 6, 10, 14, m[s[4]], m[s[5]]);
    mix(v, 3, 7, 11, 15, m[s[6]], m[s[7]]);
    mix(v, 0, 5, 10, 15, m[s[8]], m[s[9]]);
    mix(v, 1, 6, 11, 12, m[s[10]], m[s[11]]);
    mix(v, 2, 7, 8, 13, m[s[12]], m[s[13]]);
    mix(v, 3, 4, 9, 14, m[s[14]], m[s[15]]);
  }

  private static void mix(long[] v, int ia, int ib, int ic, int id, long x, long y) {
    long a = v[ia] + v[ib] + x;
    long d = Long.rotateRight(v[id] ^ a, 32);
    long c = v[ic] + d;
    long b = Long.rotateRight(v[ib] ^ c, 24);
    a += b + y;
    d = Long.rotateRight(d ^ a, 16);
    c += d;
    v[ia] = a;
    v[ib] = Long.rotateRight(b ^ c, 63);
    v[ic] = c;
    v[id] = d;
  }
}
