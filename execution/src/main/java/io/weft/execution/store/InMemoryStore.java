package io.weft.execution.store;

import io.weft.execution.primitives.Bytes;
import java.lang.ref.Cleaner;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Rows in the heap, for tests and for chains that may be forgotten.
 *
 * <p>Every row is a chain of versions, newest first, each with the number of the batch that wrote
 * it; a reader at batch n takes the first version not above n. The writer links in the versions of
 * a batch before it publishes the batch's number, so nobody sees half a batch, and cuts off those
 * that no snapshot can reach.
 */
public final class InMemoryStore implements KeyValueStore {
  private final Map<Column, ConcurrentNavigableMap<Bytes, Version>> columns =
      new EnumMap<>(Column.class);

  /** How many snapshots are alive at which batch; guarded by itself. */
  private final TreeMap<Long, Integer> live = new TreeMap<>();

  private final Cleaner cleaner = SnapshotCleaner.create();

  /** The newest complete batch: written by the writer after its versions, read by all. */
  private volatile long newest;

  private volatile boolean isClosed;

  public InMemoryStore() {
    for (Column column : Column.values()) {
      columns.put(column, new ConcurrentSkipListMap<>());
    }
  }

  @Override
  public byte @Nullable [] get(Column column, byte[] key) {
    return get(newest, column, key);
  }

  @Override
  public void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
    scan(newest, column, prefix, from, visitor);
  }

  @Override
  public synchronized void write(WriteBatch batch) {
    checkOpen();
    long number = newest + 1;
    long oldest = oldestLive();
    for (int i = 0; i < batch.size(); i++) {
      Bytes key = Bytes.wrap(batch.key(i));
      ConcurrentNavigableMap<Bytes, Version> rows = rows(batch.column(i));
      Version older = rows.get(key);
      if (older != null && older.batch == number) {
        older = older.older;
      }
      rows.put(key, new Version(number, batch.value(i), older));
      if (older != null) {
        older.cutBelow(oldest);
      }
    }
    newest = number;
  }

  @Override
  public Snapshot snapshot() {
    checkOpen();
    synchronized (live) {
      long batch = newest;
      live.merge(batch, 1, Integer::sum);
      return new View(this, batch);
    }
  }

  @Override
  public void verifyChecksums() {
    checkOpen();
  }

  @Override
  public Map<Column, ColumnStatistics> statistics() {
    Map<Column, ColumnStatistics> statistics = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      long[] total = new long[2];
      scan(
          column,
          new byte[0],
          (key, value) -> {
            total[0]++;
            total[1] += key.length + value.length;
            return true;
          });
      statistics.put(column, new ColumnStatistics(total[0], total[1]));
    }
    return statistics;
  }

  @Override
  public void close() {
    isClosed = true;
  }

  private byte @Nullable [] get(long batch, Column column, byte[] key) {
    checkOpen();
    return at(batch, rows(column).get(Bytes.wrap(key)));
  }

  private void scan(long batch, Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
    checkOpen();
    for (Map.Entry<Bytes, Version> row : rows(column).tailMap(Bytes.wrap(from)).entrySet()) {
      byte[] key = row.getKey().unsafeArray();
      if (!startsWith(key, prefix)) {
        return;
      }
      byte[] value = at(batch, row.getValue());
      if (value != null && !visitor.visit(key.clone(), value)) {
        return;
      }
    }
  }

  static boolean startsWith(byte[] key, byte[] prefix) {
    return key.length >= prefix.length
        && Arrays.equals(key, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static byte @Nullable [] at(long batch, @Nullable Version version) {
    while (version != null && version.batch > batch) {
      version = version.older;
    }
    return version == null || version.value == null ? null : version.value.clone();
  }

  private ConcurrentNavigableMap<Bytes, Version> rows(Column column) {
    ConcurrentNavigableMap<Bytes, Version> rows = columns.get(column);
    if (rows == null) {
      throw new IllegalStateException("no column " + column);
    }
    return rows;
  }

  private long oldestLive() {
    synchronized (live) {
      return live.isEmpty() ? newest : Math.min(newest, live.firstKey());
    }
  }

  private void release(long batch) {
    synchronized (live) {
      live.computeIfPresent(batch, (number, count) -> count == 1 ? null : count - 1);
    }
  }

  private void checkOpen() {
    if (isClosed) {
      throw new IllegalStateException("store is closed");
    }
  }

  private static final class Version {
    final long batch;
    final byte @Nullable [] value;
    volatile @Nullable Version older;

    Version(long batch, byte @Nullable [] value, @Nullable Version older) {
      this.batch = batch;
      this.value = value;
      this.older = older;
    }

    /** Drops what a reader at {@code oldest} or later does not reach. */
    void cutBelow(long oldest) {
      Version version = this;
      while (version.batch > oldest) {
        Version next = version.older;
        if (next == null) {
          return;
        }
        version = next;
      }
      version.older = null;
    }
  }

  private static final class View implements Snapshot {
    private final InMemoryStore store;
    private final long batch;
    private final Cleaner.Cleanable release;

    View(InMemoryStore store, long batch) {
      this.store = store;
      this.batch = batch;
      this.release = store.cleaner.register(this, () -> store.release(batch));
    }

    @Override
    public byte @Nullable [] get(Column column, byte[] key) {
      return store.get(batch, column, key);
    }

    @Override
    public void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
      store.scan(batch, column, prefix, from, visitor);
    }

    @Override
    public void close() {
      release.clean();
    }
  }
}
