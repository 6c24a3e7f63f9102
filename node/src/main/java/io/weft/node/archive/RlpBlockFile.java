package io.weft.node.archive;

import io.weft.execution.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The RLP of blocks, one after the other and nothing between. */
final class RlpBlockFile implements BlockFile {
  private final RlpListStream blocks;

  RlpBlockFile(String name, InputStream in) {
    blocks = new RlpListStream(name, "a block", in);
  }

  @Override
  public @Nullable EncodedBlock next() throws IOException {
    Bytes block = blocks.next();
    return block == null ? null : EncodedBlock.of(blocks.origin(), block);
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
