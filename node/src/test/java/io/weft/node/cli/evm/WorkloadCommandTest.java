package io.weft.node.cli.evm;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.node.cli.Weft;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** On a block so small that its times are worth nothing. */
class WorkloadCommandTest {
  private static final String COLD = "Cold: ";

  @Test
  void comparisonThatBeganColdSaysSo() {
    assertThat(run("--executor=sequential,list").succeeded().out())
        .contains("speed-up", COLD, "--warm-up")
        .endsWith("1 passed, 0 failed, 0 skipped" + System.lineSeparator());
    assertThat(run("--executor=sequential,list", "--warm-up=1").succeeded().out())
        .doesNotContain(COLD);
  }

  @Test
  void figuresThatAreComparedWithNothingOrReadByProgramsStandAlone() {
    assertThat(run("--executor=sequential").succeeded().out()).doesNotContain(COLD);
    assertThat(run("--executor=sequential,auto", "--json").succeeded().out())
        .doesNotContain(COLD)
        .contains("\"outcome\":\"passed\"");
  }

  private static Weft.Outcome run(String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of("evm", "workload", "transfers", "--transactions=20", "--accounts=40"));
    arguments.add("--workers=2");
    arguments.addAll(List.of(more));
    return Weft.run(arguments.toArray(new String[0]));
  }
}
