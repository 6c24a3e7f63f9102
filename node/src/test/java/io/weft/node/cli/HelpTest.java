package io.weft.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;

class HelpTest {
  @TestFactory
  Stream<DynamicTest> everyCommandTeachesByAnExample() {
    return below(WeftCommand.commandLine())
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getCommandSpec().qualifiedName(),
                    () -> {
                      String help = command.getUsageMessage(CommandLine.Help.Ansi.OFF);
                      assertThat(help).containsIgnoringCase("example");
                      assertThat(help).contains("weft ");
                    }));
  }

  private static Stream<CommandLine> below(CommandLine command) {
    return command.getSubcommands().values().stream()
        .filter(sub -> !sub.getCommandSpec().usageMessage().hidden())
        .flatMap(sub -> Stream.concat(Stream.of(sub), below(sub)));
  }

  @Test
  void misspeltCommandIsAnsweredByTheRightOne() {
    assertThat(complaint("depoy"))
        .isEqualTo(
            "weft: Unmatched argument at index 0: 'depoy'; did you mean 'deploy'?"
                + " (see 'weft --help')");
  }

  @Test
  void unknownOptionIsNamed() {
    assertThat(complaint("dev", "--prot", "1"))
        .startsWith("weft dev: Unknown option")
        .contains("--prot");
  }

  private static String complaint(String... args) {
    StringWriter err = new StringWriter();
    CommandLine command = WeftCommand.commandLine();
    command.setErr(new PrintWriter(err));
    command.getSubcommands().values().forEach(sub -> sub.setErr(new PrintWriter(err)));
    assertThat(command.execute(args)).isEqualTo(CommandLine.ExitCode.USAGE);
    return err.toString().strip();
  }
}
