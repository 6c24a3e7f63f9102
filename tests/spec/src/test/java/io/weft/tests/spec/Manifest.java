package io.weft.tests.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** What the archives contain, as whoever packed them counted it. */
final class Manifest {
  private Manifest() {}

  /**
   * The number of cases per fork.
   *
   * @param kind {@code stateTestCases} or {@code blockchainTests}
   */
  static Map<String, Integer> casesByFork(String archive, String kind) {
    Map<String, Integer> cases = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : read().path(archive).path(kind).properties()) {
      boolean isFork = !entry.getKey().equals("total") && !entry.getKey().equals("blocks");
      if (isFork) {
        cases.put(entry.getKey(), entry.getValue().intValue());
      }
    }
    return cases;
  }

  /** The number of cases of a kind. */
  static int total(String archive, String kind) {
    return read().path(archive).path(kind).path("total").intValue();
  }

  private static JsonNode read() {
    try {
      return new ObjectMapper().readTree(Fixtures.file("manifest.json").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the manifest", e);
    }
  }
}
