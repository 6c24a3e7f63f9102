package io.weft.node.simulator;

import static io.weft.node.simulator.TraceFixture.COINBASE;
import static io.weft.node.simulator.TraceFixture.block;
import static io.weft.node.simulator.TraceFixture.tx;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.U256;
import io.weft.node.simulator.Costs.ByList;
import io.weft.node.simulator.Costs.HandOver;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each schedule here is worked out by hand; times are nanoseconds. */
final class PolicyTest {
  private static final int A = 1;
  private static final int B = 2;
  private static final Need NOTHING = new Need.Nothing();

  /** The second reads what the first leaves, but early. */
  private static final BlockTrace CONFLICT = block(tx(100).writes(A, 5), tx(80).reads(A, 5, 10));

  /** As long as the first transaction runs, the second has finished but not committed. */
  private static final BlockTrace BEHIND_A_LONG_ONE =
      block(tx(200), tx(50).writes(A, 5), tx(80).reads(A, 5, 60));

  private static void assertTakes(
      Policy policy, BlockTrace trace, int cores, long nanos, long executions) {
    assertTakes(policy, trace, cores, Costs.NONE, nanos, executions);
  }

  private static void assertTakes(
      Policy policy, BlockTrace trace, int cores, Costs costs, long nanos, long executions) {
    Projection projection = policy.project(trace, cores, costs);
    assertThat(projection.nanos()).isEqualTo(nanos);
    assertThat(projection.executions()).isEqualTo(executions);
  }

  @Nested
  final class Optimistic {
    private final Policy policy = PolicyKind.OPTIMISTIC.policy();

    @Test
    void independentTransactionsTakeAsLongAsTheLongest() {
      assertTakes(policy, block(tx(100), tx(60)), 2, 100, 2);
    }

    @Test
    void oneCoreTakesTheSum() {
      assertTakes(policy, block(tx(100), tx(60)), 1, 160, 2);
    }

    @Test
    void aStaleRunIsRepeatedAtTheFrontier() {
      assertTakes(policy, CONFLICT, 2, 180, 3);
    }

    @Test
    void aRepeatedRunFindsWarmCaches() {
      assertTakes(
          policy, CONFLICT, 2, new Costs(0, 0, 0, ByList.NONE, HandOver.NONE, 0.5, 0), 140, 3);
    }

    @Test
    void aLateReadSeesWhatFinishedBeforeIt() {
      assertTakes(policy, block(tx(100).writes(A, 5), tx(200).reads(A, 5, 150)), 2, 200, 2);
    }

    @Test
    void whatFinishedIsSeenBeforeItCommits() {
      assertTakes(policy, BEHIND_A_LONG_ONE, 3, 200, 3);
    }

    @Test
    void aStaleRunIsRepeatedBeforeItsTurnIfThereAreCores() {
      BlockTrace trace = block(tx(300), tx(100).writes(A, 5), tx(100).reads(A, 5, 10));
      assertTakes(policy, trace, 3, 300, 4);
    }

    @Test
    void theSameValueIsNoConflict() {
      assertTakes(policy, block(tx(100).writes(A, 0), tx(80).reads(A, 0, 10)), 2, 100, 2);
    }

    @Test
    void enoughMoneyIsNoConflict() {
      BlockTrace trace =
          block(tx(100).writes(A, 7), tx(80).reads(A, new Need.AtLeast(U256.ZERO), 10));
      assertTakes(policy, trace, 2, 100, 2);
    }

    @Test
    void tooLittleMoneyIsAConflict() {
      BlockTrace trace =
          block(tx(100).writes(A, 7), tx(80).reads(A, new Need.AtLeast(U256.ONE), 10));
      assertTakes(policy, trace, 2, 180, 3);
    }

    @Test
    void feesAreNoConflict() {
      BlockTrace trace =
          block(
              tx(100).reads(COINBASE, NOTHING, 90).writes(COINBASE, 1),
              tx(80).reads(COINBASE, NOTHING, 70).writes(COINBASE, 2));
      assertTakes(policy, trace, 2, 100, 2);
    }

    @Test
    void whatAStaleRunLeavesIsStale() {
      // The second finishes at 80 in vain; the third sees its slot at 85; both run again in turn.
      BlockTrace trace =
          block(tx(100).writes(A, 5), tx(80).reads(A, 5, 10).writes(B, 6), tx(90).reads(B, 6, 85));
      assertTakes(policy, trace, 3, 100 + 80 + 90, 5);
    }

    @Test
    void aStaleRunUnderWayIsCalledOffAtTheFrontier() {
      assertTakes(policy, block(tx(100).writes(A, 5), tx(200).reads(A, 5, 10)), 2, 300, 3);
    }

    @Test
    void whatIsCalledOffNeedNotEnd() {
      // Called off at 100, repeated in a tenth of the time; it would have ended at 200.
      BlockTrace trace = block(tx(100).writes(A, 5), tx(200).reads(A, 5, 10));
      Costs costs = new Costs(0, 0, 0, ByList.NONE, HandOver.NONE, 0.1, 0);
      assertTakes(policy, trace, 2, costs, 120, 3);
    }

    @Test
    void severalCoresPayForWhatTheyHandOver() {
      // Besides: 7 to start, a read of 10, a check of 20.
      Costs costs = new Costs(3, 2, 1, ByList.NONE, new HandOver(7, 10, 20), 1, 0);
      BlockTrace trace = block(tx(1), tx(10).reads(A, 0, 1));
      assertTakes(policy, trace, 2, costs, 3 + 10 + 2 + 1 + 7 + 10 + 20, 2);
    }

    @Test
    void coresThatSlowEachOtherDownDoSoWhileBothAreBusy() {
      Projection projection = policy.project(block(tx(100), tx(60)), 2, Costs.NONE);
      assertThat(projection.togetherNanos()).isEqualTo(60);
      assertThat(projection.nanosWithSlowDown(1.5)).isEqualTo(130);
    }

    @Test
    void aCoreThatIsAloneIsNotSlowedDown() {
      Projection projection = policy.project(block(tx(100), tx(60)), 1, Costs.NONE);
      assertThat(projection.nanosWithSlowDown(1.5)).isEqualTo(160);
    }

    @Test
    void whoHasNothingToBeginHelps() {
      // Two parts from 20 to 60 by one core, two from 30 to 70 by the other; 10 remain.
      BlockTrace trace = block(tx(110).comesInParts(20, 80, 4), tx(30));
      assertTakes(policy, trace, 2, 70 + 10, 2);
    }

    @Test
    void theWindowHoldsBackWhatIsFarAhead() {
      Policy one = new OrderedCommit(OrderedCommit.Visibility.FINISHED, cores -> Reach.fixed(1));
      assertTakes(one, block(tx(100), tx(10), tx(10)), 2, 110, 3);
    }

    @Test
    void whatTheBlockWouldWaitForIsBegunFirst() {
      BlockTrace trace = block(tx(200_000), tx(200_000), tx(200_000), tx(900_000));
      assertTakes(policy, trace, 2, 900_000, 4);
    }

    @Test
    void callsThatConflictedInEarlierBlocksWaitForEachOther() {
      assertTakes(policy, conflictOfCalls(20_000, 7, 7), 2, 40_000, 4);
    }

    @Test
    void callsOfDifferentKindsDoNot() {
      assertTakes(policy, conflictOfCalls(20_000, 7, 8), 2, 60_000, 5);
      assertTakes(policy, conflictOfCalls(20_000, 0, 0), 2, 60_000, 5);
    }

    @Test
    void norDoShortCalls() {
      assertTakes(policy, conflictOfCalls(9_000, 7, 7), 2, 27_000, 5);
    }

    @Test
    void aLinkIsRunAheadOnceTheOneBeforeHasFinished() {
      // Behind the long one two cores run six, three rounds: the second link not in the first.
      BlockTrace trace =
          block(
              tx(50_000),
              tx(20_000).calls(7).writes(A, 1),
              tx(20_000).calls(7).reads(A, 1, 10),
              tx(20_000),
              tx(20_000),
              tx(20_000),
              tx(20_000));
      assertTakes(policy, trace, 3, 60_000, 7);
    }

    private static BlockTrace conflictOfCalls(long nanos, long kind, long otherKind) {
      return block(
          tx(nanos).calls(kind).writes(A, 5),
          tx(nanos).calls(otherKind).reads(A, 5, 10),
          tx(nanos),
          tx(nanos));
    }

    @Test
    void coresThatWaitRunFurtherAhead() {
      TraceFixture.Tx[] transactions = new TraceFixture.Tx[101];
      Arrays.setAll(transactions, i -> tx(i == 0 ? 1_000_000 : 20_000));
      assertTakes(policy, block(transactions), 2, 1_500_000, 101);
    }

    @Test
    void commitsAreOneAfterTheOther() {
      // The first runs at the frontier; the commits of the others, of 5, follow each other.
      Costs costs = new Costs(0, 0, 5, ByList.NONE, HandOver.NONE, 1, 0);
      TraceFixture.Tx reading = tx(10).reads(A, 0, 0);
      assertTakes(policy, block(tx(10), reading, reading), 3, costs, 20, 3);
    }

    @Test
    void runsReadsAndChecksHaveTheirPrice() {
      // A run ahead: 3 to start, 10 and two reads of 2; its commit: two checks of 1.
      Costs costs = new Costs(3, 2, 1, ByList.NONE, HandOver.NONE, 1, 0);
      BlockTrace trace = block(tx(1), tx(10).reads(A, 0, 1).reads(B, 0, 2));
      assertTakes(policy, trace, 2, costs, 3 + 10 + 4 + 2, 2);
    }

    @Test
    void aRunAtTheFrontierCostsNothingMore() {
      BlockTrace trace = block(tx(10).reads(A, 0, 1), tx(10).reads(B, 0, 2));
      assertTakes(policy, trace, 1, new Costs(3, 2, 1, ByList.NONE, HandOver.NONE, 1, 0), 20, 2);
    }

    @Test
    void theReachShrinksWhereRunsAreMostlyStale() {
      Reach reach = new Reach.Adaptive(2);
      for (int i = 0; i < 20; i++) {
        reach.failed();
      }
      assertThat(reach.size()).isZero();
      for (int i = 0; i < 256; i++) {
        reach.passed();
      }
      assertThat(reach.size()).isEqualTo(2);
      reach.held();
      assertThat(reach.size()).isEqualTo(3);
    }

    @Test
    void stragglersDoNotProlongThePause() {
      Reach reach = new Reach.Adaptive(2);
      for (int i = 0; i < 20; i++) {
        reach.failed(); // the last of them were begun before it closed
      }
      for (int i = 0; i < 16; i++) {
        reach.passed();
      }
      assertThat(reach.size()).isEqualTo(2);
    }

    @Test
    void aColdReadIsWaitedForByAllWhoWantIt() {
      Costs costs = new Costs(0, 0, 0, ByList.NONE, HandOver.NONE, 1, 50);
      BlockTrace trace = block(tx(10).reads(A, 0, 0), tx(10).reads(A, 0, 5));
      assertTakes(policy, trace, 2, costs, 60, 2);
    }
  }

  @Nested
  final class AccessList {
    @Test
    void nothingConflicts() {
      assertTakes(PolicyKind.LIST.policy(), CONFLICT, 2, 100, 2);
      assertTakes(PolicyKind.LIST.policy(), BEHIND_A_LONG_ONE, 3, 200, 3);
    }

    @Test
    void whoHasNothingToBeginHelps() {
      BlockTrace trace = block(tx(100).comesInParts(20, 80, 4));
      assertTakes(PolicyKind.LIST.policy(), trace, 2, 60, 1);
      assertTakes(PolicyKind.LIST.policy(), trace, 1, 100, 1);
    }
  }

  @Nested
  final class MergedPrefix {
    @Test
    void whatHasNotCommittedIsNotSeen() {
      assertTakes(PolicyKind.MERGED_PREFIX.policy(), BEHIND_A_LONG_ONE, 3, 200 + 80, 4);
    }

    @Test
    void aStaleRunUnderWayEndsBeforeItIsRepeated() {
      BlockTrace trace = block(tx(100).writes(A, 5), tx(200).reads(A, 5, 10));
      assertTakes(PolicyKind.MERGED_PREFIX.policy(), trace, 2, 400, 3);
    }

    @Test
    void whatHasCommittedIsSeen() {
      BlockTrace trace = block(tx(100).writes(A, 5), tx(200).reads(A, 5, 150));
      assertTakes(PolicyKind.MERGED_PREFIX.policy(), trace, 2, 200, 2);
    }
  }

  @Nested
  final class ParentState {
    private final Policy policy = PolicyKind.PARENT_STATE.policy();

    @Test
    void whatWasRunAheadIsTakenOver() {
      assertTakes(policy, block(tx(100), tx(50), tx(40)), 2, 100, 3);
    }

    @Test
    void evenALateReadSeesTheStateBeforeTheBlock() {
      BlockTrace trace = block(tx(100).writes(A, 5), tx(50), tx(80).reads(A, 5, 79));
      assertTakes(policy, trace, 3, 180, 4);
    }

    @Test
    void theSameValueIsAConflict() {
      assertTakes(policy, block(tx(100).writes(A, 0), tx(80).reads(A, 0, 10)), 2, 180, 3);
    }

    @Test
    void feesAreNoConflict() {
      BlockTrace trace =
          block(
              tx(100).reads(COINBASE, NOTHING, 90).writes(COINBASE, 1),
              tx(80).reads(COINBASE, NOTHING, 70).writes(COINBASE, 2));
      assertTakes(policy, trace, 2, 100, 2);
    }

    @Test
    void aRunUnderWayIsCalledOffWhenItsTurnComes() {
      assertTakes(policy, block(tx(10), tx(100)), 2, 110, 3);
    }

    @Test
    void oneCoreTakesTheSum() {
      assertTakes(policy, CONFLICT, 1, 180, 2);
    }
  }

  @Nested
  final class SoftwareTransactions {
    private final Policy policy = PolicyKind.BLOCK_STM.policy();

    @Test
    void independentTransactionsTakeAsLongAsTheLongest() {
      assertTakes(policy, block(tx(100), tx(60)), 2, 100, 2);
    }

    @Test
    void aValidationThatFailsRunsTheTransactionAgain() {
      assertTakes(policy, CONFLICT, 2, 180, 3);
    }

    @Test
    void anotherVersionOfTheSameValueIsAConflict() {
      assertTakes(policy, block(tx(100).writes(A, 0), tx(80).reads(A, 0, 10)), 2, 180, 3);
    }

    @Test
    void nobodyHelps() {
      assertTakes(policy, block(tx(100).comesInParts(20, 80, 4)), 2, 100, 1);
    }

    @Test
    void aReadOfAnEstimateWaitsForItsWriter() {
      // The second is aborted at 100, when the first has written, and ends at 160. The third meets
      // its estimate at 120 and starts anew at 160.
      BlockTrace trace =
          block(
              tx(100).writes(A, 5), tx(60).reads(A, 5, 10).writes(B, 6), tx(300).reads(B, 6, 120));
      assertTakes(policy, trace, 3, 460, 5);
    }

    @Test
    void validationsHaveTheirPrice() {
      // Run 10, validate 5, run 10, validate 5.
      assertTakes(
          policy,
          block(tx(10).reads(A, 0, 0), tx(10).reads(B, 0, 0)),
          1,
          new Costs(0, 0, 5, ByList.NONE, HandOver.NONE, 1, 0),
          30,
          2);
    }
  }

  @Nested
  final class Bound {
    @Test
    void aReadWaitsForTheValueItNeeds() {
      assertTakes(PolicyKind.BOUND.policy(), CONFLICT, 2, 100 + 70, 2);
    }

    @Test
    void aValueThatWasThereBeforeTheBlockIsNotWaitedFor() {
      assertTakes(
          PolicyKind.BOUND.policy(),
          block(tx(100).writes(A, 0), tx(80).reads(A, 0, 10)),
          2,
          100,
          2);
    }

    @Test
    void whatComesInPartsIsDivided() {
      BlockTrace trace = block(tx(100).comesInParts(20, 80, 4));
      assertTakes(PolicyKind.BOUND.policy(), trace, 4, 40, 1);
      assertTakes(PolicyKind.BOUND.policy(), trace, 64, 40, 1);
    }

    @Test
    void workHasToFitOnTheCores() {
      assertTakes(PolicyKind.BOUND.policy(), block(tx(30), tx(30), tx(30)), 2, 45, 3);
    }
  }

  @Nested
  final class Sequential {
    @Test
    void eachLocationIsFetchedOnce() {
      BlockTrace trace = block(tx(10).reads(A, 0, 0), tx(10).reads(A, 0, 0).reads(B, 0, 1));
      assertTakes(
          Policy.SEQUENTIAL,
          trace,
          1,
          new Costs(9, 9, 9, ByList.NONE, HandOver.NONE, 1, 50),
          120,
          2);
    }
  }

  /** Facts of every trace, on many. */
  @Test
  void noPolicyBeatsTheBoundOrFallsBehindTheSumOfTwoRuns() {
    for (long seed = 0; seed < 200; seed++) {
      BlockTrace trace = randomTrace(seed);
      for (int cores : new int[] {1, 2, 3, 8, 64}) {
        long bound = PolicyKind.BOUND.policy().project(trace, cores, Costs.NONE).nanos();
        for (Policy policy :
            List.of(
                PolicyKind.OPTIMISTIC.policy(),
                PolicyKind.MERGED_PREFIX.policy(),
                PolicyKind.PARENT_STATE.policy(),
                PolicyKind.BLOCK_STM.policy())) {
          Projection projection = policy.project(trace, cores, Costs.NONE);
          assertThat(projection.nanos())
              .as("seed %d, %d cores, %s", seed, cores, policy)
              .isGreaterThanOrEqualTo(bound);
          assertThat(projection.executions())
              .as("seed %d, %d cores, %s", seed, cores, policy)
              .isGreaterThanOrEqualTo(trace.transactions().size());
          assertThat(policy.project(trace, cores, Costs.NONE)).isEqualTo(projection);
        }
        for (Policy twice :
            List.of(PolicyKind.MERGED_PREFIX.policy(), PolicyKind.PARENT_STATE.policy())) {
          assertThat(twice.project(trace, cores, Costs.NONE).executions())
              .as("seed %d, %d cores, %s", seed, cores, twice)
              .isLessThanOrEqualTo(2L * trace.transactions().size());
        }
      }
    }
  }

  @Test
  void oneCoreOfAnOrderedPolicyIsAsFastAsTheSequentialExecutor() {
    for (long seed = 0; seed < 200; seed++) {
      BlockTrace trace = randomTrace(seed);
      long expected = trace.sequentialNanos();
      int count = trace.transactions().size();
      assertTakes(PolicyKind.OPTIMISTIC.policy(), trace, 1, expected, count);
      assertTakes(PolicyKind.MERGED_PREFIX.policy(), trace, 1, expected, count);
      assertTakes(PolicyKind.PARENT_STATE.policy(), trace, 1, expected, count);
      assertTakes(PolicyKind.BLOCK_STM.policy(), trace, 1, expected, count);
    }
  }

  /** Reads and writes of slots as a sequential run would have met them. */
  private static BlockTrace randomTrace(long seed) {
    Random random = new Random(seed);
    long[] values = new long[10];
    TraceFixture.Tx[] transactions = new TraceFixture.Tx[1 + random.nextInt(12)];
    for (int i = 0; i < transactions.length; i++) {
      int nanos = 10 + random.nextInt(200);
      TraceFixture.Tx transaction = tx(nanos);
      int at = 0;
      for (int location = 1; location < values.length; location++) {
        if (random.nextInt(4) == 0) {
          at += random.nextInt(nanos - at);
          transaction.reads(location, values[location], at);
        }
      }
      for (int location = 1; location < values.length; location++) {
        if (random.nextInt(6) == 0) {
          values[location] = random.nextInt(3);
          transaction.writes(location, values[location]);
        }
      }
      transactions[i] = transaction;
    }
    return block(transactions);
  }
}
