package io.weft.node.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Blocks of a file, in the order of the chain. */
public interface BlockFile extends AutoCloseable {
  /** No block takes more, and no length in a file is believed beyond it. */
  int MAX_BLOCK_BYTES = 64 << 20;

  /**
   * The next block, or null at the end.
   *
   * @throws ChainFileException if the file is damaged or something else
   */
  @Nullable EncodedBlock next() throws IOException;

  @Override
  void close() throws IOException;

  /** Opens a file; its name tells which kind it is. */
  static BlockFile open(Path file) throws IOException {
    String name = file.toString();
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    return name.endsWith(".era1") ? new Era1File(name, in) : new RlpBlockFile(name, in);
  }
}
