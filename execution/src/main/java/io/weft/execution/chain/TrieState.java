package io.weft.execution.chain;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.state.StateView;
import io.weft.execution.store.Snapshot;
import io.weft.execution.trie.NodeSource;
import io.weft.execution.trie.Trie;
import io.weft.execution.types.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The state under any root that was ever committed, read from its tries. */
final class TrieState implements StateView {
  private final Snapshot rows;
  private final CodeCache codes;
  private final NodeSource nodes;
  private final Trie accounts;

  /** Tries of accounts read before, with the nodes they loaded. */
  private final Map<Address, Trie> storage = new ConcurrentHashMap<>();

  TrieState(Hash32 root, Snapshot rows, CodeCache codes) {
    this.rows = rows;
    this.codes = codes;
    this.nodes = new StoredNodes(rows);
    this.accounts = Trie.at(root, nodes);
  }

  private @Nullable StoredAccount stored(Address address) {
    byte[] leaf = accounts.get(Rows.accountHash(address).toArray());
    return leaf == null ? null : StoredAccount.fromLeaf(leaf);
  }

  private Trie storage(Address address) {
    return storage.computeIfAbsent(
        address,
        key -> {
          StoredAccount account = stored(key);
          return Trie.at(account == null ? Trie.EMPTY_ROOT : account.storageRoot(), nodes);
        });
  }

  @Override
  public @Nullable Account account(Address address) {
    StoredAccount account = stored(address);
    return account == null ? null : account.account();
  }

  @Override
  public U256 storage(Address address, U256 slot) {
    byte[] value = storage(address).get(Rows.slotHash(slot).toArray());
    return value == null ? U256.ZERO : new RlpReader(value).u256();
  }

  @Override
  public Bytes code(Hash32 codeHash) {
    return codes.code(codeHash, rows);
  }

  @Override
  public boolean hasStorage(Address address) {
    StoredAccount account = stored(address);
    return account != null && account.hasStorage();
  }

  AccountProof proof(Address address, List<U256> slots) {
    List<Bytes> accountProof = accounts.proof(Rows.accountHash(address).toArray());
    List<AccountProof.SlotProof> slotProofs = new ArrayList<>(slots.size());
    Trie trie = storage(address);
    for (U256 slot : slots) {
      List<Bytes> proof = trie.proof(Rows.slotHash(slot).toArray());
      slotProofs.add(new AccountProof.SlotProof(slot, storage(address, slot), proof));
    }
    return new AccountProof(address, stored(address), accountProof, List.copyOf(slotProofs));
  }
}
