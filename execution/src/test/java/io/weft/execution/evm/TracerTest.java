package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.testing.EvmHarness.CONTRACT;
import static io.weft.execution.testing.EvmHarness.GAS;
import static io.weft.execution.testing.EvmHarness.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import io.weft.execution.types.Log;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TracerTest {
  /** Writes down what it hears, a line an event. */
  private static final class Recorder implements Tracer {
    final List<String> lines = new ArrayList<>();

    @Override
    public void enter(int depth, Message message) {
      lines.add("enter " + depth + " " + message.kind() + " " + message.gas());
    }

    @Override
    public void step(Step step) {
      lines.add(step.pc() + " " + Opcode.name(step.opcode()) + " stack " + step.stackSize());
    }

    @Override
    public void stepDone(Step step, long gasCost, @Nullable HaltReason halt) {
      lines.add("cost " + gasCost + (halt == null ? "" : " " + halt));
    }

    @Override
    public void selfDestruct(Address contract, Address beneficiary, U256 balance) {
      lines.add("destroy " + balance);
    }

    @Override
    public void log(Log log) {
      lines.add("log " + log.data());
    }

    @Override
    public void exit(int depth, MessageResult result) {
      lines.add("exit " + depth + " " + result.getClass().getSimpleName());
    }
  }

  private static List<String> trace(TestState state) {
    Recorder recorder = new Recorder();
    new EvmHarness(Fork.OSAKA, state).call(GAS, Bytes.EMPTY, recorder);
    return recorder.lines;
  }

  @Test
  void everyInstructionIsAnnouncedAndPriced() {
    Bytes code = new Bytecode().push(0x20).op(MLOAD, INVALID).build();
    assertThat(trace(new TestState().contract(CONTRACT, code)))
        .containsExactly(
            "enter 0 CALL 10000000",
            "0 PUSH1 stack 0",
            "cost 3",
            "2 MLOAD stack 1",
            "cost 9",
            "3 INVALID stack 1",
            "cost 0 INVALID_OPCODE",
            "exit 0 Halt");
  }

  @Test
  void callsNestAndTheirCostIncludesTheGasHandedOn() {
    TestState state =
        new TestState()
            .contract(CONTRACT, new Bytecode().call(50_000, OTHER, 0).build())
            .contract(OTHER, new Bytecode().push(OTHER).op(SELFDESTRUCT).build());
    assertThat(trace(state))
        .containsSequence("cost 52600", "enter 1 CALL 50000", "0 PUSH20 stack 0")
        .containsSequence("destroy 0", "cost 5000", "exit 1 Success", "35 STOP stack 1");
  }

  @Test
  void logsAndPrecompiledContractsAreHeard() {
    TestState state =
        new TestState()
            .contract(
                CONTRACT,
                new Bytecode().operands(31, 1).op(LOG0).staticCall(1000, Address.of(4)).build());
    assertThat(trace(state))
        .contains("log 0x00")
        .containsSequence("enter 1 STATICCALL 1000", "exit 1 Success");
  }
}
