package io.weft.node.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.BlockExecutors;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.StateView;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.types.Account;
import io.weft.node.prefetch.ReadAhead;
import io.weft.node.replay.ReplayResult.Measured;
import io.weft.node.workload.Workload;
import io.weft.node.workload.Workload.Kind;
import io.weft.node.workload.WorkloadChain;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayTest {
  private final WorkloadChain chain =
      new WorkloadChain(new Workload(Kind.TRANSFERS, 20, 40, 0, 1, 7, 30_000_000));

  @Test
  void whatTheMachineAllowsIsMeasuredByCopiesOfTheBlockOnThreadsOfTheirOwn() {
    Watched state = new Watched(FlatState.of(chain.genesis().alloc()));
    List<ReplayResult> results = replay(state, 3);
    assertThat(results).hasSize(1);
    assertThat(results.getFirst().problem()).isNull();
    assertThat(results.getFirst().measured())
        .extracting(Measured::executor)
        .containsExactly("sequential", Replay.MACHINE);
    assertThat(results.getFirst().measured().getLast().wallNanos()).isPositive();
    assertThat(results.getFirst().measured().getLast().handOverNanos()).isPositive();
    assertThat(results.getFirst().measured().getFirst().handOverNanos()).isZero();
    assertThat(state.readers).hasSize(3);
  }

  @Test
  void withoutCopiesThereIsOnlyWhatWasAskedFor() {
    Watched state = new Watched(FlatState.of(chain.genesis().alloc()));
    assertThat(replay(state, 0).getFirst().measured())
        .extracting(Measured::executor)
        .containsExactly("sequential");
    assertThat(state.readers).hasSize(1);
  }

  @Test
  void aCopyThatFailsFailsTheBlock() {
    Watched state = new Watched(FlatState.of(chain.genesis().alloc()));
    state.only = Thread.currentThread();
    assertThat(replay(state, 2).getFirst().problem())
        .startsWith(Replay.MACHINE + " threw")
        .contains("not for this thread");
  }

  private List<ReplayResult> replay(StateView state, int copies) {
    ExecutedBlock[] made = new ExecutedBlock[1];
    chain.make(1, new InMemoryStore(), executed -> made[0] = executed);
    ReplayBlock block =
        new ReplayBlock(
            "1",
            made[0].block(),
            state,
            number -> made[0].header().parentHash(),
            outcome -> outcome.diff().equals(made[0].diff()) ? null : "other changes");
    SequencedMap<String, BlockExecutors> executors = new LinkedHashMap<>();
    executors.put("sequential", BlockExecutors.sequential());
    try (Replay replay =
        new Replay(chain.genesis().spec(), executors, List.of(ReadAhead.NONE), 2, 1, 0, copies)) {
      return replay.run(List.of(block), (ran, of) -> {});
    }
  }

  /** A state that knows who read it, and may be for one thread only. */
  private static final class Watched implements StateView {
    private final StateView state;
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
    private @Nullable Thread only;

    Watched(StateView state) {
      this.state = state;
    }

    @Override
    public @Nullable Account account(Address address) {
      readers.add(Thread.currentThread());
      if (only != null && only != Thread.currentThread()) {
        throw new IllegalStateException("not for this thread");
      }
      return state.account(address);
    }

    @Override
    public U256 storage(Address address, U256 slot) {
      return state.storage(address, slot);
    }

    @Override
    public Bytes code(Hash32 codeHash) {
      return state.code(codeHash);
    }

    @Override
    public boolean hasStorage(Address address) {
      return state.hasStorage(address);
    }
  }
}
