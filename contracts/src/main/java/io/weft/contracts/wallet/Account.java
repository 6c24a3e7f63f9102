package io.weft.contracts.wallet;

import io.weft.execution.crypto.Secp256k1;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Hex;
import java.security.SecureRandom;

/** A private key and the address that it controls. */
public record Account(Address address, Hash32 privateKey) {
  /**
   * Derives the address of {@code privateKey}.
   *
   * @throws IllegalArgumentException if the number is zero or not below the order of the curve
   */
  public static Account of(Hash32 privateKey) {
    return new Account(Secp256k1.addressOfPrivateKey(privateKey.toArray()), privateKey);
  }

  /** Draws a new key. */
  public static Account random(SecureRandom random) {
    byte[] key = new byte[Hash32.SIZE];
    do {
      random.nextBytes(key);
    } while (!Secp256k1.isValidPrivateKey(key));
    return of(Hash32.from(key));
  }

  /**
   * Parses a private key of 64 hex digits, with or without {@code 0x}. The text is in no message.
   *
   * @throws IllegalArgumentException if it is no private key
   */
  public static Account fromHex(String text) {
    byte[] key;
    try {
      key = Hex.decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "invalid private key: expected 64 hex digits, got text that is not hexadecimal");
    }
    if (key.length != Hash32.SIZE) {
      throw new IllegalArgumentException(
          "invalid private key: expected 64 hex digits, got " + 2 * key.length);
    }
    return of(Hash32.from(key));
  }

  /** The address only: a key does not belong into a log. */
  @Override
  public String toString() {
    return "Account[" + address + "]";
  }
}
