package io.weft.execution.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.primitives.Bytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store promises; a subclass per store. */
abstract class KeyValueStoreContractTest {
  @TempDir Path directory;
  private KeyValueStore store;

  abstract KeyValueStore open(Path directory);

  @BeforeEach
  void openStore() {
    store = open(directory);
  }

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.US_ASCII);
  }

  private void put(Column column, String key, String value) {
    store.write(new WriteBatch().put(column, bytes(key), bytes(value)));
  }

  private static List<String> rows(StoreReader reader, Column column, String prefix, String from) {
    List<String> rows = new ArrayList<>();
    reader.scan(
        column,
        bytes(prefix),
        bytes(from),
        (key, value) -> rows.add(text(key) + "=" + text(value)));
    return rows;
  }

  @Test
  void absentRowIsNull() {
    assertThat(store.get(Column.META, bytes("nothing"))).isNull();
  }

  @Test
  void columnsDoNotMix() {
    put(Column.META, "key", "meta");
    put(Column.CODE, "key", "code");
    assertThat(text(store.get(Column.META, bytes("key")))).isEqualTo("meta");
    assertThat(text(store.get(Column.CODE, bytes("key")))).isEqualTo("code");
    assertThat(store.get(Column.SLOT, bytes("key"))).isNull();
  }

  @Test
  void lastChangeOfARowInABatchWins() {
    put(Column.META, "gone", "before");
    store.write(
        new WriteBatch()
            .put(Column.META, bytes("twice"), bytes("1"))
            .put(Column.META, bytes("twice"), bytes("2"))
            .put(Column.META, bytes("gone"), bytes("again"))
            .delete(Column.META, bytes("gone"))
            .delete(Column.META, bytes("back"))
            .put(Column.META, bytes("back"), bytes("there")));
    assertThat(text(store.get(Column.META, bytes("twice")))).isEqualTo("2");
    assertThat(store.get(Column.META, bytes("gone"))).isNull();
    assertThat(text(store.get(Column.META, bytes("back")))).isEqualTo("there");
  }

  @SuppressWarnings("EnumOrdinal") // one of all columns, drawn
  @Test
  void rowsOfABatchComeInAnyOrder() {
    Random random = new Random(7);
    Map<Column, Map<String, String>> expected = new EnumMap<>(Column.class);
    WriteBatch batch = new WriteBatch();
    for (int i = 0; i < 5_000; i++) {
      Column column = Column.values()[random.nextInt(Column.values().length)];
      String key = "x".repeat(random.nextInt(8)) + random.nextInt(100);
      Map<String, String> rows = expected.computeIfAbsent(column, _ -> new HashMap<>());
      if (random.nextInt(4) == 0) {
        batch.delete(column, bytes(key));
        rows.remove(key);
      } else {
        batch.put(column, bytes(key), bytes("value " + i));
        rows.put(key, "value " + i);
      }
    }
    store.write(batch);
    expected.forEach(
        (column, rows) -> {
          Map<String, String> stored = new HashMap<>();
          store.scan(
              column,
              new byte[0],
              (key, value) -> {
                stored.put(text(key), text(value));
                return true;
              });
          assertThat(stored).isEqualTo(rows);
        });
  }

  @Test
  void emptyKeysAndValuesAreRows() {
    store.write(new WriteBatch().put(Column.META, new byte[0], new byte[0]));
    assertThat(store.get(Column.META, new byte[0])).isEqualTo(new byte[0]);
  }

  @Test
  void longRowsSurvive() {
    byte[] value = new byte[3 << 20];
    new Random(1).nextBytes(value);
    byte[] key = new byte[20_000];
    store.write(new WriteBatch().put(Column.BODY, key, value));
    assertThat(store.get(Column.BODY, key)).isEqualTo(value);
  }

  @Test
  void scanSeesThePrefixInOrderFromWhereAsked() {
    for (String key : List.of("b", "ab", "aa", "a", "ac", "c")) {
      put(Column.LOG, key, key);
    }
    assertThat(rows(store, Column.LOG, "a", "a")).containsExactly("a=a", "aa=aa", "ab=ab", "ac=ac");
    assertThat(rows(store, Column.LOG, "a", "ab")).containsExactly("ab=ab", "ac=ac");
    assertThat(rows(store, Column.LOG, "", "b")).containsExactly("b=b", "c=c");
    assertThat(rows(store, Column.LOG, "x", "x")).isEmpty();
  }

  @Test
  void scanOrdersBytesAsUnsigned() {
    byte[][] keys = {{(byte) 0x80}, {0x7F}, {(byte) 0xFF}, {0}};
    for (byte[] key : keys) {
      store.write(new WriteBatch().put(Column.LOG, key, key));
    }
    List<Integer> seen = new ArrayList<>();
    store.scan(Column.LOG, new byte[0], (key, value) -> seen.add(key[0] & 0xFF));
    assertThat(seen).containsExactly(0, 0x7F, 0x80, 0xFF);
  }

  @Test
  void scanStopsWhenToldTo() {
    put(Column.LOG, "1", "");
    put(Column.LOG, "2", "");
    List<String> seen = new ArrayList<>();
    store.scan(
        Column.LOG,
        new byte[0],
        (key, value) -> {
          seen.add(String.valueOf(text(key)));
          return false;
        });
    assertThat(seen).containsExactly("1");
  }

  @Test
  void snapshotStaysAsItWas() {
    put(Column.META, "changed", "old");
    put(Column.META, "deleted", "old");
    try (Snapshot snapshot = store.snapshot()) {
      put(Column.META, "changed", "new");
      put(Column.META, "added", "new");
      store.write(new WriteBatch().delete(Column.META, bytes("deleted")));
      assertThat(text(snapshot.get(Column.META, bytes("changed")))).isEqualTo("old");
      assertThat(rows(snapshot, Column.META, "", "")).containsExactly("changed=old", "deleted=old");
      assertThat(rows(store, Column.META, "", "")).containsExactly("added=new", "changed=new");
    }
  }

  @Test
  void snapshotsOfRandomBatchesEachKeepTheirRows() {
    long seed = 42;
    Random random = new Random(seed);
    Map<Bytes, Bytes> expected = new TreeMap<>();
    List<Snapshot> snapshots = new ArrayList<>();
    List<Map<Bytes, Bytes>> states = new ArrayList<>();
    for (int round = 0; round < 100; round++) {
      WriteBatch batch = new WriteBatch();
      for (int i = 0; i < 20; i++) {
        Bytes key = Bytes.of(random.nextInt(40));
        if (random.nextInt(3) == 0) {
          batch.delete(Column.SLOT, key.toArray());
          expected.remove(key);
        } else {
          Bytes value = Bytes.of(random.nextInt(256), round);
          batch.put(Column.SLOT, key.toArray(), value.toArray());
          expected.put(key, value);
        }
      }
      store.write(batch);
      if (random.nextInt(3) == 0) {
        snapshots.add(store.snapshot());
        states.add(new TreeMap<>(expected));
      }
      if (!snapshots.isEmpty() && random.nextInt(5) == 0) {
        int closed = random.nextInt(snapshots.size());
        snapshots.remove(closed).close();
        states.remove(closed);
      }
      for (int i = 0; i < snapshots.size(); i++) {
        Map<Bytes, Bytes> seen = new TreeMap<>();
        snapshots
            .get(i)
            .scan(
                Column.SLOT,
                new byte[0],
                (key, value) -> {
                  seen.put(Bytes.wrap(key), Bytes.wrap(value));
                  return true;
                });
        assertThat(seen).as("seed %s round %s", seed, round).isEqualTo(states.get(i));
      }
    }
  }

  @Test
  void closedSnapshotOrStoreRefusesInsteadOfCrashing() {
    put(Column.META, "key", "value");
    Snapshot snapshot = store.snapshot();
    store.close();
    assertThatThrownBy(() -> snapshot.get(Column.META, bytes("key")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> store.get(Column.META, bytes("key")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> put(Column.META, "a", "b")).isInstanceOf(IllegalStateException.class);
    snapshot.close();
    store.close();
  }

  @Test
  void statisticsNameEveryColumn() {
    put(Column.META, "key", "value");
    Map<Column, KeyValueStore.ColumnStatistics> statistics = store.statistics();
    assertThat(statistics.keySet()).containsExactly(Column.values());
    assertThat(new EnumMap<>(statistics).get(Column.META))
        .satisfies(column -> assertThat(column.rows()).isEqualTo(1));
    store.verifyChecksums();
  }
}
