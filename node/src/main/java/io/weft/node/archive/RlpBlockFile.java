package io.weft.node.archive;

import io.weft.execution.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The RLP of blocks, one after the other and nothing between. */
final class RlpBlockFile implements BlockFile {
  private static final int SHORT_LIST = 0xC0;
  private static final int LONG_LIST = 0xF7;

  private final String name;
  private final InputStream in;
  private long position;

  RlpBlockFile(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  @Override
  public @Nullable EncodedBlock next() throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    String origin = name + " at byte " + position;
    if (first < SHORT_LIST) {
      throw new ChainFileException(
          origin + ": expected the RLP of a block, got byte 0x" + Integer.toHexString(first));
    }
    int lengthBytes = Math.max(0, first - LONG_LIST);
    byte[] prefix = in.readNBytes(lengthBytes);
    long length = lengthBytes == 0 ? first - SHORT_LIST : 0;
    for (byte b : prefix) {
      length = length << 8 | (b & 0xFF);
      if (length > MAX_BLOCK_BYTES) {
        throw new ChainFileException(
            origin + ": expected a block of at most " + MAX_BLOCK_BYTES + " bytes, got more");
      }
    }
    byte[] block = new byte[1 + lengthBytes + (int) length];
    block[0] = (byte) first;
    System.arraycopy(prefix, 0, block, 1, prefix.length);
    int read = in.readNBytes(block, 1 + lengthBytes, (int) length);
    if (prefix.length < lengthBytes || read < length) {
      throw new ChainFileException(
          origin + ": expected a block of " + length + " bytes, got the end after " + read);
    }
    position += block.length;
    return EncodedBlock.of(origin, Bytes.wrap(block));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
