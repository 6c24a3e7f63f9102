package io.weft.execution.chain;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A map that forgets what was not used for long. Entries live in two generations: once the young
 * one is full it becomes the old one, and the old one is dropped; a hit in the old one moves the
 * entry to the young. So at least {@code limit} recently used entries are kept, and at most twice
 * as many. Not thread safe.
 */
final class RecentMap<K, V> {
  private final int limit;
  private Map<K, V> young = new HashMap<>();
  private Map<K, V> old = new HashMap<>();

  RecentMap(int limit) {
    this.limit = limit;
  }

  @Nullable V get(K key) {
    V value = young.get(key);
    if (value == null) {
      value = old.remove(key);
      if (value != null) {
        put(key, value);
      }
    }
    return value;
  }

  void put(K key, V value) {
    if (young.size() >= limit && !young.containsKey(key)) {
      old = young;
      young = new HashMap<>();
    }
    old.remove(key);
    young.put(key, value);
  }

  void clear() {
    young = new HashMap<>();
    old = new HashMap<>();
  }
}
