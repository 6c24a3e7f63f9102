package io.weft.execution.evm;

import io.weft.execution.chainspec.Fork;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** What an execution knows that a {@link StopSignal} ends. */
final class StopSignalStress {
  private StopSignalStress() {}

  private static boolean isUndefined(long[] table) {
    return table[Opcode.STOP] == InstructionTable.UNDEFINED;
  }

  /** An execution that found an instruction undefined knows that it was stopped. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "not stopped, stopped just now, or stopped")
  @Outcome(expect = Expect.FORBIDDEN, desc = "halts for no reason")
  @State
  public static class HaltStress {
    private final StopSignal stop = new StopSignal();
    private final long[] table = stop.instructions(Fork.OSAKA);

    @Actor
    public void stopper() {
      stop.stop();
    }

    @Actor
    public void execution(II_Result result) {
      result.r1 = isUndefined(table) ? 1 : 0;
      try {
        stop.requireNotStopped();
      } catch (StopSignal.StoppedException e) {
        result.r2 = 1;
      }
    }
  }

  /** An execution that begins while it is stopped does not go on for ever. */
  @JCStressTest
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "ends")
  @Outcome(expect = Expect.FORBIDDEN, desc = "goes on")
  @State
  public static class BeginStress {
    private final StopSignal stop = new StopSignal();
    private long[] table = new long[0];

    @Actor
    public void stopper() {
      stop.stop();
    }

    @Actor
    public void execution() {
      table = stop.instructions(Fork.OSAKA);
    }

    @Arbiter
    public void look(I_Result result) {
      result.r1 = isUndefined(table) ? 1 : 0;
    }
  }
}
