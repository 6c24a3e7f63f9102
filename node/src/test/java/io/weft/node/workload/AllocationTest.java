package io.weft.node.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weft.execution.BlockExecutors;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.state.StateView;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.transaction.RecoveredSenders;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.types.BlockAccessList;
import io.weft.node.replay.FlatState;
import io.weft.node.replay.ReplayBlock;
import io.weft.node.workload.Workload.Kind;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What executing a transaction allocates once the code is compiled. The bounds are 60 bytes above
 * what was measured in a process that had run everything else before, since the compiler may or may
 * not save a number of 40: they are to find the object that somebody made for every transaction.
 */
class AllocationTest {
  private static final int TRANSACTIONS = 400;

  /** Far more than it takes until compilers have done what they can. */
  private static final int MOST_ROUNDS = 3_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void paymentTakesLittleByOneThread() {
    assertTakesLess(BlockExecutors.sequential(), Made.of(Kind.TRANSFERS, Fork.OSAKA), 425);
  }

  @Test
  void tokenTransferTakesLittleByOneThread() {
    assertTakesLess(BlockExecutors.sequential(), Made.of(Kind.ERC20, Fork.OSAKA), 825);
  }

  @Test
  void paymentTakesLittleByTwoWorkers() {
    assertTakesLess(optimistic(), Made.of(Kind.TRANSFERS, Fork.OSAKA), 485);
  }

  @Test
  void tokenTransferTakesLittleByTwoWorkers() {
    assertTakesLess(optimistic(), Made.of(Kind.ERC20, Fork.OSAKA), 885);
  }

  @Test
  void paymentTakesLittleByList() {
    assertTakesLess(listDriven(), Made.of(Kind.TRANSFERS, Fork.OSAKA), 535);
  }

  @Test
  void tokenTransferTakesLittleByList() {
    assertTakesLess(listDriven(), Made.of(Kind.ERC20, Fork.OSAKA), 920);
  }

  // Since Amsterdam a payment has a log, and by one thread or on a guess the access list is made.

  @Test
  void paymentThatIsListedTakesLittleByOneThread() {
    assertTakesLess(BlockExecutors.sequential(), Made.of(Kind.TRANSFERS, Fork.AMSTERDAM), 840);
  }

  @Test
  void tokenTransferThatIsListedTakesLittleByOneThread() {
    assertTakesLess(BlockExecutors.sequential(), Made.of(Kind.ERC20, Fork.AMSTERDAM), 975);
  }

  @Test
  void paymentThatIsListedTakesLittleByTwoWorkers() {
    assertTakesLess(optimistic(), Made.of(Kind.TRANSFERS, Fork.AMSTERDAM), 895);
  }

  @Test
  void tokenTransferThatIsListedTakesLittleByTwoWorkers() {
    assertTakesLess(optimistic(), Made.of(Kind.ERC20, Fork.AMSTERDAM), 1_030);
  }

  @Test
  void paymentThatIsListedTakesLittleByList() {
    assertTakesLess(listDriven(), Made.of(Kind.TRANSFERS, Fork.AMSTERDAM), 855);
  }

  @Test
  void tokenTransferThatIsListedTakesLittleByList() {
    assertTakesLess(listDriven(), Made.of(Kind.ERC20, Fork.AMSTERDAM), 920);
  }

  private static BlockExecutors optimistic() {
    return BlockExecutors.optimistic(2, 7, System::nanoTime);
  }

  private static BlockExecutors listDriven() {
    return BlockExecutors.listDriven(2, 7, System::nanoTime);
  }

  private static void assertTakesLess(BlockExecutors ways, Made made, long bytes) {
    try (ways) {
      BlockExecutor executor = ways.create(made.chain.genesis().spec(), made.senders);
      BlockAccessList list = ways.areListDriven() ? made.list : null;
      assertThat(leastBytes(executor, made, list, bytes)).isLessThan(bytes);
    }
  }

  /** Bytes a transaction, of all threads, in the best of as many rounds as it takes. */
  private static long leastBytes(
      BlockExecutor executor, Made made, @Nullable BlockAccessList list, long enough) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < MOST_ROUNDS && least >= enough; i++) {
      long before = THREADS.getTotalThreadAllocatedBytes();
      BlockResult result =
          executor.execute(made.block.parent(made.state), made.block.block(), list);
      long bytes = THREADS.getTotalThreadAllocatedBytes() - before;
      assertThat(result).isInstanceOf(ExecutedBlock.class);
      least = Math.min(least, bytes / TRANSACTIONS);
    }
    return least;
  }

  private record Made(
      WorkloadChain chain,
      ReplayBlock block,
      StateView state,
      RecoveredSenders senders,
      BlockAccessList list) {
    static Made of(Kind kind, Fork fork) {
      WorkloadChain chain =
          new WorkloadChain(new Workload(kind, TRANSACTIONS, 2_000, 0, 1, 7, 200_000_000), fork);
      StateView state = FlatState.of(chain.genesis().alloc());
      ReplayBlock[] made = new ReplayBlock[1];
      chain.make(
          1,
          new InMemoryStore(),
          executed ->
              made[0] =
                  new ReplayBlock(
                      kind.toString(),
                      executed.block(),
                      state,
                      number -> executed.header().parentHash(),
                      outcome -> null));
      ReplayBlock block = made[0];
      ChainSpec spec = chain.genesis().spec();
      RecoveredSenders senders =
          new RecoveredSenders(SenderRecovery.of(spec))
              .add(block.block().transactions(), spec.forkOf(block.block().header()));
      BlockAccessList list =
          new SequentialBlockExecutor(spec, senders).accessList(block.parent(state), block.block());
      return new Made(chain, block, state, senders, Objects.requireNonNull(list));
    }
  }
}
