package io.weft.contracts.wallet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * scrypt of RFC 7914, for any cost: old wallet files go with a block size of 1 past the bound that
 * the RFC sets for it and that Bouncy Castle keeps.
 *
 * <p>Words are little-endian. A block is 32 words a unit of block size; the table holds one block
 * for each unit of cost.
 */
final class ScryptFunction {
  private static final int SALSA_WORDS = 16;

  private final int blockWords;
  private final int cost;
  private final int[] table;
  private final int[] scratch;
  private final int[] salsa = new int[SALSA_WORDS];

  private ScryptFunction(int cost, int blockSize) {
    this.cost = cost;
    blockWords = 2 * SALSA_WORDS * blockSize;
    table = new int[cost * blockWords];
    scratch = new int[blockWords];
  }

  static byte[] derive(
      byte[] password, byte[] salt, int cost, int blockSize, int parallelization, int keyBytes) {
    ScryptFunction function = new ScryptFunction(cost, blockSize);
    byte[] bytes = pbkdf2(password, salt, parallelization * 4 * function.blockWords);
    IntBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    int[] block = new int[function.blockWords];
    for (int i = 0; i < parallelization; i++) {
      words.get(i * block.length, block);
      function.mix(block);
      words.put(i * block.length, block);
    }
    return pbkdf2(password, bytes, keyBytes);
  }

  // ROMix of section 5: fill the table, then walk it in an order that the data decides.
  private void mix(int[] block) {
    for (int i = 0; i < cost; i++) {
      System.arraycopy(block, 0, table, i * blockWords, blockWords);
      mixBlock(block);
    }
    for (int i = 0; i < cost; i++) {
      int row = (block[blockWords - SALSA_WORDS] & cost - 1) * blockWords;
      for (int j = 0; j < blockWords; j++) {
        block[j] ^= table[row + j];
      }
      mixBlock(block);
    }
  }

  // BlockMix of section 4: even results go to the first half, odd ones to the second.
  private void mixBlock(int[] block) {
    System.arraycopy(block, blockWords - SALSA_WORDS, salsa, 0, SALSA_WORDS);
    for (int unit = 0; unit < blockWords / SALSA_WORDS; unit++) {
      for (int j = 0; j < SALSA_WORDS; j++) {
        salsa[j] ^= block[unit * SALSA_WORDS + j];
      }
      permute(salsa);
      int place = unit / 2 * SALSA_WORDS + (unit & 1) * blockWords / 2;
      System.arraycopy(salsa, 0, scratch, place, SALSA_WORDS);
    }
    System.arraycopy(scratch, 0, block, 0, blockWords);
  }

  // Salsa20/8: four double rounds, columns then rows, added to the input.
  private static void permute(int[] s) {
    int[] x = s.clone();
    for (int round = 0; round < 4; round++) {
      quarter(x, 0, 4, 8, 12);
      quarter(x, 5, 9, 13, 1);
      quarter(x, 10, 14, 2, 6);
      quarter(x, 15, 3, 7, 11);
      quarter(x, 0, 1, 2, 3);
      quarter(x, 5, 6, 7, 4);
      quarter(x, 10, 11, 8, 9);
      quarter(x, 15, 12, 13, 14);
    }
    for (int i = 0; i < SALSA_WORDS; i++) {
      s[i] += x[i];
    }
  }

  private static void quarter(int[] x, int a, int b, int c, int d) {
    x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
    x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
    x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
    x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
  }

  private static byte[] pbkdf2(byte[] password, byte[] salt, int bytes) {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(new SHA256Digest());
    generator.init(password, salt, 1);
    return ((KeyParameter) generator.generateDerivedMacParameters(8 * bytes)).getKey();
  }
}
