package io.weft.execution.trie;

import io.weft.execution.primitives.Hash32;

/** Takes the nodes that a trie needs and its source does not have. */
@FunctionalInterface
public interface NodeSink {
  NodeSink NONE = (hash, encoded) -> {};

  void accept(Hash32 hash, byte[] encoded);
}
