package io.weft.node.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.testing.Fixtures;
import io.weft.node.cli.Weft;
import io.weft.node.simulator.Calibration;
import io.weft.node.simulator.Costs;
import io.weft.node.simulator.PolicyKind;
import io.weft.node.simulator.TraceGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On two small blocks, whose times are worth nothing. */
class SimulateCommandTest {
  @TempDir static Path folder;

  @BeforeAll
  static void unpackBlocks() {
    Fixtures.forEach(
        "mainnet-blocks",
        name ->
            name.contains("/1149999/")
                || name.contains("/930196/")
                || name.endsWith("/block_hashes.json"),
        SimulateCommandTest::unpack);
  }

  private static void unpack(String name, byte[] content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Weft.Outcome simulate(String... more) {
    List<String> args = new ArrayList<>(List.of("evm", "simulate", "--warm-up=0", "--repeat=1"));
    args.addAll(List.of(more));
    return Weft.run(args.toArray(new String[0]));
  }

  @Test
  void tableHasARowAPolicyAndAColumnANumberOfCores() {
    Weft.Outcome outcome = simulate("--unaccepted", "--cores=1,3", folder.toString()).succeeded();
    assertThat(outcome.out())
        .startsWith("PROJECTIONS of a simulation, not measurements")
        .contains("Against the real executors: ")
        .containsPattern("two cores that slow each other down by -?\\d+ %, as measured")
        .contains("all blocks: 2 blocks, ")
        .containsPattern("policy +1 +3 +runs/tx@3 +bound@3");
    for (PolicyKind policy : PolicyKind.values()) {
      assertThat(outcome.out()).containsPattern("\n" + policy + " .*x .*x .* %\n");
    }
  }

  @Test
  void jsonHasTheSameOfEachBlockToo() {
    JsonNode json =
        simulate("--unaccepted", "--json", "--each", "--cores=2,16", folder.toString())
            .succeeded()
            .json();
    assertThat(json.get("kind").asText()).isEqualTo("projection");
    assertThat(json.get("twoWorkersPredictedOverMeasured").asDouble()).isPositive();
    assertThat(json.get("slowDown").asDouble()).isPositive();
    assertThat(json.get("groups"))
        .extracting(group -> group.get("name").asText())
        .containsExactly("block 930196", "block 1149999", "all blocks");
    for (JsonNode group : json.get("groups")) {
      assertThat(group.get("projections")).hasSize(2 * PolicyKind.values().length);
    }
  }

  @Test
  void nothingIsProjectedWhereTheRealExecutorIsMissedByMoreThanATenth() {
    assertThat(SimulateCommand.refusal(calibration(1.09, 0.91, 1.05))).isNull();
    assertThat(SimulateCommand.refusal(calibration(1, 1, 1.2))).isNotNull();
    assertThat(SimulateCommand.refusal(calibration(1.02, 0.85, 1)))
        .isEqualTo(
            "the simulation misses the real executors by +2.0 % with one worker, -15.0 % with two,"
                + " +0.0 % and +0.0 % by lists, where two threads slow each other down by 25 %;"
                + " expected at most 10 %: run it on a quiet machine, or with --unaccepted");
  }

  private static Calibration calibration(double oneWorker, double twoWorkers, double byList) {
    return new Calibration(
        new TraceGroup("none", List.of()), Costs.NONE, oneWorker, twoWorkers, 1, byList, 1.25);
  }

  @Test
  void wrongUsageIsNamed() {
    String blocks = folder.toString();
    assertThat(simulate("--cores=0", blocks).badUsage())
        .contains("--cores: expected 1 to 1024, got 0");
    assertThat(simulate("--db-latency=-1", blocks).badUsage()).contains("no negative number");
    assertThat(simulate(folder.resolve("nothing").toString()).failure()).contains("nothing");
  }
}
