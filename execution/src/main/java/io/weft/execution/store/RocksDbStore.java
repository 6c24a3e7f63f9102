package io.weft.execution.store;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.AbstractNativeReference;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteOptions;

/**
 * Rows on disk, in one RocksDB with a column family a column.
 *
 * <p>The write-ahead log is always on and recovery never skips damage: a batch is there whole or
 * not at all, and a database that lost an acknowledged one other than at its very end refuses to
 * open.
 *
 * <p>Native memory must not be touched after it is freed. Reads therefore hold {@code lifetime} for
 * reading and {@link #close} takes it for writing: it waits for reads under way, frees every
 * snapshot that is still alive, then the database; later reads find it closed. The lock is
 * reentrant, since a visitor of a scan may read too.
 */
public final class RocksDbStore implements KeyValueStore {
  private final Path directory;
  private final RocksDbSettings settings;
  private final DBOptions options;
  private final RocksDB database;
  private final Map<Column, ColumnFamilyHandle> families;
  private final WriteOptions writeOptions;
  private final ReadOptions readOptions = new ReadOptions();
  private final ReentrantReadWriteLock lifetime = new ReentrantReadWriteLock();
  private final Set<NativeSnapshot> liveSnapshots = ConcurrentHashMap.newKeySet();
  private final Cleaner cleaner = SnapshotCleaner.create();

  /** Guarded by {@code lifetime}. */
  private boolean isClosed;

  private RocksDbStore(
      Path directory,
      StoreOptions storeOptions,
      RocksDbSettings settings,
      DBOptions options,
      RocksDB database,
      Map<Column, ColumnFamilyHandle> families) {
    this.directory = directory;
    this.settings = settings;
    this.options = options;
    this.database = database;
    this.families = families;
    this.writeOptions = new WriteOptions().setSync(storeOptions.isSynced());
  }

  /**
   * Opens the database in {@code directory}, which is created where missing.
   *
   * @throws StoreLockedException if it is open elsewhere
   * @throws StoreCorruptedException if it is damaged
   */
  public static RocksDbStore open(Path directory, StoreOptions storeOptions) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new StoreException(
          "cannot create data directory " + directory + ": " + e.getMessage(), e);
    }
    RocksDB.loadLibrary();
    RocksDbSettings settings = new RocksDbSettings(storeOptions);
    List<ColumnFamilyDescriptor> descriptors = new ArrayList<>();
    descriptors.add(new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY));
    for (Column column : Column.values()) {
      byte[] name = column.columnName().getBytes(StandardCharsets.US_ASCII);
      descriptors.add(new ColumnFamilyDescriptor(name, settings.family(column)));
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    DBOptions options = settings.database();
    try {
      RocksDB database = RocksDB.open(options, directory.toString(), descriptors, handles);
      Map<Column, ColumnFamilyHandle> families = new EnumMap<>(Column.class);
      Iterator<ColumnFamilyHandle> opened = handles.iterator();
      opened.next().close(); // RocksDB's own default family, which stays empty
      for (Column column : Column.values()) {
        families.put(column, opened.next());
      }
      return new RocksDbStore(directory, storeOptions, settings, options, database, families);
    } catch (RocksDBException e) {
      options.close();
      settings.close();
      throw failure(directory, "open", e);
    }
  }

  @Override
  public byte @Nullable [] get(Column column, byte[] key) {
    return get(readOptions, column, key);
  }

  @Override
  public void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
    scan(readOptions, column, prefix, from, visitor);
  }

  private byte @Nullable [] get(ReadOptions read, Column column, byte[] key) {
    enter();
    try {
      return database.get(family(column), read, key);
    } catch (RocksDBException e) {
      throw failure(directory, "read", e);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  private void scan(
      ReadOptions read, Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
    enter();
    try (RocksIterator rows = database.newIterator(family(column), read)) {
      for (rows.seek(from); rows.isValid(); rows.next()) {
        byte[] key = rows.key();
        if (!InMemoryStore.startsWith(key, prefix) || !visitor.visit(key, rows.value())) {
          return;
        }
      }
      rows.status();
    } catch (RocksDBException e) {
      throw failure(directory, "scan", e);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  @Override
  public void write(WriteBatch batch) {
    enter();
    try (org.rocksdb.WriteBatch rows =
        new org.rocksdb.WriteBatch(RocksDbBatch.encode(batch, column -> family(column).getID()))) {
      database.write(writeOptions, rows);
    } catch (RocksDBException e) {
      throw failure(directory, "write", e);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  @Override
  public Snapshot snapshot() {
    enter();
    try {
      NativeSnapshot held = new NativeSnapshot();
      liveSnapshots.add(held);
      return new View(this, held);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  @Override
  public void verifyChecksums() {
    enter();
    try {
      database.verifyChecksum();
    } catch (RocksDBException e) {
      throw failure(directory, "verify", e);
    } finally {
      lifetime.readLock().unlock();
    }
  }

  @Override
  public Map<Column, ColumnStatistics> statistics() {
    Map<Column, ColumnStatistics> statistics = new EnumMap<>(Column.class);
    enter();
    try {
      for (Column column : Column.values()) {
        ColumnFamilyHandle family = family(column);
        statistics.put(
            column,
            new ColumnStatistics(
                database.getLongProperty(family, "rocksdb.estimate-num-keys"),
                database.getLongProperty(family, "rocksdb.total-sst-files-size")
                    + database.getLongProperty(family, "rocksdb.cur-size-all-mem-tables")));
      }
    } catch (RocksDBException e) {
      throw failure(directory, "read", e);
    } finally {
      lifetime.readLock().unlock();
    }
    return statistics;
  }

  @Override
  public void close() {
    lifetime.writeLock().lock();
    try {
      if (isClosed) {
        return;
      }
      isClosed = true;
      liveSnapshots.forEach(NativeSnapshot::free);
      liveSnapshots.clear();
      readOptions.close();
      writeOptions.close();
      families.values().forEach(AbstractNativeReference::close);
      database.close();
      options.close();
      settings.close();
    } finally {
      lifetime.writeLock().unlock();
    }
  }

  private void enter() {
    lifetime.readLock().lock();
    if (isClosed) {
      lifetime.readLock().unlock();
      throw new IllegalStateException("store is closed: " + directory);
    }
  }

  private ColumnFamilyHandle family(Column column) {
    ColumnFamilyHandle family = families.get(column);
    if (family == null) {
      throw new IllegalStateException("no column " + column);
    }
    return family;
  }

  private static StoreException failure(Path directory, String action, RocksDBException cause) {
    Status status = cause.getStatus();
    String detail = String.valueOf(cause.getMessage()).lines().findFirst().orElse("no detail");
    if (status != null && status.getSubCode() == Status.SubCode.NoSpace) {
      return new StoreFullException("no space left on the device of " + directory, cause);
    }
    if (detail.contains("lock hold by") || detail.contains("While lock file")) {
      return new StoreLockedException(
          "data directory in use by another process: " + directory, cause);
    }
    if ((status != null && status.getCode() == Status.Code.Corruption)
        || detail.contains("Corruption")) {
      return new StoreCorruptedException(
          "database damaged: cannot " + action + " " + directory + ": " + detail, cause);
    }
    return new StoreException("cannot " + action + " database " + directory + ": " + detail, cause);
  }

  /** The native side of a snapshot; freed once, by whoever comes first. */
  private final class NativeSnapshot implements Runnable {
    private final org.rocksdb.Snapshot snapshot = database.getSnapshot();
    private final ReadOptions read = new ReadOptions().setSnapshot(snapshot);

    /** Frees unless the store did when it closed. */
    @Override
    public void run() {
      lifetime.readLock().lock();
      try {
        if (!isClosed && liveSnapshots.remove(this)) {
          free();
        }
      } finally {
        lifetime.readLock().unlock();
      }
    }

    private void free() {
      read.close();
      database.releaseSnapshot(snapshot);
    }
  }

  private static final class View implements Snapshot {
    private final RocksDbStore store;
    private final NativeSnapshot held;
    private final Cleaner.Cleanable release;

    View(RocksDbStore store, NativeSnapshot held) {
      this.store = store;
      this.held = held;
      this.release = store.cleaner.register(this, held);
    }

    @Override
    public byte @Nullable [] get(Column column, byte[] key) {
      try {
        return store.get(held.read, column, key);
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    @Override
    public void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
      try {
        store.scan(held.read, column, prefix, from, visitor);
      } finally {
        Reference.reachabilityFence(this);
      }
    }

    @Override
    public void close() {
      release.clean();
    }
  }
}
