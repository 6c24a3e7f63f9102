package io.weft.execution.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** Who comes and goes in a {@link Crew}. */
final class CrewStress {
  private CrewStress() {}

  /** A thread that comes between two blocks works on the one it came for or not at all. */
  @JCStressTest
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "each in its time")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the work of a block that has ended")
  @State
  public static class LateComerStress {
    private final Crew crew = new Crew(WorkerPool.start(1));
    private final AtomicInteger outOfTime = new AtomicInteger();
    private volatile int current;

    private void work(int block) {
      if (current != block) {
        outOfTime.incrementAndGet();
      }
    }

    @Actor
    public void owner(I_Result result) {
      for (int block = 1; block <= 3; block++) {
        int mine = block;
        current = mine;
        crew.run(2, lane -> work(mine));
      }
      result.r1 = outOfTime.get();
    }

    @Actor
    public void helper() {
      crew.join();
      crew.join();
    }
  }
}
