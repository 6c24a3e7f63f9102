package io.weft.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.parallel.ParallelBlockExecutor;
import io.weft.execution.parallel.ParallelSettings;
import io.weft.execution.parallel.WorkerPool;
import io.weft.execution.state.StateView;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.node.replay.FlatState;
import io.weft.node.replay.ReplayBlock;
import io.weft.node.workload.Workload.Kind;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * What executing a transaction allocates once the code is compiled. The bounds are a third above
 * what was measured: they are to find the object that somebody made for every transaction.
 */
class AllocationTest {
  private static final int TRANSACTIONS = 400;

  /** Far more than it takes until compilers have done what they can. */
  private static final int MOST_ROUNDS = 3_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void paymentTakesLittleByOneThread() {
    assertThat(leastBytesSequentially(Kind.TRANSFERS, 850)).isLessThan(850);
  }

  @Test
  void tokenTransferTakesLittleByOneThread() {
    assertThat(leastBytesSequentially(Kind.ERC20, 1_300)).isLessThan(1_300);
  }

  @Test
  void paymentTakesLittleByTwoWorkers() {
    assertThat(leastBytesByTwo(Kind.TRANSFERS, 1_000)).isLessThan(1_000);
  }

  @Test
  void tokenTransferTakesLittleByTwoWorkers() {
    assertThat(leastBytesByTwo(Kind.ERC20, 1_450)).isLessThan(1_450);
  }

  private static long leastBytesSequentially(Kind kind, long enough) {
    Made made = Made.of(kind);
    return leastBytes(
        new SequentialBlockExecutor(made.chain.genesis().spec(), made.senders), made, enough);
  }

  private static long leastBytesByTwo(Kind kind, long enough) {
    Made made = Made.of(kind);
    ParallelSettings settings = ParallelSettings.neverInTurn(7, System::nanoTime, report -> {});
    try (WorkerPool pool = WorkerPool.start(2)) {
      return leastBytes(
          new ParallelBlockExecutor(made.chain.genesis().spec(), made.senders, pool, settings),
          made,
          enough);
    }
  }

  /** Bytes a transaction, of all threads, in the best of as many rounds as it takes. */
  private static long leastBytes(BlockExecutor executor, Made made, long enough) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && least >= enough; i++) {
      long before = THREADS.getTotalThreadAllocatedBytes();
      BlockResult result = executor.execute(made.block.parent(made.state), made.block.block());
      long bytes = THREADS.getTotalThreadAllocatedBytes() - before;
      assertThat(result).isInstanceOf(ExecutedBlock.class);
      least = Math.min(least, bytes / TRANSACTIONS);
    }
    return least;
  }

  private record Made(
      WorkloadChain chain, ReplayBlock block, StateView state, RecoveredSenders senders) {
    static Made of(Kind kind) {
      WorkloadChain chain =
          new WorkloadChain(new Workload(kind, TRANSACTIONS, 2_000, 0, 1, 7, 200_000_000));
      StateView state = FlatState.of(chain.genesis().alloc());
      Made[] made = new Made[1];
      chain.make(
          1,
          new InMemoryStore(),
          executed -> {
            Fork fork = chain.genesis().spec().forkOf(executed.header());
            made[0] =
                new Made(
                    chain,
                    new ReplayBlock(
                        kind.toString(),
                        executed.block(),
                        state,
                        number -> executed.header().parentHash(),
                        outcome -> null),
                    state,
                    new RecoveredSenders(SenderRecovery.of(chain.genesis().spec()))
                        .add(executed.block().transactions(), fork));
          });
      return made[0];
    }
  }
}
