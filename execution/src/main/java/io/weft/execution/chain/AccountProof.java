package io.weft.execution.chain;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account and some of its slots, with the trie nodes that prove them (EIP-1186).
 *
 * @param account null where the proof is one of absence
 * @param nodes from the state root down
 */
public record AccountProof(
    Address address, @Nullable StoredAccount account, List<Bytes> nodes, List<SlotProof> slots) {

  /**
   * A slot.
   *
   * @param value zero where the proof is one of absence
   * @param nodes from the account's storage root down
   */
  public record SlotProof(U256 slot, U256 value, List<Bytes> nodes) {}
}
