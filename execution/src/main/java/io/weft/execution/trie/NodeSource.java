package io.weft.execution.trie;

import io.weft.execution.primitives.Hash32;

/** Where the nodes of a trie are read from. */
@FunctionalInterface
public interface NodeSource {
  /** For a trie that lives in memory only. */
  NodeSource NONE =
      hash -> {
        throw new IllegalStateException("trie node not in memory: " + hash);
      };

  /** The RLP of the node with this hash; an implementation throws where it is missing. */
  byte[] load(Hash32 hash);
}
