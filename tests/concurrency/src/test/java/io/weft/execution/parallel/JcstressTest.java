package io.weft.execution.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the jcstress tests beside it, shortly. At length: {@code -Dweft.jcstress="-m tough"}, which
 * takes jcstress' own arguments.
 */
final class JcstressTest {
  private static final String MODE =
      System.getProperty("weft.jcstress", "-m sanity -sc false -af NONE -iters 3 -time 20");

  @TempDir private Path folder;

  @Test
  @Timeout(value = 60, unit = TimeUnit.MINUTES)
  void noForbiddenOutcomeIsSeen() throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.openjdk.jcstress.Main",
                "-r",
                folder.resolve("report").toString()));
    command.addAll(List.of(MODE.split(" ")));
    Path output = folder.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exitCode = process.waitFor();
    String text = Files.readString(output);
    System.out.println(text.substring(Math.max(0, text.length() - 1500)));
    assertThat(exitCode).as(text).isZero();
    assertThat(text)
        .contains("Failed tests: No matches.", "Error tests: No matches.")
        .doesNotContain("(Results: 0 planned");
  }
}
