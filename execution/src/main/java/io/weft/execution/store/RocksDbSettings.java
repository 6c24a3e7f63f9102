package io.weft.execution.store;

import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksObject;
import org.rocksdb.WALRecoveryMode;

/**
 * How RocksDB is tuned, and the native objects that takes.
 *
 * <p>One block cache, which also holds indexes and filters, and one budget for rows in memory over
 * all columns bound the native heap. The log is small: the message of an error carries what
 * matters.
 */
final class RocksDbSettings implements AutoCloseable {
  private static final int BLOCK_BYTES = 8 << 10;
  private static final double FILTER_BITS_PER_KEY = 10;
  private static final int OPEN_FILES = 1024;

  // Hashes fall anywhere, so each merge of new files rewrites all of the level below: twice as many
  // a time halve the work, and the filters of the others keep a read to one of them.
  private static final int NEW_FILES_OF_HASHES = 8;

  private final StoreOptions options;
  private final List<RocksObject> natives = new ArrayList<>();
  private final Cache cache;
  private final BloomFilter filter;

  RocksDbSettings(StoreOptions options) {
    this.options = options;
    this.cache = keep(new LRUCache(options.blockCacheBytes()));
    this.filter = keep(new BloomFilter(FILTER_BITS_PER_KEY));
  }

  DBOptions database() {
    return new DBOptions()
        .setCreateIfMissing(true)
        .setCreateMissingColumnFamilies(true)
        .setDbWriteBufferSize(options.writeBufferBytes())
        .setMaxTotalWalSize(2 * options.writeBufferBytes())
        .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
        .setBytesPerSync(1 << 20)
        .setMaxOpenFiles(OPEN_FILES)
        .setMaxBackgroundJobs(2)
        .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
        .setKeepLogFileNum(2)
        .setMaxLogFileSize(1 << 20)
        .setStatsDumpPeriodSec(0)
        .setStatsPersistPeriodSec(0);
  }

  ColumnFamilyOptions family(Column column) {
    BlockBasedTableConfig table =
        new BlockBasedTableConfig()
            .setBlockCache(cache)
            .setBlockSize(BLOCK_BYTES)
            .setFilterPolicy(filter)
            .setCacheIndexAndFilterBlocks(true)
            .setPinL0FilterAndIndexBlocksInCache(true);
    CompressionType compression =
        switch (column.access()) {
          case POINT -> CompressionType.LZ4_COMPRESSION;
          case HASHES -> CompressionType.NO_COMPRESSION;
        };
    ColumnFamilyOptions family =
        keep(new ColumnFamilyOptions())
            .setTableFormatConfig(table)
            .setCompressionType(compression)
            .setWriteBufferSize(options.writeBufferBytes() / 2)
            .setLevelCompactionDynamicLevelBytes(true);
    if (column.access() == Column.Access.HASHES) {
      family.setLevel0FileNumCompactionTrigger(NEW_FILES_OF_HASHES);
    }
    return family;
  }

  private <T extends RocksObject> T keep(T object) {
    natives.add(object);
    return object;
  }

  @Override
  public void close() {
    natives.reversed().forEach(RocksObject::close);
  }
}
