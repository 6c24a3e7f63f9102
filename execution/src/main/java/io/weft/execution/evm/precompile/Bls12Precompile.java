package io.weft.execution.evm.precompile;

import io.weft.execution.crypto.Bls12381;
import org.jspecify.annotations.Nullable;

/** The seven contracts of BLS12-381 (EIP-2537). */
sealed interface Bls12Precompile extends Precompile {
  int PAIR_SIZE = Bls12381.G1_SIZE + Bls12381.G2_SIZE;

  /** 0x0b: the sum of two points. */
  record G1Add() implements Bls12Precompile {
    @Override
    public String name() {
      return "BLS12_G1ADD";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return 375;
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return length == 2 * Bls12381.G1_SIZE ? Bls12381.addG1(input, offset) : null;
    }
  }

  /** 0x0c: the sum of points, each times a scalar. */
  record G1Msm() implements Bls12Precompile {
    private static final int TERM_SIZE = Bls12381.G1_SIZE + Bls12381.SCALAR_SIZE;

    @Override
    public String name() {
      return "BLS12_G1MSM";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return MsmDiscount.G1.gas(length / TERM_SIZE);
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return length > 0 && length % TERM_SIZE == 0
          ? Bls12381.sumOfProductsG1(input, offset, length / TERM_SIZE)
          : null;
    }
  }

  /** 0x0d: the sum of two points of the twist. */
  record G2Add() implements Bls12Precompile {
    @Override
    public String name() {
      return "BLS12_G2ADD";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return 600;
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return length == 2 * Bls12381.G2_SIZE ? Bls12381.addG2(input, offset) : null;
    }
  }

  /** 0x0e: the sum of points of the twist, each times a scalar. */
  record G2Msm() implements Bls12Precompile {
    private static final int TERM_SIZE = Bls12381.G2_SIZE + Bls12381.SCALAR_SIZE;

    @Override
    public String name() {
      return "BLS12_G2MSM";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return MsmDiscount.G2.gas(length / TERM_SIZE);
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return length > 0 && length % TERM_SIZE == 0
          ? Bls12381.sumOfProductsG2(input, offset, length / TERM_SIZE)
          : null;
    }
  }

  /** 0x0f: whether a product of pairings is one, as a word. */
  record PairingCheck() implements Bls12Precompile {
    @Override
    public String name() {
      return "BLS12_PAIRING_CHECK";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return 37_700 + 32_600L * (length / PAIR_SIZE);
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      if (length == 0 || length % PAIR_SIZE != 0) {
        return null;
      }
      Boolean isOne = Bls12381.pairingIsOne(input, offset, length / PAIR_SIZE);
      if (isOne == null) {
        return null;
      }
      byte[] output = new byte[32];
      output[31] = (byte) (isOne ? 1 : 0);
      return output;
    }
  }

  /** 0x10: maps a field element to a point. */
  record MapFpToG1() implements Bls12Precompile {
    @Override
    public String name() {
      return "BLS12_MAP_FP_TO_G1";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return 5500;
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return length == Bls12381.G1_SIZE / 2 ? Bls12381.mapToG1(input, offset) : null;
    }
  }

  /** 0x11: maps an element of the quadratic extension to a point of the twist. */
  record MapFp2ToG2() implements Bls12Precompile {
    @Override
    public String name() {
      return "BLS12_MAP_FP2_TO_G2";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return 23_800;
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return length == Bls12381.G2_SIZE / 2 ? Bls12381.mapToG2(input, offset) : null;
    }
  }
}
