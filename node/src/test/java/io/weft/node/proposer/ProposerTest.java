package io.weft.node.proposer;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockAttributes;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.store.Column;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.Snapshot;
import io.weft.execution.store.WriteBatch;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import io.weft.node.metrics.NodeMetrics;
import io.weft.node.metrics.StageTimers;
import io.weft.node.pool.PoolHead;
import io.weft.node.pool.PoolLimits;
import io.weft.node.pool.PooledTransaction;
import io.weft.node.pool.TransactionPool;
import io.weft.node.prefetch.Prefetcher;
import io.weft.node.prefetch.ReadAhead;
import io.weft.node.workload.Workload;
import io.weft.node.workload.Workload.Kind;
import io.weft.node.workload.WorkloadChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ProposerTest {
  private final WorkloadChain chain =
      new WorkloadChain(new Workload(Kind.ERC20, 100, 300, 0, 1, 3, 30_000_000));
  private final StageTimers timers = new NodeMetrics().stages();
  private final SlowStore store = new SlowStore();

  @Test
  void whatCandidatesWillReadIsReadByOthersMeanwhile() {
    List<Transaction> transactions = transactions();
    Block alone = propose(transactions, null);
    assertThat(alone.transactions()).hasSize(transactions.size());
    assertThat(store.readers).noneMatch(name -> name.startsWith("weft-prefetch-"));
    try (Prefetcher prefetcher =
        Objects.requireNonNull(ReadAhead.LEARNED.open(chain.genesis().spec(), timers))) {
      assertThat(propose(transactions, prefetcher).hash()).isEqualTo(alone.hash());
    }
    assertThat(store.readers).anyMatch(name -> name.startsWith("weft-prefetch-"));
  }

  private List<Transaction> transactions() {
    List<ExecutedBlock> blocks = new ArrayList<>();
    chain.make(1, new InMemoryStore(), blocks::add);
    return blocks.getFirst().block().transactions();
  }

  /** What a proposer makes of these on a chain that has just begun, with nothing at hand. */
  private Block propose(List<Transaction> transactions, @Nullable Prefetcher prefetcher) {
    store.rows = new InMemoryStore();
    try (ExecutionEngine engine = ExecutionEngine.open(store, chain.genesis())) {
      Proposer proposer =
          new Proposer(
              engine,
              pool(engine, transactions),
              ProposerTest::next,
              timers,
              prefetcher,
              block -> {});
      return Objects.requireNonNull(proposer.propose(false));
    }
  }

  private static TransactionPool pool(ExecutionEngine engine, List<Transaction> transactions) {
    ChainSpec spec = engine.spec();
    BlockHeader header = engine.head().header();
    PoolHead head =
        new PoolHead(
            spec,
            engine.head(),
            Fork.OSAKA,
            Objects.requireNonNull(header.baseFeePerGas()),
            spec.blobParametersAt(header.timestamp() + 1),
            header.gasLimit());
    TransactionPool pool = new TransactionPool(PoolLimits.DEV, head);
    for (Transaction transaction : transactions) {
      var _ =
          pool.submit(
              Objects.requireNonNull(
                  PooledTransaction.of(transaction, null, engine.senders(), Fork.OSAKA)));
    }
    return pool;
  }

  private static BlockAttributes next(BlockHeader parent) {
    return new BlockAttributes(
        parent.timestamp() + 1,
        parent.coinbase(),
        parent.gasLimit(),
        Hash32.ZERO,
        List.of(),
        Hash32.ZERO,
        0,
        Bytes.EMPTY,
        null);
  }

  /** Takes its time over every row, and knows who asked. */
  private static final class SlowStore implements KeyValueStore {
    private static final long NANOS = 50_000;

    final Set<String> readers = ConcurrentHashMap.newKeySet();
    InMemoryStore rows = new InMemoryStore();

    @Override
    public byte @Nullable [] get(Column column, byte[] key) {
      return rows.get(column, key);
    }

    @Override
    public void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
      rows.scan(column, prefix, from, visitor);
    }

    @Override
    public void write(WriteBatch batch) {
      rows.write(batch);
    }

    @Override
    public Snapshot snapshot() {
      return new SlowSnapshot(rows.snapshot(), readers);
    }

    @Override
    public void verifyChecksums() {}

    @Override
    public Map<Column, ColumnStatistics> statistics() {
      return rows.statistics();
    }

    @Override
    public void close() {}
  }

  private record SlowSnapshot(Snapshot rows, Set<String> readers) implements Snapshot {
    @Override
    public byte @Nullable [] get(Column column, byte[] key) {
      readers.add(Thread.currentThread().getName());
      LockSupport.parkNanos(SlowStore.NANOS);
      return rows.get(column, key);
    }

    @Override
    public void scan(Column column, byte[] prefix, byte[] from, RowVisitor visitor) {
      rows.scan(column, prefix, from, visitor);
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
