package io.weft.execution.trie;

import io.weft.execution.primitives.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * One key's new value.
 *
 * @param value null, or empty, which is the same (Yellow Paper appendix D), removes the key
 */
public record Change(Bytes key, @Nullable Bytes value) implements Comparable<Change> {
  @Override
  public int compareTo(Change other) {
    return key.compareTo(other.key);
  }

  byte[] keyArray() {
    return key.unsafeArray();
  }

  byte @Nullable [] valueArray() {
    return value == null || value.isEmpty() ? null : value.unsafeArray();
  }
}
