package io.weft.execution.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class RocksDbStoreTest extends KeyValueStoreContractTest {
  @Override
  KeyValueStore open(Path directory) {
    return RocksDbStore.open(directory.resolve("db"), StoreOptions.SMALL);
  }

  private static byte[] key(int number) {
    return new byte[] {(byte) (number >> 8), (byte) number};
  }

  @Test
  void reopenedStoreHasItsRows() {
    Path path = directory.resolve("other");
    try (RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL)) {
      store.write(new WriteBatch().put(Column.META, key(1), key(2)));
    }
    try (RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL)) {
      assertThat(store.get(Column.META, key(1))).isEqualTo(key(2));
    }
  }

  @Test
  void secondOpenOfADirectoryIsRefusedByName() {
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(StoreLockedException.class)
        .hasMessageContaining("in use by another process")
        .hasMessageContaining(directory.resolve("db").toString());
  }

  @Test
  void directoryThatCannotBeMadeIsAStoreException() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> RocksDbStore.open(file.resolve("db"), StoreOptions.SMALL))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot create data directory");
  }

  /** A log cut anywhere loses whole batches from its end, never a part of one. */
  @Test
  void tornLogLosesOnlyWholeBatchesAtItsEnd() throws IOException {
    for (int cut : List.of(1, 7, 100, 5_000)) {
      Path path = directory.resolve("torn" + cut);
      RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL);
      int batches = 200;
      for (int i = 0; i < batches; i++) {
        WriteBatch batch = new WriteBatch().put(Column.META, key(0), key(i));
        for (int row = 0; row < 5; row++) {
          batch.put(Column.SLOT, new byte[] {(byte) i, (byte) row}, key(i));
        }
        store.write(batch);
      }
      Path copy = directory.resolve("copy" + cut);
      copyDatabase(path, copy);
      store.close();
      truncateLog(copy, cut);
      try (RocksDbStore reopened = RocksDbStore.open(copy, StoreOptions.SMALL)) {
        byte[] head = reopened.get(Column.META, key(0));
        assertThat(head).isNotNull();
        int last = head == null ? -1 : (head[0] & 0xFF) << 8 | (head[1] & 0xFF);
        assertThat(last).isLessThan(batches).isGreaterThanOrEqualTo(batches - 1 - cut / 40 - 1);
        for (int i = 0; i < batches; i++) {
          for (int row = 0; row < 5; row++) {
            byte[] value = reopened.get(Column.SLOT, new byte[] {(byte) i, (byte) row});
            assertThat(value != null)
                .as("batch %s row %s, head %s", i, row, last)
                .isEqualTo(i <= last);
          }
        }
      }
    }
  }

  @Test
  void damagedTableIsFoundAndNamed() throws IOException {
    Path path = directory.resolve("damaged");
    // Reopening replays the log into a sorted file.
    try (RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL)) {
      for (int i = 0; i < 2_000; i++) {
        store.write(new WriteBatch().put(Column.CODE, key(i), new byte[100]));
      }
    }
    RocksDbStore.open(path, StoreOptions.SMALL).close();
    for (Path table : files(path, ".sst")) {
      try (RandomAccessFile file = new RandomAccessFile(table.toFile(), "rw")) {
        file.seek(20);
        int damaged = file.read() ^ 0x10;
        file.seek(20);
        file.write(damaged);
      }
    }
    assertThatThrownBy(
            () -> {
              try (RocksDbStore store = RocksDbStore.open(path, StoreOptions.SMALL)) {
                store.verifyChecksums();
              }
            })
        .isInstanceOf(StoreCorruptedException.class)
        .hasMessageContaining("database damaged");
  }

  private static List<Path> files(Path directory, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  private static void copyDatabase(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    for (Path file : files(from, "")) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static void truncateLog(Path database, int bytes) throws IOException {
    Path log = files(database, ".log").getLast();
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
      file.setLength(file.length() - bytes);
    }
  }
}
