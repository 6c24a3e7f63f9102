package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.BlockResult;
import io.weft.execution.block.SequentialBlockExecutor;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.testing.BlockUniverse;
import io.weft.execution.testing.ListFault;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.types.BlockAccessList;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A list that is wrong in any of the ways there are changes nothing: the block is executed, or
 * refused for the same reason, as by one thread that looks at no list.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ListFaultsTest {
  private static final int[] WORKERS = {1, 2, 3, 8};
  private static final int BLOCKS = Integer.getInteger("weft.universes", 400) / 4;
  private static final long SEED = Long.getLong("weft.seed", 20_261_123L);

  @Test
  void generatedBlocksEndAsIfThereWereNoList() {
    System.out.println("generated blocks with faulty lists: " + BLOCKS + " from seed " + SEED);
    Set<ListFault> met = EnumSet.noneOf(ListFault.class);
    List<WorkerPool> pools = new ArrayList<>();
    for (int workers : WORKERS) {
      pools.add(WorkerPool.start(workers));
    }
    try {
      for (int i = 0; i < BLOCKS; i++) {
        check(SEED + i, pools.get(i % pools.size()), met);
      }
    } finally {
      pools.forEach(WorkerPool::close);
    }
    assertThat(met).containsExactlyInAnyOrder(ListFault.values());
  }

  private static void check(long seed, WorkerPool pool, Set<ListFault> met) {
    Random random = new Random(seed);
    TestBlock generated =
        new BlockUniverse(seed, Fork.AMSTERDAM, 3 + random.nextInt(12), 3 + random.nextInt(20))
            .block();
    WholeBlock whole = WholeBlock.of(EveryWay.valid(generated));
    SequentialBlockExecutor oracle = new SequentialBlockExecutor(whole.spec(), whole.senders());
    BlockResult expected = oracle.execute(whole.parent(), whole.block());
    BlockAccessList right =
        Objects.requireNonNull(oracle.accessList(whole.parent(), whole.block()), "seed " + seed);
    ParallelBlockExecutor executor =
        ParallelBlockExecutor.listDriven(
            whole.spec(),
            whole.senders(),
            pool,
            ParallelSettings.standard(random.nextLong(), System::nanoTime, report -> {}));
    int transactions = whole.block().body().transactions().size();
    for (ListFault fault : ListFault.values()) {
      BlockAccessList wrong = fault.in(right, transactions, random);
      if (wrong != null) {
        met.add(fault);
        assertThat(executor.execute(whole.parent(), whole.block(), wrong))
            .as("seed %d, %s, %d workers", seed, fault, pool.workers())
            .isEqualTo(expected);
      }
    }
    assertThat(executor.execute(whole.parent(), whole.block(), right))
        .as("seed %d, the right list", seed)
        .isEqualTo(expected);
  }
}
