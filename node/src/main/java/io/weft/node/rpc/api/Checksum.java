package io.weft.node.rpc.api;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;

/** Addresses in the mixed case that carries a checksum (EIP-55). */
public final class Checksum {
  private Checksum() {}

  public static String of(Address address) {
    char[] text = address.toString().toCharArray();
    byte[] digits = address.toString().substring(2).getBytes(US_ASCII);
    byte[] hash = Keccak256.hash(digits);
    for (int i = 0; i < digits.length; i++) {
      int nibble = (i & 1) == 0 ? hash[i / 2] >> 4 & 15 : hash[i / 2] & 15;
      if (nibble >= 8) {
        text[2 + i] = Character.toUpperCase(text[2 + i]);
      }
    }
    return new String(text);
  }
}
