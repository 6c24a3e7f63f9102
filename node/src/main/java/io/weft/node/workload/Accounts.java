package io.weft.node.workload;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.primitives.Address;

/** Accounts with keys, the same for the same seed. */
final class Accounts {
  private final byte[][] keys;
  private final Address[] addresses;
  private final long[] nonces;

  Accounts(int count, long seed) {
    keys = new byte[count][];
    addresses = new Address[count];
    nonces = new long[count];
    for (int i = 0; i < count; i++) {
      byte[] key = key(seed, i);
      keys[i] = key;
      addresses[i] = Secp256k1.addressOfPrivateKey(key);
    }
  }

  private static byte[] key(long seed, int index) {
    byte[] input = new byte[12];
    for (int i = 0; i < 8; i++) {
      input[i] = (byte) (seed >>> (8 * i));
    }
    for (int i = 0; i < 4; i++) {
      input[8 + i] = (byte) (index >>> (8 * i));
    }
    byte[] key = Keccak256.hash(input);
    while (!Secp256k1.isValidPrivateKey(key)) {
      key = Keccak256.hash(key);
    }
    return key;
  }

  int count() {
    return addresses.length;
  }

  Address address(int index) {
    return addresses[index];
  }

  byte[] key(int index) {
    return keys[index];
  }

  /** The nonce of the account's next transaction. */
  long nonce(int index) {
    return nonces[index];
  }

  /** A transaction of the account is in a block. */
  void sent(int index) {
    nonces[index]++;
  }
}
