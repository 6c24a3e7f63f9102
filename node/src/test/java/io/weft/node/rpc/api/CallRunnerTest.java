package io.weft.node.rpc.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.node.rpc.RpcException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CallRunnerTest {

  @Test
  void callForWhichThereIsNoMemoryIsRefusedAndTheNextOneRuns() throws InterruptedException {
    try (CallRunner runner = new CallRunner(Duration.ofSeconds(30))) {
      assertThatThrownBy(() -> runner.run(_ -> new long[Integer.MAX_VALUE]))
          .isInstanceOf(RpcException.class)
          .hasMessage("execution aborted (out of memory)");
      assertThat(runner.<Integer>run(_ -> 7)).isEqualTo(7);
    }
  }
}
