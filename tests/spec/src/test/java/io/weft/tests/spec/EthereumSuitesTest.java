package io.weft.tests.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.BlockExecutors;
import io.weft.execution.testing.Fixtures;
import io.weft.node.cli.ExecutorChoice;
import io.weft.node.cli.evm.CaseResult;
import io.weft.node.cli.evm.SpecSuite;
import io.weft.node.cli.evm.SpecTotals;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every case of every suite goes as the fixture says, for the reason the fixture says, whoever
 * executes it: files take turns with {@link Ways}.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class EthereumSuitesTest {
  /** Everything in every way, which takes three times as long as a full run. */
  private static final boolean IS_FULL_IN_ALL_WAYS =
      "all-ways".equals(System.getProperty("weft.spec"));

  private static final boolean IS_FULL =
      IS_FULL_IN_ALL_WAYS
          || "true".equals(System.getenv("CI"))
          || "full".equals(System.getProperty("weft.spec"));

  /** Outside of full runs, one file in so many. */
  private static final int SAMPLE = 16;

  /** The archives whose blocks come with access lists; of others a sample is given some. */
  private static final String WITH_LISTS = "eest-amsterdam-";

  private static final int FILES_AT_ONCE = 2;
  private static final int FAILURES_SHOWN = 20;
  private static final long SEED = Long.getLong("weft.seed", System.nanoTime());
  private static final Ways WAYS = new Ways(SEED);

  @BeforeAll
  static void printSeed() {
    System.out.println("executors take turns from seed " + SEED);
  }

  @Test
  void executionSpecStateTestsPass() {
    runStateTests("eest-state-v5.4.0.tar.zst");
  }

  @Test
  void legacyStateTestsPass() {
    runStateTests("legacytests-cancun-state.tar.zst");
  }

  @Test
  void executionSpecBlockTestsPass() {
    runBlockTests("eest-blockchain-bal-v5.7.0.tar.zst");
  }

  @Test
  void amsterdamBlockTestsPass() {
    runBlockTests("eest-amsterdam-bal-v5.1.0.tar.zst");
  }

  @Test
  void amsterdamStaticBlockTestsPass() {
    runBlockTests("eest-amsterdam-static-bal-v5.1.0.tar.zst");
  }

  @Test
  void benchmarkBlocksPass() {
    runBlockTests("eest-benchmark-v0.0.7.tar.zst");
  }

  @Test
  void ethereumBlockTestsPass() {
    runBlockTests("ethereum-tests.tar.zst");
  }

  @Test
  void enginePayloadsPass() {
    String archive = "eest-benchmark-v0.0.7.tar.zst";
    check(
        archive,
        "engineTests",
        SpecSuite.engineTests(null, ExecutorChoice.AUTO, FILES_AT_ONCE, result -> {}));
  }

  private static void runStateTests(String archive) {
    String kind = "stateTestCases";
    check(archive, kind, stateTests(List.of(BlockExecutors.sequential())));
    check(archive, kind, stateTests(WAYS.optimistic()), IS_FULL_IN_ALL_WAYS);
    check(archive, kind, stateTests(WAYS.listDriven()), IS_FULL_IN_ALL_WAYS);
  }

  private static SpecSuite stateTests(List<BlockExecutors> executors) {
    return SpecSuite.stateTests(null, executors, FILES_AT_ONCE, result -> {});
  }

  private static void runBlockTests(String archive) {
    String kind = "blockchainTests";
    check(archive, kind, blockTests(List.of(BlockExecutors.sequential())));
    check(archive, kind, blockTests(WAYS.optimistic()));
    boolean isWhole = IS_FULL_IN_ALL_WAYS || (IS_FULL && archive.startsWith(WITH_LISTS));
    check(archive, kind, blockTests(WAYS.listDriven()), isWhole);
  }

  private static SpecSuite blockTests(List<BlockExecutors> executors) {
    return SpecSuite.blockTests(null, executors, FILES_AT_ONCE, result -> {});
  }

  private static void check(String archive, String kind, SpecSuite suite) {
    check(archive, kind, suite, IS_FULL);
  }

  private static void check(String archive, String kind, SpecSuite suite, boolean isWhole) {
    SpecSuite selected = isWhole ? suite : suite.onlyFiles(EthereumSuitesTest::isSampled);
    SpecTotals totals = selected.run(List.of(Fixtures.file(archive)));
    System.out.println(archive + ": " + totals + (isWhole ? "" : " (a sample)"));
    List<CaseResult> failures = totals.failures();
    assertThat(failures.subList(0, Math.min(FAILURES_SHOWN, failures.size())))
        .as("the first of %d failures", failures.size())
        .isEmpty();
    assertThat(totals.skipped()).as("skipped").isZero();
    if (isWhole) {
      assertThat(totals.casesByFork()).isEqualTo(Manifest.casesByFork(archive, kind));
    } else {
      assertThat(totals.passed()).as("passed").isPositive();
    }
  }

  private static boolean isSampled(String file) {
    return Math.floorMod(file.hashCode(), SAMPLE) == 0;
  }
}
