package io.weft.node.replay;

import io.weft.execution.chain.StoredAccount;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.state.StateDiff;
import io.weft.execution.trie.Trie;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Merkle proofs show of the states before and after a block. They do not show enough to
 * compute a root, since a removed slot may make a neighbour move; but that each change of state is
 * in the proven state after, and nothing else of what is proven changed, says as much.
 */
public final class ProvenState {
  private final Map<Hash32, byte[]> nodes = new HashMap<>();
  private final Trie before;
  private final Trie after;
  private final List<Address> accounts;

  /**
   * @param accounts all that the proofs are of
   * @param proofs nodes of account and storage proofs of both states, in any order
   */
  public ProvenState(
      Hash32 rootBefore, Hash32 rootAfter, List<Address> accounts, Iterable<Bytes> proofs) {
    for (Bytes node : proofs) {
      nodes.put(Keccak256.hash32(node), node.toArray());
    }
    this.before = Trie.at(rootBefore, this::node);
    this.after = Trie.at(rootAfter, this::node);
    this.accounts = accounts;
  }

  /** Why the state after cannot be the one before with these changes, or null. */
  public @Nullable String problem(StateDiff diff) {
    Set<Address> changed = new HashSet<>();
    try {
      for (StateDiff.AccountDiff account : diff.accounts()) {
        changed.add(account.address());
        String problem = problem(account);
        if (problem != null) {
          return problem;
        }
      }
      for (Address address : accounts) {
        if (!changed.contains(address)
            && !Arrays.equals(leaf(before, address), leaf(after, address))) {
          return "account " + address + ": expected a change, got none";
        }
      }
    } catch (IllegalStateException e) {
      return e.getMessage();
    }
    return null;
  }

  private @Nullable String problem(StateDiff.AccountDiff diff) {
    byte[] leaf = leaf(after, diff.address());
    StoredAccount proven = leaf == null ? null : StoredAccount.fromLeaf(leaf);
    if (!Objects.equals(proven == null ? null : proven.account(), diff.after())) {
      return "account " + diff.address() + ": expected " + proven + ", got " + diff.after();
    }
    if (proven == null) {
      return null;
    }
    Trie storage = Trie.at(proven.storageRoot(), this::node);
    for (StateDiff.SlotDiff slot : diff.slots()) {
      byte[] value = storage.get(Keccak256.hash32(slot.slot().toBytes32()).toArray());
      U256 expected = value == null ? U256.ZERO : new RlpReader(value).u256();
      if (!expected.equals(slot.after())) {
        return "account "
            + diff.address()
            + ", slot "
            + slot.slot()
            + ": expected "
            + expected
            + ", got "
            + slot.after();
      }
    }
    return null;
  }

  private static byte @Nullable [] leaf(Trie trie, Address address) {
    return trie.get(Keccak256.hash32(address.toBytes()).toArray());
  }

  private byte[] node(Hash32 hash) {
    byte[] node = nodes.get(hash);
    if (node == null) {
      throw new IllegalStateException("proofs do not show node " + hash);
    }
    return node;
  }
}
