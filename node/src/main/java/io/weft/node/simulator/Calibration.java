package io.weft.node.simulator;

import io.weft.node.simulator.OrderedCommit.Visibility;
import java.util.ArrayList;
import java.util.List;

/**
 * Costs taken from real runs of the optimistic executor, and how far a simulation with them is from
 * such runs. One worker runs each transaction ahead and checks it, so that its time says what that
 * costs; two workers do what is projected onto more. Every other block gives the costs, those that
 * explain its times best; the blocks between are only predicted.
 *
 * @param group the traces, with the time outside of transactions as the sequential runs had it
 * @param slowdown time of two cores busy with the same work each, over that of one alone
 * @param oneWorker predicted time over measured time, of the blocks that gave no costs
 * @param twoWorkers the same with two
 */
public record Calibration(
    TraceGroup group, Costs costs, double slowdown, double oneWorker, double twoWorkers) {
  /** A simulation that misses a measurement by more is not to be believed. */
  public static final double MOST_MISSED = 0.10;

  private static final Policy ONE_AHEAD =
      new OrderedCommit(Visibility.FINISHED, () -> Reach.fixed(0), true);
  private static final Policy TWO_AHEAD = PolicyKind.OPTIMISTIC.policy();

  /** Nanoseconds a transaction beyond which costs are not looked for. */
  private static final long MOST_COSTS = 8_000;

  private static final long STEP = 200;

  /**
   * What was measured of one block.
   *
   * @param sequentialNanos of the sequential executor
   * @param oneWorkerNanos of the optimistic executor with one worker that runs everything ahead
   * @param twoWorkersNanos with two, as it does it
   */
  public record Measured(
      BlockTrace trace, long sequentialNanos, long oneWorkerNanos, long twoWorkersNanos) {

    /** The trace, with all that the sequential run took outside of transactions. */
    private Measured adjusted() {
      long rest = Math.max(0, sequentialNanos - trace.sequentialNanos());
      return new Measured(trace.withRest(rest), sequentialNanos, oneWorkerNanos, twoWorkersNanos);
    }

    private double oneWorker(Costs costs) {
      return ONE_AHEAD.project(trace, 1, costs).nanos() + trace.restNanos();
    }

    private double twoWorkers(Costs costs, double slowdown) {
      return slowdown * (TWO_AHEAD.project(trace, 2, costs).nanos() + trace.restNanos());
    }
  }

  /**
   * Derives the costs.
   *
   * @param rerunFactor see {@link Costs#rerunFactor}
   * @param slowdown see {@link #slowdown}
   * @param coldReadNanos goes into the costs, not into the comparison, which is of blocks in memory
   */
  public static Calibration of(
      List<Measured> measured, double rerunFactor, double slowdown, long coldReadNanos) {
    List<Measured> blocks = measured.stream().map(Measured::adjusted).toList();
    Costs costs = fit(everyOther(blocks, 0), rerunFactor, slowdown);
    List<Measured> others = everyOther(blocks, 1);
    double one = 0;
    double oneMeasured = 0;
    double two = 0;
    double twoMeasured = 0;
    for (Measured block : others) {
      one += block.oneWorker(costs);
      oneMeasured += block.oneWorkerNanos;
      two += block.twoWorkers(costs, slowdown);
      twoMeasured += block.twoWorkersNanos;
    }
    return new Calibration(
        new TraceGroup("calibration", blocks.stream().map(Measured::trace).toList()),
        costs.withColdReads(coldReadNanos),
        slowdown,
        one / oneMeasured,
        two / twoMeasured);
  }

  private static List<Measured> everyOther(List<Measured> blocks, int from) {
    List<Measured> chosen = new ArrayList<>();
    for (int i = Math.min(from, blocks.size() - 1); i < blocks.size(); i += 2) {
      chosen.add(blocks.get(i));
    }
    return chosen;
  }

  /** Whether both predictions are near enough. */
  public boolean isAccepted() {
    return Math.abs(oneWorker - 1) <= MOST_MISSED && Math.abs(twoWorkers - 1) <= MOST_MISSED;
  }

  /** Tries so much a transaction and so much a look-up, half of each in the run. */
  private static Costs fit(List<Measured> blocks, double rerunFactor, double slowdown) {
    Costs best = Costs.NONE;
    double least = Double.MAX_VALUE;
    for (long perTransaction = 0; perTransaction <= MOST_COSTS; perTransaction += STEP) {
      for (long perLookUp = 0; perLookUp <= MOST_COSTS / 10; perLookUp += STEP / 10) {
        Costs costs =
            new Costs(
                perTransaction / 2,
                perLookUp / 2,
                perTransaction / 2,
                perLookUp / 2,
                rerunFactor,
                0);
        double error = 0;
        for (Measured block : blocks) {
          error += weightedMiss(block.oneWorker(costs), (double) block.oneWorkerNanos);
          error += weightedMiss(block.twoWorkers(costs, slowdown), (double) block.twoWorkersNanos);
        }
        if (error < least) {
          least = error;
          best = costs;
        }
      }
    }
    return best;
  }

  // Large blocks count for more, but not as the square of their time.
  private static double weightedMiss(double predicted, double measured) {
    double miss = predicted - measured;
    return miss * miss / measured;
  }
}
