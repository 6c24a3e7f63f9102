package io.weft.execution.parallel;

import io.weft.execution.block.ExecutionReport.Span;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** The hand-overs of {@link Schedule}. */
final class ScheduleStress {
  private ScheduleStress() {}

  /** A worker that is done and a holder that leaves: at least one sees the other. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "a wake-up is lost")
  @Outcome(expect = Expect.ACCEPTABLE, desc = "somebody goes on")
  @State
  public static class FrontierHandOverStress {
    private final Schedule schedule = new Schedule();

    public FrontierHandOverStress() {
      schedule.open(2, Order.OWN);
      schedule.tryFrontier();
      schedule.start(0);
      schedule.finish(0);
    }

    @Actor
    public void worker(II_Result result) {
      schedule.done(0);
      result.r1 = schedule.tryFrontier() ? 1 : 0;
    }

    @Actor
    public void holder(II_Result result) {
      schedule.leaveFrontier();
      result.r2 = schedule.state(0) == Schedule.DONE ? 1 : 0;
    }
  }

  /** Either the worker publishes or the frontier takes the transaction over. */
  @JCStressTest
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one of them")
  @Outcome(expect = Expect.FORBIDDEN, desc = "both or nobody")
  @State
  public static class TakeOverStress {
    private final Schedule schedule = new Schedule();

    public TakeOverStress() {
      schedule.open(2, Order.OWN);
      schedule.start(0);
    }

    @Actor
    public void worker(II_Result result) {
      result.r1 = schedule.finish(0) ? 1 : 0;
    }

    @Actor
    public void frontier(II_Result result) {
      result.r2 = schedule.take(0, Schedule.RUNNING) ? 1 : 0;
    }
  }

  /** Of two workers and the frontier one gets a transaction that is done, to do it again or not. */
  @JCStressTest
  @Outcome(
      id = {"1, 0, 0", "0, 1, 0", "0, 0, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one of them")
  @Outcome(expect = Expect.FORBIDDEN, desc = "several or nobody")
  @State
  public static class ReopenStress {
    private final Schedule schedule = new Schedule();

    public ReopenStress() {
      schedule.open(2, Order.OWN);
      schedule.start(0);
      schedule.finish(0);
      schedule.done(0);
    }

    @Actor
    public void worker(III_Result result) {
      result.r1 = schedule.reopen(0) ? 1 : 0;
    }

    @Actor
    public void other(III_Result result) {
      result.r2 = schedule.reopen(0) ? 1 : 0;
    }

    @Actor
    public void frontier(III_Result result) {
      result.r3 = schedule.take(0, Schedule.DONE) ? 1 : 0;
    }
  }

  /** Who takes over what is done again finds the speculation that replaces the stale one. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 7"},
      expect = Expect.ACCEPTABLE,
      desc = "not begun, or the new one")
  @Outcome(expect = Expect.FORBIDDEN, desc = "running with the old one")
  @State
  public static class ReplacementStress {
    private final Schedule schedule = new Schedule();
    private int speculation;

    public ReplacementStress() {
      schedule.open(2, Order.OWN);
      schedule.start(0);
      schedule.finish(0);
      schedule.done(0);
    }

    @Actor
    public void worker() {
      schedule.reopen(0);
      speculation = 7;
      schedule.restart(0);
    }

    @Actor
    public void frontier(II_Result result) {
      if (schedule.take(0, Schedule.RUNNING)) {
        result.r1 = 1;
        result.r2 = speculation;
      }
    }
  }

  /** Two workers never claim the same transaction. */
  @JCStressTest
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = Expect.ACCEPTABLE,
      desc = "one each")
  @Outcome(expect = Expect.FORBIDDEN, desc = "the same, or one left out")
  @State
  public static class ClaimStress {
    private final Schedule schedule = new Schedule();

    public ClaimStress() {
      schedule.open(4, Order.OWN);
    }

    @Actor
    public void first(II_Result result) {
      result.r1 = schedule.claim(3, 1);
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = schedule.claim(3, 1);
    }
  }

  /** Who reports on a block that is over reports all that a worker who comes late notes of it. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 1", "-1, -1"},
      expect = Expect.ACCEPTABLE,
      desc = "nothing, all, or not reported yet")
  @Outcome(expect = Expect.FORBIDDEN, desc = "noted after the report")
  @State
  public static class ReportStress {
    private final Schedule schedule = new Schedule();
    private final Recorder.Timeline timeline = new Recorder.Timeline();

    public ReportStress() {
      schedule.open(2, Order.OWN);
    }

    @Actor
    public void worker() {
      timeline.enter();
      if (!schedule.isOver()) {
        timeline.add(0, Span.Kind.SPECULATION, 1, 2);
      }
      timeline.leave(3);
    }

    @Actor
    public void reporter(II_Result result) {
      schedule.end();
      boolean isInUse = timeline.isInUse();
      result.r1 = isInUse ? -1 : timeline.size();
      Thread.onSpinWait();
      result.r2 = isInUse ? -1 : timeline.size();
    }
  }

  /** What one holder of the frontier wrote, the next one reads. */
  @JCStressTest
  @Outcome(
      id = {"0, 0", "1, 7"},
      expect = Expect.ACCEPTABLE,
      desc = "not there yet, or all of it")
  @Outcome(expect = Expect.FORBIDDEN, desc = "in without what was written there")
  @State
  public static class FrontierPublicationStress {
    private final Schedule schedule = new Schedule();
    private int state;

    public FrontierPublicationStress() {
      schedule.open(2, Order.OWN);
      schedule.tryFrontier();
    }

    @Actor
    public void before() {
      state = 7;
      schedule.leaveFrontier();
    }

    @Actor
    public void after(II_Result result) {
      if (schedule.tryFrontier()) {
        result.r1 = 1;
        result.r2 = state;
      }
    }
  }

  /** Of a chain, one link is claimed, once; the next only when what the first wrote is there. */
  @JCStressTest
  @Outcome(
      id = {"0, -1", "-1, 0", "0, 1", "1, 0"},
      expect = Expect.ACCEPTABLE,
      desc = "the next one only if the first is done by then")
  @Outcome(expect = Expect.FORBIDDEN, desc = "a link twice, or before its time")
  @State
  public static class ChainStress {
    private final Schedule schedule = new Schedule();

    public ChainStress() {
      schedule.open(2, new Order(List.of(), List.of(new int[] {0, 1})));
    }

    @Actor
    public void first(II_Result result) {
      result.r1 = claim();
    }

    @Actor
    public void second(II_Result result) {
      result.r2 = claim();
    }

    private int claim() {
      int link = schedule.claim(2, 0);
      if (link == 0) {
        schedule.start(0);
        schedule.finish(0);
        schedule.done(0);
      }
      return link;
    }
  }
}
