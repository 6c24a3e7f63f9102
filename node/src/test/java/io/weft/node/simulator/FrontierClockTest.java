package io.weft.node.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.FrontierClock;
import io.weft.execution.FrontierClock.PerRead;
import io.weft.execution.block.ExecutedBlock;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.store.InMemoryStore;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.node.replay.FlatState;
import io.weft.node.replay.ReplayBlock;
import io.weft.node.workload.Workload;
import io.weft.node.workload.WorkloadChain;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FrontierClockTest {
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void whatTheFrontierTakesIsASmallPartOfTheBlock() {
    WorkloadChain chain =
        new WorkloadChain(
            new Workload(Workload.Kind.TRANSFERS, 50, 100, 0, 1, 1, 30_000_000), Fork.OSAKA);
    ChainSpec spec = chain.genesis().spec();
    SenderRecovery senders = SenderRecovery.of(spec);
    ExecutedBlock[] made = new ExecutedBlock[1];
    chain.make(1, new InMemoryStore(), executed -> made[0] = executed);
    ReplayBlock block =
        new ReplayBlock(
            "1",
            made[0].block(),
            FlatState.of(chain.genesis().alloc()),
            number -> made[0].header().parentHash(),
            outcome -> null);
    ParentBlock parent = block.parent(block.state());
    BlockTrace trace = new TraceRecorder(spec, senders, 1, 3).record("1", parent, block.block());
    PerRead perRead;
    long nanos = System.nanoTime();
    try (FrontierClock clock = new FrontierClock(spec, senders, 3, System::nanoTime)) {
      perRead = clock.time(trace.reads(), parent, block.block());
    }
    nanos = System.nanoTime() - nanos;

    // Two of the three executions by one worker took at least the median.
    int reads =
        trace.transactions().stream().mapToInt(transaction -> transaction.reads().size()).sum();
    assertThat(perRead.own()).isBetween(1.0, 0.5 * nanos / reads);
    assertThat(perRead.others()).isGreaterThan(0);
  }
}
