package io.weft.tests.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.execution.testing.Fixtures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** JSON files out of the shared archives. */
final class FixtureFiles {
  static final ObjectMapper JSON = new ObjectMapper();

  private FixtureFiles() {}

  /** The files below {@code folder} of an archive, by their path in it. */
  static Map<String, JsonNode> read(String archive, String folder) {
    return read(archive, folder, path -> true);
  }

  /** Those of them whose path in the archive is wanted. */
  static Map<String, JsonNode> read(String archive, String folder, Predicate<String> wanted) {
    String prefix = archive + "/" + folder;
    Map<String, JsonNode> files = new TreeMap<>();
    Fixtures.forEach(
        archive,
        path -> path.startsWith(prefix) && path.endsWith(".json") && wanted.test(path),
        (path, json) -> files.put(path.substring(prefix.length()), parse(json)));
    return files;
  }

  private static JsonNode parse(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException("a fixture that is no JSON", e);
    }
  }
}
