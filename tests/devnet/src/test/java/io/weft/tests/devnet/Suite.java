package io.weft.tests.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** A file of {@code clients/suites}: run once by Node's test runner, one dynamic test a result. */
final class Suite {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Suite() {}

  static Stream<DynamicTest> run(String name, DevNode node) {
    Program.Outcome outcome =
        Program.named(name)
            .against(node)
            .within(Duration.ofMinutes(2))
            .run(
                List.of(
                    Clients.NODE.toString(),
                    "--test",
                    "--test-timeout=15000",
                    "--test-reporter=" + Clients.suite("reporter.mjs"),
                    Clients.suite(name + ".test.mjs").toString()));
    List<DynamicTest> tests = new ArrayList<>();
    boolean failed = false;
    for (String line : outcome.out().lines().toList()) {
      JsonNode result = parse(line);
      failed |= !result.get("passed").asBoolean();
      tests.add(
          DynamicTest.dynamicTest(
              result.get("name").asText(),
              () ->
                  assertThat(result.get("passed").asBoolean())
                      .as(() -> result.get("name").asText() + ": " + result.get("error").asText())
                      .isTrue()));
    }
    assertThat(tests).as("results of %s: %s", name, outcome.err()).isNotEmpty();
    // With a failed test its exit code says nothing new, unless it did not get to its end.
    if (!failed || outcome.isOutOfTime()) {
      outcome.succeeded();
    }
    return tests.stream();
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException cause) {
      throw new AssertionError("a suite printed something else than results: " + line, cause);
    }
  }
}
