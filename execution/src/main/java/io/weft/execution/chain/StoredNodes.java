package io.weft.execution.chain;

import io.weft.execution.primitives.Hash32;
import io.weft.execution.store.Column;
import io.weft.execution.store.StoreCorruptedException;
import io.weft.execution.store.StoreReader;
import io.weft.execution.trie.NodeSource;

/** The trie nodes of a store. */
public record StoredNodes(StoreReader rows) implements NodeSource {
  @Override
  public byte[] load(Hash32 hash) {
    byte[] node = rows.get(Column.TRIE, hash.toArray());
    if (node == null) {
      throw new StoreCorruptedException("database damaged: trie node missing: " + hash);
    }
    return node;
  }
}
