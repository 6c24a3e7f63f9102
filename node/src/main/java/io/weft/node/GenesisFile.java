package io.weft.node;

import io.weft.execution.chainspec.Genesis;
import io.weft.execution.chainspec.GenesisException;
import io.weft.execution.chainspec.GenesisJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A genesis in a file, however large: opened here, because execution itself touches no files. */
public final class GenesisFile {
  private GenesisFile() {}

  /**
   * Reads a genesis file.
   *
   * @throws GenesisException if it cannot be used
   * @throws IOException if it cannot be read
   */
  public static Genesis read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return GenesisJson.read(file.toString(), Files.size(file), in);
    }
  }
}
