package io.weft.node.simulator;

import io.weft.execution.FrontierClock.PerRead;
import io.weft.node.simulator.Costs.ByList;
import io.weft.node.simulator.Costs.HandOver;
import io.weft.node.simulator.OrderedCommit.Habit;
import io.weft.node.simulator.OrderedCommit.Visibility;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Costs taken from real runs of the executors, and how far a simulation with them is from such
 * runs. What the frontier takes, where cores come one after the other, is timed there. One worker
 * runs each transaction ahead and checks it, so that its time says what else that costs; two
 * workers do what is projected onto more, and their time says what it costs besides to use what
 * another core has done. One worker that follows the access list says what that costs: what it
 * spends on no transaction is spent on the list as a whole. Every other block gives the costs,
 * those that explain its times best; the blocks between are only predicted.
 *
 * <p>Two threads of one machine slow each other down, even if they have nothing in common. That is
 * measured beside, by independent sequential executors, and is no cost of a way to execute blocks:
 * the runs with two workers are predicted for cores that slow each other down as much, projections
 * are made for cores that do not.
 *
 * @param group the traces, as slow as the sequential runs beside the parallel ones
 * @param oneWorker predicted time over measured time, of the blocks that gave no costs
 * @param twoWorkers the same with two
 * @param oneByList the same with one by the access list; 1 where no list was followed
 * @param twoByList the same with two
 * @param slowDown what a thread took beside another over what it took alone, of the same blocks
 */
public record Calibration(
    TraceGroup group,
    Costs costs,
    double oneWorker,
    double twoWorkers,
    double oneByList,
    double twoByList,
    double slowDown) {
  /** A simulation that misses a measurement by more is not to be believed. */
  public static final double MOST_MISSED = 0.10;

  private static final Policy ONE_AHEAD =
      new OrderedCommit(Visibility.FINISHED, cores -> Reach.fixed(0), Habit.RUNS_ALL_AHEAD);
  private static final Policy TWO_AHEAD = PolicyKind.OPTIMISTIC.policy();
  private static final Policy BY_LIST = PolicyKind.LIST.policy();

  /** Nanoseconds a transaction beyond which costs are not looked for. */
  private static final long MOST_COSTS = 8_000;

  private static final long STEP = 200;

  /** A look-up costs a tenth of what a transaction does, at most and step by step. */
  private static final long LOOK_UPS = 10;

  /**
   * What was measured of one block.
   *
   * @param sequentialNanos of the sequential executor
   * @param oneWorkerNanos of the optimistic executor with one worker that runs everything ahead
   * @param twoWorkersNanos with two, as it does it
   * @param twoAtOnceNanos of two sequential executors, each of which executes the block at the same
   *     time as the other
   * @param atFrontier what the optimistic executor takes there for a read
   * @param byList what the list executor takes, or null where it does not follow the list
   */
  public record Measured(
      BlockTrace trace,
      long sequentialNanos,
      long oneWorkerNanos,
      long twoWorkersNanos,
      long twoAtOnceNanos,
      PerRead atFrontier,
      @Nullable MeasuredByList byList) {

    private Measured adjusted() {
      return new Measured(
          trace.scaledTo(sequentialNanos),
          sequentialNanos,
          oneWorkerNanos,
          twoWorkersNanos,
          twoAtOnceNanos,
          atFrontier,
          byList);
    }

    private double slowDown() {
      return (double) twoAtOnceNanos / sequentialNanos;
    }

    private double oneWorker(Costs costs) {
      return predicted(ONE_AHEAD, 1, costs);
    }

    private double twoWorkers(Costs costs) {
      return predicted(TWO_AHEAD, 2, costs);
    }

    private double byList(Costs costs, int cores) {
      return predicted(BY_LIST, cores, costs);
    }

    private double predicted(Policy policy, int cores, Costs costs) {
      return policy.project(trace, cores, costs).nanosWithSlowDown(slowDown()) + trace.restNanos();
    }
  }

  /**
   * What was measured of a block by its access list.
   *
   * @param oneWorkerNanos with one worker
   * @param restNanos of that, what was spent on no transaction
   * @param twoWorkersNanos with two
   */
  public record MeasuredByList(long oneWorkerNanos, long restNanos, long twoWorkersNanos) {}

  /**
   * Derives the costs.
   *
   * @param rerunFactor see {@link Costs#rerunFactor}
   * @param coldReadNanos goes into the costs, not into the comparison, which is of blocks in memory
   */
  public static Calibration of(List<Measured> measured, double rerunFactor, long coldReadNanos) {
    List<Measured> blocks = measured.stream().map(Measured::adjusted).toList();
    List<Measured> givers = everyOther(blocks, 0);
    Costs costs = fitByList(givers, fitHandOver(givers, fit(givers, rerunFactor)));
    List<Measured> others = everyOther(blocks, 1);
    double one = 0;
    double oneMeasured = 0;
    double two = 0;
    double twoMeasured = 0;
    double oneList = 0;
    double oneListMeasured = 0;
    double twoList = 0;
    double twoListMeasured = 0;
    double alone = 0;
    double atOnce = 0;
    for (Measured block : others) {
      one += block.oneWorker(costs);
      oneMeasured += block.oneWorkerNanos;
      two += block.twoWorkers(costs);
      twoMeasured += block.twoWorkersNanos;
      alone += block.sequentialNanos;
      atOnce += block.twoAtOnceNanos;
      MeasuredByList byList = block.byList;
      if (byList != null) {
        oneList += block.byList(costs, 1);
        oneListMeasured += byList.oneWorkerNanos;
        twoList += block.byList(costs, 2);
        twoListMeasured += byList.twoWorkersNanos;
      }
    }
    return new Calibration(
        new TraceGroup("calibration", blocks.stream().map(Measured::trace).toList()),
        costs.withColdReads(coldReadNanos),
        one / oneMeasured,
        two / twoMeasured,
        oneListMeasured == 0 ? 1 : oneList / oneListMeasured,
        twoListMeasured == 0 ? 1 : twoList / twoListMeasured,
        atOnce / alone);
  }

  /** One half of the blocks, or the only one. */
  private static List<Measured> everyOther(List<Measured> blocks, int from) {
    List<Measured> chosen = new ArrayList<>();
    for (int i = Math.min(from, blocks.size() - 1); i < blocks.size(); i += 2) {
      chosen.add(blocks.get(i));
    }
    return chosen;
  }

  /** Whether all predictions are near enough. */
  public boolean isAccepted() {
    return isNear(oneWorker) && isNear(twoWorkers) && isNear(oneByList) && isNear(twoByList);
  }

  private static boolean isNear(double ratio) {
    return Math.abs(ratio - 1) <= MOST_MISSED;
  }

  /** Tries so much a run and so much a look-up, once it is known what a check takes. */
  private static Costs fit(List<Measured> blocks, double rerunFactor) {
    long check = perRead(blocks, PerRead::own);
    Costs best = Costs.NONE;
    double least = Double.MAX_VALUE;
    for (long run = 0; run <= MOST_COSTS; run += STEP) {
      for (long lookUp = 0; lookUp <= MOST_COSTS / LOOK_UPS; lookUp += STEP / LOOK_UPS) {
        Costs costs = new Costs(run, lookUp, check, ByList.NONE, HandOver.NONE, rerunFactor, 0);
        double error = 0;
        for (Measured block : blocks) {
          error += weightedMiss(block.oneWorker(costs), (double) block.oneWorkerNanos);
        }
        if (error < least) {
          least = error;
          best = costs;
        }
      }
    }
    return best;
  }

  /**
   * What the frontier takes for a read: the median of what was timed there, for before Byzantium
   * that was mostly the state root after each transaction.
   */
  private static long perRead(List<Measured> blocks, ToDoubleFunction<PerRead> nanos) {
    double[] sorted =
        blocks.stream()
            .mapToDouble(block -> nanos.applyAsDouble(block.atFrontier))
            .sorted()
            .toArray();
    return Math.round(sorted[sorted.length / 2]);
  }

  private static Costs fitHandOver(List<Measured> blocks, Costs base) {
    long check = Math.max(0, perRead(blocks, PerRead::others) - base.perCheckNanos());
    Costs best = base;
    double least = Double.MAX_VALUE;
    for (long run = 0; run <= MOST_COSTS; run += 2 * STEP) {
      for (long lookUp = 0; lookUp <= MOST_COSTS / LOOK_UPS; lookUp += 2 * STEP / LOOK_UPS) {
        Costs costs = base.withHandOver(new HandOver(run, lookUp, check));
        double error = 0;
        for (Measured block : blocks) {
          error += weightedMiss(block.twoWorkers(costs), (double) block.twoWorkersNanos);
        }
        if (error < least) {
          least = error;
          best = costs;
        }
      }
    }
    return best;
  }

  private static Costs fitByList(List<Measured> blocks, Costs base) {
    long rest = 0;
    long rows = 0;
    for (Measured block : blocks) {
      rest += block.byList == null ? 0 : block.byList.restNanos;
      rows += block.byList == null ? 0 : block.trace.rows();
    }
    long perRow = rows == 0 ? 0 : rest / rows;
    Costs best = base;
    double least = Double.MAX_VALUE;
    for (long lookUp = 0; lookUp <= MOST_COSTS / LOOK_UPS; lookUp += STEP / 2 / LOOK_UPS) {
      Costs costs = base.withByList(new ByList(lookUp, perRow));
      double error = 0;
      for (Measured block : blocks) {
        if (block.byList != null) {
          error += weightedMiss(block.byList(costs, 1), (double) block.byList.oneWorkerNanos);
        }
      }
      if (error < least) {
        least = error;
        best = costs;
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
