package io.weft.contracts;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/**
 * Single files out of the archives of upstream test data, which lie beside the repository. Where
 * they are missing the asking test is skipped, but on CI it fails.
 */
public final class SharedArchive {
  private SharedArchive() {}

  /** Reads one JSON file of an archive, named without its ending. */
  public static JsonNode json(String archive, String path) throws IOException {
    Path file = folder().resolve("fixtures").resolve(archive + ".tar.zst");
    boolean present = Files.exists(file);
    if (!present && System.getenv("CI") != null) {
      throw new IllegalStateException("fixture missing on CI: " + file);
    }
    assumeTrue(present, () -> "skipped: no fixtures at " + file);
    try (InputStream in = Files.newInputStream(file);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new ZstdCompressorInputStream(new BufferedInputStream(in)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (entry.getName().equals(archive + "/" + path)) {
          return new ObjectMapper().readTree(tar.readAllBytes());
        }
      }
    }
    throw new IllegalStateException("no file " + path + " in " + file);
  }

  private static Path folder() {
    String named = System.getenv("WEFT_SHARED");
    return named != null
        ? Path.of(named)
        : Path.of(System.getProperty("weft.root", ".."), "..", "shared").normalize();
  }
}
