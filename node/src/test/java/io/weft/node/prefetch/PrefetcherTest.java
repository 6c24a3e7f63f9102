package io.weft.node.prefetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.Account;
import io.weft.node.metrics.BlockStage;
import io.weft.node.metrics.NodeMetrics;
import io.weft.node.metrics.StageTimers;
import io.weft.node.replay.FlatState;
import io.weft.node.workload.Workload;
import io.weft.node.workload.Workload.Kind;
import io.weft.node.workload.WorkloadChain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class PrefetcherTest {
  private static final int TRANSACTIONS = 120;

  private final StageTimers timers = new NodeMetrics().stages();

  @Test
  void transfersFindAllTheyReadAtHand() {
    assertThat(missed(Kind.TRANSFERS, ReadAhead.KNOWN).last()).isZero();
  }

  @Test
  void slotsOfTokensAreLearnedFromTheFirstCall() {
    assertThat(missed(Kind.ERC20, ReadAhead.KNOWN).last()).isGreaterThan(TRANSACTIONS);
    assertThat(missed(Kind.ERC20, ReadAhead.LEARNED).last()).isZero();
  }

  @Test
  void slotsBehindRouterAndPairsAreLearned() {
    assertThat(missed(Kind.SWAPS, ReadAhead.KNOWN).last()).isGreaterThan(5 * TRANSACTIONS);
    assertThat(missed(Kind.SWAPS, ReadAhead.LEARNED).last()).isLessThan(TRANSACTIONS / 10);
  }

  @Test
  void accessListNamesAllThatIsReadAndNothingElse() {
    Chain chain = new Chain(Kind.SWAPS, 1, Fork.AMSTERDAM);
    Watched ahead = new Watched(chain.states.getFirst(), 20_000);
    try (Prefetcher prefetcher = new Prefetcher(chain.spec, 4, null, timers);
        Reading reading = chain.beginWithList(prefetcher, 0, ahead)) {
      reading.await();
    }
    Watched asked = new Watched(chain.states.getFirst(), 0);
    chain.execute(0, asked);
    assertThat(ahead.seen).containsExactlyInAnyOrderElementsOf(asked.seen);
  }

  @Test
  void fewReadsAreInVain() {
    Outcome outcome = missed(Kind.SWAPS, ReadAhead.LEARNED);
    assertThat(outcome.ahead()).isLessThan(outcome.asked() + outcome.asked() / 5);
  }

  @Test
  void stateAtHandIsLeftAlone() {
    Chain chain = new Chain(Kind.TRANSFERS, 40);
    List<Integer> reads = new ArrayList<>();
    try (Prefetcher prefetcher = new Prefetcher(chain.spec, 2, null, timers)) {
      for (int i = 0; i < 20; i++) {
        Watched state = new Watched(chain.states.getFirst(), 0);
        try (Reading reading = chain.begin(prefetcher, 0, state)) {
          reading.await();
        }
        reads.add(state.seen.size());
      }
    }
    assertThat(reads.stream().filter(count -> count > 0).count()).isLessThan(10);
    assertThat(reads.getFirst()).isPositive();
  }

  @Test
  void stateThatFailsIsLeftToExecution() {
    Chain chain = new Chain(Kind.TRANSFERS, 1);
    StateView failing =
        new Watched(chain.states.getFirst(), 0) {
          @Override
          public Account account(Address address) {
            throw new IllegalStateException("disk on fire");
          }
        };
    try (Prefetcher prefetcher = new Prefetcher(chain.spec, 4, null, timers);
        Reading reading = chain.begin(prefetcher, 0, failing)) {
      reading.await();
    }
  }

  @Test
  void readersCountAsProcessorTimeOfTheStage() {
    missed(Kind.SWAPS, ReadAhead.LEARNED);
    assertThat(timers.cpuSeconds(BlockStage.PREFETCH)).isPositive();
    assertThat(timers.count(BlockStage.PREFETCH)).isZero();
  }

  /** Reads ahead for two blocks; what execution of the second still has to wait for. */
  private Outcome missed(Kind kind, ReadAhead readAhead) {
    Chain chain = new Chain(kind, 2);
    Prefetcher prefetcher = readAhead.open(chain.spec, timers);
    if (prefetcher == null) {
      throw new IllegalArgumentException("reads nothing ahead: " + readAhead);
    }
    Outcome outcome = new Outcome(0, 0, 0);
    try (prefetcher) {
      for (int i = 0; i < 2; i++) {
        Watched ahead = new Watched(chain.states.get(i), 20_000);
        try (Reading reading = chain.begin(prefetcher, i, ahead)) {
          reading.await();
        }
        Watched asked = new Watched(chain.states.get(i), 0);
        chain.execute(i, asked);
        int missed = (int) asked.seen.stream().filter(key -> !ahead.seen.contains(key)).count();
        outcome = new Outcome(ahead.seen.size(), asked.seen.size(), missed);
      }
    }
    return outcome;
  }

  private record Outcome(int ahead, int asked, int last) {}

  /** Blocks of one kind, with the states before them. */
  private static final class Chain {
    final ChainSpec spec;
    final SenderRecovery senders;
    final List<ExecutedBlock> blocks = new ArrayList<>();
    final List<FlatState> states = new ArrayList<>();

    Chain(Kind kind, int count) {
      this(kind, count, Fork.OSAKA);
    }

    Chain(Kind kind, int count, Fork fork) {
      Workload workload = new Workload(kind, TRANSACTIONS, 600, 0, 1, 5, 60_000_000);
      WorkloadChain chain = new WorkloadChain(workload, fork);
      spec = chain.genesis().spec();
      senders = SenderRecovery.of(spec);
      states.add(FlatState.of(chain.genesis().alloc()));
      chain.make(
          count,
          new InMemoryStore(),
          block -> {
            blocks.add(block);
            states.add(states.getLast().after(block.diff()));
          });
    }

    Reading begin(Prefetcher prefetcher, int index, StateView state) {
      return prefetcher.begin(parent(index, state), blocks.get(index).block(), senders, null);
    }

    Reading beginWithList(Prefetcher prefetcher, int index, StateView state) {
      ExecutedBlock block = blocks.get(index);
      return prefetcher.begin(parent(index, state), block.block(), senders, block.accessList());
    }

    void execute(int index, StateView state) {
      new SequentialBlockExecutor(spec, senders)
          .execute(parent(index, state), blocks.get(index).block());
    }

    private ParentBlock parent(int index, StateView state) {
      return new ParentBlock(
          blocks.get(index).header(), state, number -> Hash32.ZERO, diff -> Hash32.ZERO);
    }
  }

  /** A state that remembers what it was asked for, and takes its time. */
  private static class Watched implements StateView {
    private record Slot(Address address, U256 slot) {}

    private final StateView state;
    private final long nanos;
    final Set<Object> seen = ConcurrentHashMap.newKeySet();

    Watched(StateView state, long nanos) {
      this.state = state;
      this.nanos = nanos;
    }

    private void see(Object key) {
      if (seen.add(key) && nanos > 0) {
        LockSupport.parkNanos(nanos);
      }
    }

    @Override
    public @Nullable Account account(Address address) {
      see(address);
      return state.account(address);
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      see(new Slot(address, slot));
      return state.storage(address, slot);
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      return state.code(codeHash);
    }

    @Override
    public boolean hasStorage(Address address) {
      see(address);
      return state.hasStorage(address);
    }
  }
}
