package io.weft.execution.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes of rows that belong together; a later one of the same row wins. Arrays are given away.
 * Not thread safe.
 */
public final class WriteBatch {
  private final List<Column> columns = new ArrayList<>();
  private final List<byte[]> keys = new ArrayList<>();
  private final List<byte @Nullable []> values = new ArrayList<>();

  public WriteBatch put(Column column, byte[] key, byte[] value) {
    return set(column, key, value);
  }

  public WriteBatch delete(Column column, byte[] key) {
    return set(column, key, null);
  }

  /** Puts the value, or deletes the row where it is null. */
  public WriteBatch set(Column column, byte[] key, byte @Nullable [] value) {
    columns.add(column);
    keys.add(key);
    values.add(value);
    return this;
  }

  /** Adds all of {@code other} after what is here. */
  public WriteBatch append(WriteBatch other) {
    columns.addAll(other.columns);
    keys.addAll(other.keys);
    values.addAll(other.values);
    return this;
  }

  /** The last value put to a row; null where it was deleted or not named. */
  public byte @Nullable [] find(Column column, byte[] key) {
    for (int i = keys.size() - 1; i >= 0; i--) {
      if (columns.get(i) == column && Arrays.equals(keys.get(i), key)) {
        return values.get(i);
      }
    }
    return null;
  }

  public int size() {
    return keys.size();
  }

  Column column(int index) {
    return columns.get(index);
  }

  byte[] key(int index) {
    return keys.get(index);
  }

  byte @Nullable [] value(int index) {
    return values.get(index);
  }
}
