package io.weft.execution.commit;

import io.weft.execution.chain.StoredAccount;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.store.Column;
import io.weft.execution.store.StoreReader;
import io.weft.execution.trie.AscendingTrie;

/** Hashes the flat rows of the head state, all of them, as if no trie were stored. */
final class StateRebuild {
  private StateRebuild() {}

  /** Is told of accounts as they are hashed. */
  interface Visitor {
    /**
     * An account and the root its slots have.
     *
     * @param stored as its row says
     */
    void account(Bytes addressHash, StoredAccount stored, Hash32 storageRoot);
  }

  /** The root of the state that the rows hold. */
  static Hash32 root(StoreReader rows, Visitor visitor) {
    AscendingTrie accounts = new AscendingTrie();
    rows.scan(
        Column.ACCOUNT,
        new byte[0],
        (key, value) -> {
          StoredAccount stored = StoredAccount.fromRow(value);
          Hash32 storageRoot = storageRoot(rows, key);
          visitor.account(Bytes.wrap(key), stored, storageRoot);
          Bytes leaf = new StoredAccount(stored.account(), storageRoot).toLeaf();
          accounts.add(Bytes.wrap(key), leaf);
          return true;
        });
    return accounts.root();
  }

  private static Hash32 storageRoot(StoreReader rows, byte[] addressHash) {
    AscendingTrie slots = new AscendingTrie();
    rows.scan(
        Column.SLOT,
        addressHash,
        (key, value) -> {
          Bytes leaf = new RlpWriter(40).write(U256.fromBytes(value)).toBytes();
          slots.add(Bytes.copyOf(key, 32, 32), leaf);
          return true;
        });
    return slots.root();
  }
}
