package io.weft.execution.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.chainspec.ForkSchedule;
import io.weft.execution.chainspec.Genesis;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.StoreReader;
import io.weft.execution.store.WriteBatch;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChainDumpTest {
  private static final Genesis GENESIS =
      Genesis.of(
          ChainSpec.of(1, ForkSchedule.fromGenesis(Fork.LONDON)), 1, 1_000, null, new TreeMap<>());

  private final InMemoryStore store = new InMemoryStore();

  @BeforeEach
  void makeChain() {
    Committer committer = ChainStart.open(store, GENESIS);
    committer.intervene(new ModelState().change(new Random(4), 30));
  }

  private byte[] dump() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ChainDump.write(store, out);
    return out.toByteArray();
  }

  private static Map<String, Map<Bytes, Bytes>> rows(StoreReader store) {
    Map<String, Map<Bytes, Bytes>> rows = new TreeMap<>();
    for (Column column : Column.values()) {
      Map<Bytes, Bytes> seen = new TreeMap<>();
      store.scan(
          column,
          new byte[0],
          (key, value) -> {
            seen.put(Bytes.wrap(key), Bytes.wrap(value));
            return true;
          });
      rows.put(column.columnName(), seen);
    }
    return rows;
  }

  @Test
  void loadedDumpIsTheSameChain() throws IOException {
    InMemoryStore copy = new InMemoryStore();
    ChainDump.read(new ByteArrayInputStream(dump()), copy);
    assertThat(rows(copy)).isEqualTo(rows(store));
    assertThat(ChainStart.genesis(copy)).isEqualTo(GENESIS);
    assertThat(ChainVerifier.verify(copy, ChainVerifier.Progress.NONE)).isEmpty();
  }

  @Test
  void storeWithAChainTakesNoDump() throws IOException {
    byte[] dump = dump();
    assertThatThrownBy(() -> ChainDump.read(new ByteArrayInputStream(dump), store))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("already holds a chain");
  }

  @Test
  void dumpCutShortLeavesNoChain() throws IOException {
    byte[] dump = dump();
    for (int length : new int[] {0, 5, dump.length / 2, dump.length - 1}) {
      InMemoryStore copy = new InMemoryStore();
      byte[] cut = Arrays.copyOf(dump, length);
      assertThatThrownBy(() -> ChainDump.read(new ByteArrayInputStream(cut), copy))
          .as("length %s", length)
          .isInstanceOf(DumpException.class);
      assertThat(ChainStart.genesis(copy)).isNull();
    }
  }

  @Test
  void anotherFileIsNoDump() {
    byte[] text = "{\"accounts\":{}}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> ChainDump.read(new ByteArrayInputStream(text), new InMemoryStore()))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("not a chain dump");
  }

  @Test
  void dumpWhoseStateIsNotTheHeadsLeavesNoChain() throws IOException {
    byte[] key = new byte[32];
    store.write(
        new WriteBatch()
            .put(Column.ACCOUNT, key, new byte[] {(byte) 0xC4, 1, 1, (byte) 0x80, (byte) 0x80}));
    byte[] dump = dump();
    InMemoryStore copy = new InMemoryStore();
    assertThatThrownBy(() -> ChainDump.read(new ByteArrayInputStream(dump), copy))
        .isInstanceOf(DumpException.class)
        .hasMessageContaining("state root");
    assertThat(ChainStart.genesis(copy)).isNull();
  }
}
