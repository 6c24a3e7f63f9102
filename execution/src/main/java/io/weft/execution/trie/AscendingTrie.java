package io.weft.execution.trie;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a root from keys that come in ascending order, in little memory however many there are.
 *
 * <p>Keys are added to a trie in groups that share their first byte. Once a group is hashed, what
 * lies below three levels is let go: later keys differ in the first two nibbles, so they never lead
 * there. Not thread safe.
 */
public final class AscendingTrie {
  private static final int LEVELS_KEPT = 3;

  private final List<Change> group = new ArrayList<>();
  private Trie trie = Trie.empty();

  /** Adds a key above all before it. */
  public void add(Bytes key, Bytes value) {
    if (!group.isEmpty() && group.getFirst().key().get(0) != key.get(0)) {
      finishGroup();
    }
    group.add(new Change(key, value));
  }

  /** The root of all keys added so far. */
  public Hash32 root() {
    finishGroup();
    return trie.hash();
  }

  private void finishGroup() {
    trie = trie.update(group);
    trie.hash();
    trie = trie.trimmed(LEVELS_KEPT);
    group.clear();
  }
}
