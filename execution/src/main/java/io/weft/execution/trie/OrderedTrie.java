package io.weft.execution.trie;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The tries that headers commit to lists with: item by RLP of its index. */
public final class OrderedTrie {
  private OrderedTrie() {}

  /** The transactions, receipts or withdrawals root of encoded {@code items}. */
  public static Hash32 root(List<Bytes> items) {
    List<Change> changes = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      Bytes key = new RlpWriter(16).write(i).toBytes();
      changes.add(new Change(key, items.get(i)));
    }
    Collections.sort(changes);
    return Trie.empty().update(changes).hash();
  }
}
