package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport.Mode;
import io.weft.execution.block.ExecutionReport.Span;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Who makes the report of a block, and when. */
final class ReporterStress {
  private ReporterStress() {}

  /** Two workers, each of whom ends the block, so that the other may come too late. */
  @JCStressTest
  @Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "one report, of all that was noted")
  @Outcome(expect = Expect.FORBIDDEN, desc = "something is missing, or there are two")
  @State
  public static class ReportStress {
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger noted = new AtomicInteger();
    private final Recorder.Timeline[] timelines = {
      new Recorder.Timeline(), new Recorder.Timeline()
    };
    private final Reporter reporter;
    private volatile boolean isOver;

    public ReportStress() {
      Recorder recorder = new Recorder(() -> 0);
      recorder.begin(2);
      reporter = new Reporter(recorder, Mode.OPTIMISTIC, report -> made.incrementAndGet());
      reporter.open(new Reporter.Subject(1, 2, "", () -> {}), timelines);
    }

    private void work(int worker) {
      timelines[worker].enter();
      if (!isOver) {
        timelines[worker].add(worker, Span.Kind.SPECULATION, 0, 1);
        noted.incrementAndGet();
      }
      timelines[worker].leave(1);
      isOver = true;
      reporter.tryMake();
    }

    @Actor
    public void first() {
      work(0);
    }

    @Actor
    public void second() {
      work(1);
    }

    @Arbiter
    public void look(II_Result result) {
      result.r1 = reporter.report().spans().size() == noted.get() ? 1 : 0;
      result.r2 = made.get();
    }
  }
}
