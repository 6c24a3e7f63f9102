package io.weft.execution.types;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;

/**
 * An account as execution sees it (Yellow Paper 4.1, without the storage root, which only the trie
 * knows).
 *
 * @param nonce transactions sent, or contracts created
 * @param balance in wei
 * @param codeHash Keccak-256 of the code, {@link Keccak256#EMPTY} without code
 */
public record Account(long nonce, U256 balance, Hash32 codeHash) {
  public static final Account EMPTY = new Account(0, U256.ZERO, Keccak256.EMPTY);

  /** Whether EIP-161 calls it empty: no nonce, no balance, no code. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && !hasCode();
  }

  public boolean hasCode() {
    return !codeHash.equals(Keccak256.EMPTY);
  }
}
