package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.block.ExecutionReport;
import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.testing.TestBlock;
import io.weft.execution.testing.TestState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class ModeTest {
  private static final Address ALICE = Address.of(0xA11CE);
  private static final Address OTHER = Address.of(0x07E4);
  private static final Bytes ARGUMENT = Bytes.of(1, 2, 3, 4);

  @Test
  void plainTransfersAreExecutedByOneThread() {
    assertThat(report(2, 100, Bytes.EMPTY))
        .returns(Mode.SEQUENTIAL, ExecutionReport::mode)
        .returns("too little work to share", ExecutionReport::reason);
  }

  @Test
  void longCallsAreExecutedBySeveral() {
    assertThat(report(2, 100, ARGUMENT)).returns(Mode.OPTIMISTIC, ExecutionReport::mode);
  }

  @Test
  void oneWorkerExecutesEverythingInTurn() {
    assertThat(report(1, 100, ARGUMENT))
        .returns(Mode.SEQUENTIAL, ExecutionReport::mode)
        .returns("one worker", ExecutionReport::reason);
  }

  private static ExecutionReport report(int workers, int count, Bytes data) {
    TestState state = new TestState().balance(ALICE, 1_000_000_000_000_000L);
    TestBlock block = TestBlock.of(Fork.SHANGHAI, state);
    for (int i = 0; i < count; i++) {
      block.call(ALICE, OTHER, 1, 1, data);
    }
    List<ExecutionReport> reports = new ArrayList<>();
    ParallelSettings settings = ParallelSettings.standard(7, System::nanoTime, reports::add);
    try (WorkerPool pool = WorkerPool.start(workers)) {
      Outcome.of(block, new PickedTransactions(pool, settings, false), false);
    }
    assertThat(reports).hasSize(1);
    return reports.getFirst();
  }
}
