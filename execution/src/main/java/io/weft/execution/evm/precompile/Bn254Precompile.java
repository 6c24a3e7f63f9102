package io.weft.execution.evm.precompile;

import io.weft.execution.crypto.Hands;
import io.weft.execution.crypto.bn254.Bn254;
import org.jspecify.annotations.Nullable;

/** The three contracts of alt_bn128 (EIP-196, EIP-197; prices of EIP-1108 from Istanbul on). */
sealed interface Bn254Precompile extends Precompile {
  int PAIR_SIZE = Bn254.PAIR_SIZE;

  /** 0x06: the sum of two points. */
  record Add(long price) implements Bn254Precompile {
    @Override
    public String name() {
      return "BN254_ADD";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return price;
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return Bn254.add(Input.padded(input, offset, length, 0, 2 * Bn254.G1_SIZE), 0);
    }
  }

  /** 0x07: a point times a scalar. */
  record Mul(long price) implements Bn254Precompile {
    @Override
    public String name() {
      return "BN254_MUL";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return price;
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      int size = Bn254.G1_SIZE + Bn254.SCALAR_SIZE;
      return Bn254.multiply(Input.padded(input, offset, length, 0, size), 0);
    }
  }

  /**
   * 0x08: whether a product of pairings is one, as a word. No pairs at all are a product of one.
   */
  record Pairing(long price, long pricePerPair) implements Bn254Precompile {
    @Override
    public String name() {
      return "BN254_PAIRING";
    }

    @Override
    public long gas(byte[] input, int offset, int length) {
      return price + pricePerPair * (length / PAIR_SIZE);
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length) {
      return run(input, offset, length, Hands.OWN);
    }

    @Override
    public byte @Nullable [] run(byte[] input, int offset, int length, Hands hands) {
      if (length % PAIR_SIZE != 0) {
        return null;
      }
      Boolean isOne = Bn254.pairingIsOne(input, offset, length / PAIR_SIZE, hands);
      if (isOne == null) {
        return null;
      }
      byte[] output = new byte[32];
      output[31] = (byte) (isOne ? 1 : 0);
      return output;
    }
  }
}
