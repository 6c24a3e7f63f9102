package io.weft.node.simulator;

import static io.weft.node.simulator.TraceFixture.block;
import static io.weft.node.simulator.TraceFixture.tx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.weft.execution.FrontierClock.PerRead;
import io.weft.node.simulator.Calibration.Measured;
import io.weft.node.simulator.Calibration.MeasuredByList;
import io.weft.node.simulator.Costs.ByList;
import io.weft.node.simulator.Costs.HandOver;
import io.weft.node.simulator.TraceGroup.Result;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
  /** One transaction at the frontier, the other beside it. */
  private static final BlockTrace TWO = block(tx(1000).reads(1, 0, 0), tx(9000).reads(2, 0, 0));

  private static final BlockTrace ONE = block(tx(3000).reads(1, 0, 0));

  /** What a row of an access list costs, and a look-up in it. */
  private static final long LISTED = 60;

  private static final long LOOK_UP = 120;

  /**
   * What a block takes.
   *
   * @param overhead of a transaction, its one look-up included, half of it at the frontier
   * @param handOver the same, besides, of the one taken over from another core
   * @param slowDown of two cores by each other
   */
  private static Measured measured(long overhead, long handOver, double slowDown) {
    long sequential = 1000 + 9000;
    long rest = LISTED * TWO.rows();
    double longer = slowDown - 1;
    return new Measured(
        TWO,
        sequential,
        sequential + 2 * overhead,
        9000 + overhead + handOver + Math.round(longer * 1000),
        Math.round(slowDown * sequential),
        new PerRead(0.5 * overhead, 0.5 * (overhead + handOver)),
        new MeasuredByList(
            sequential + 2 * LOOK_UP + rest,
            rest,
            9000 + LOOK_UP + rest / 2 + Math.round(longer * (1000 + LOOK_UP))));
  }

  private static void assertPredicted(Calibration calibration) {
    assertThat(calibration.oneWorker()).isCloseTo(1, within(0.001));
    assertThat(calibration.twoWorkers()).isCloseTo(1, within(0.001));
    assertThat(calibration.oneByList()).isCloseTo(1, within(0.001));
    assertThat(calibration.twoByList()).isCloseTo(1, within(0.001));
    assertThat(calibration.isAccepted()).isTrue();
  }

  @Test
  void costsAreThoseThatExplainEveryOtherBlock() {
    Measured block = measured(400, 800, 1);
    Calibration calibration = Calibration.of(List.of(block, block), 1, 7);

    // Each transaction has one look-up, so that only their sum can be told.
    Costs costs = calibration.costs();
    assertThat(costs.perRunNanos() + costs.perReadNanos()).isEqualTo(200);
    assertThat(costs.perCheckNanos()).isEqualTo(200);
    HandOver handOver = costs.handOver();
    assertThat(handOver.perRunNanos() + handOver.perReadNanos()).isEqualTo(400);
    assertThat(handOver.perCheckNanos()).isEqualTo(400);
    assertThat(costs.byList()).isEqualTo(new ByList(LOOK_UP, LISTED));
    assertThat(costs.coldReadNanos()).isEqualTo(7);
    assertPredicted(calibration);
  }

  @Test
  void whatTheMachineSlowsDownIsNoCost() {
    Measured block = measured(400, 0, 1.5);
    Calibration calibration = Calibration.of(List.of(block, block), 1, 0);

    assertThat(calibration.slowDown()).isCloseTo(1.5, within(0.001));
    assertThat(calibration.costs().handOver()).isEqualTo(HandOver.NONE);
    assertPredicted(calibration);
  }

  @Test
  void aSlowDownThatParallelRunsDoNotShowIsAMiss() {
    Measured calm = measured(400, 0, 1);
    Measured block =
        new Measured(
            TWO,
            calm.sequentialNanos(),
            calm.oneWorkerNanos(),
            calm.twoWorkersNanos(),
            3 * calm.twoAtOnceNanos(),
            calm.atFrontier(),
            calm.byList());
    Calibration calibration = Calibration.of(List.of(calm, block), 1, 0);

    assertThat(calibration.twoWorkers()).isCloseTo(11_400.0 / 9400, within(0.001));
    assertThat(calibration.isAccepted()).isFalse();
  }

  @Test
  void aBlockThatGaveNoCostsIsPredicted() {
    Calibration calibration =
        Calibration.of(List.of(measured(400, 0, 1), measured(400, 1200, 1)), 1, 0);

    assertThat(calibration.oneWorker()).isCloseTo(1, within(0.001));
    assertThat(calibration.twoWorkers()).isCloseTo(9400.0 / 10_600, within(0.001));
    assertThat(calibration.isAccepted()).isFalse();
  }

  @Test
  void tracesAreAsSlowAsTheRunsBesideTheParallelOnes() {
    Measured twice = new Measured(TWO, 20_000, 20_000, 18_000, 20_000, new PerRead(0, 0), null);

    BlockTrace trace = Calibration.of(List.of(twice), 1, 0).group().blocks().getFirst();

    assertThat(trace.sequentialNanos()).isEqualTo(20_000);
  }

  @Test
  void aGroupIsTheSumOfItsBlocks() {
    TraceGroup group = new TraceGroup("both", List.of(TWO, ONE));

    Result result = group.simulate(PolicyKind.OPTIMISTIC, 2, Costs.NONE);

    assertThat(result.speedUp()).isCloseTo(13_000.0 / (9000 + 3000), within(0.001));
    assertThat(result.executionsPerTransaction()).isEqualTo(1);
    assertThat(result.shareOfBound()).isEqualTo(1);
  }
}
