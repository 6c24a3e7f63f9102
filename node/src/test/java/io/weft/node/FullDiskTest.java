package io.weft.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.consensus.single.SealingMode;
import io.weft.contracts.wallet.Account;
import io.weft.execution.BlockExecutors;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.Snapshot;
import io.weft.execution.store.StoreFullException;
import io.weft.execution.store.WriteBatch;
import io.weft.node.dev.DevSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A disk that is full in the middle of a chain's life. */
@Timeout(60)
final class FullDiskTest {
  private static final Account ALICE = Account.of(Hash32.from(U256.of(1)));

  private final FillableStore store = new FillableStore();
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

  @Test
  void aBlockThatDoesNotFitStopsTheChainAndChangesNothing() throws Exception {
    failsWithoutChange("evm_mine", "[]");
  }

  @Test
  void aChangeByHandThatDoesNotFitStopsTheChainAndChangesNothing() throws Exception {
    failsWithoutChange("anvil_setBalance", "[\"" + ALICE.address() + "\",\"0x7\"]");
  }

  private void failsWithoutChange(String method, String params) throws Exception {
    try (DevNode node = start()) {
      call(node, "evm_mine", "[]");
      Hash32 before = node.head().stateRoot();
      store.isFull = true;
      assertThat(call(node, method, params)).contains("\"error\"");
      assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(StoreFullException.class);
      assertThat(node.head().number()).isEqualTo(1);
      assertThat(node.head().stateRoot()).isEqualTo(before);
      store.isFull = false;
      assertThat(call(node, "evm_mine", "[]")).contains("\"error\"");
    }
    try (DevNode again = start()) {
      assertThat(again.head().number()).isEqualTo(1);
    }
  }

  private DevNode start() throws IOException {
    DevSettings settings =
        new DevSettings(
            "127.0.0.1",
            0,
            null,
            new SealingMode.Manual(),
            null,
            31337,
            1,
            U256.of(1_000_000_000_000_000_000L),
            DevSettings.WELL_KNOWN_MNEMONIC,
            30_000_000,
            null,
            false,
            null,
            null);
    return DevNode.start(
        settings,
        List.of(ALICE),
        InstantSource.system(),
        failure::complete,
        BlockExecutors.sequential(),
        store);
  }

  private static String call(DevNode node, String method, String params) throws Exception {
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":%s}".formatted(method, params);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(node.url()))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }

  /** Keeps its rows when it is closed, as a disk does, and takes no more while it is full. */
  private static final class FillableStore implements KeyValueStore {
    private final InMemoryStore rows = new InMemoryStore();
    volatile boolean isFull;

    @Override
    public void write(WriteBatch batch) {
      if (isFull) {
        throw new StoreFullException(
            "no space left on the device", new IOException("no space left"));
      }
      rows.write(batch);
    }

    @Override
    public byte @Nullable [] get(Column column, byte[] key) {
      return rows.get(column, key);
    }

    @Override
    public void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
      rows.scan(column, prefix, from, visitor);
    }

    @Override
    public Snapshot snapshot() {
      return rows.snapshot();
    }

    @Override
    public void verifyChecksums() {
      rows.verifyChecksums();
    }

    @Override
    public Map<Column, ColumnStatistics> statistics() {
      return rows.statistics();
    }

    @Override
    public void close() {}
  }
}
