package io.weft.contracts.abi;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.nio.charset.StandardCharsets;

/** What names a function, an error or an event in bytes: the hash of its signature. */
final class Selectors {
  static final int SIZE = 4;

  private Selectors() {}

  static Hash32 hash(String signature) {
    return Keccak256.hash32(signature.getBytes(StandardCharsets.UTF_8));
  }

  static Bytes selector(String signature) {
    return hash(signature).toBytes().slice(0, SIZE);
  }

  static boolean startsWith(Bytes data, Bytes selector) {
    return data.size() >= SIZE && data.slice(0, SIZE).equals(selector);
  }

  static void requireSelector(Bytes selector, Bytes data, String signature) {
    if (!startsWith(data, selector)) {
      throw new AbiException(
          "wrong selector for "
              + signature
              + ": expected "
              + selector
              + ", got "
              + data.slice(0, Math.min(SIZE, data.size())));
    }
  }
}
