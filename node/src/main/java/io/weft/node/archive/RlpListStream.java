package io.weft.node.archive;

import io.weft.execution.primitives.Bytes;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** RLP lists, one after the other and nothing between; read by one thread. */
final class RlpListStream implements AutoCloseable {
  private static final int SHORT_LIST = 0xC0;
  private static final int LONG_LIST = 0xF7;

  private final String name;
  private final String what;
  private final InputStream in;
  private long position;
  private long start;

  /**
   * @param name of the file, for messages
   * @param what a list is, for messages
   */
  RlpListStream(String name, String what, InputStream in) {
    this.name = name;
    this.what = what;
    this.in = in;
  }

  /** Where the last list is that was read. */
  String origin() {
    return name + " at byte " + start;
  }

  /** The next list, or null at the end. */
  @Nullable Bytes next() throws IOException {
    start = position;
    int first = in.read();
    if (first < 0) {
      return null;
    }
    if (first < SHORT_LIST) {
      throw new ChainFileException(
          origin()
              + ": expected the RLP of "
              + what
              + ", got byte 0x"
              + Integer.toHexString(first));
    }
    int lengthBytes = Math.max(0, first - LONG_LIST);
    byte[] prefix = in.readNBytes(lengthBytes);
    long length = lengthBytes == 0 ? first - SHORT_LIST : 0;
    for (byte b : prefix) {
      length = length << 8 | (b & 0xFF);
      if (length > BlockFile.MAX_BLOCK_BYTES) {
        throw new ChainFileException(
            origin()
                + ": expected "
                + what
                + " of at most "
                + BlockFile.MAX_BLOCK_BYTES
                + " bytes, got more");
      }
    }
    byte[] list = new byte[1 + lengthBytes + (int) length];
    list[0] = (byte) first;
    System.arraycopy(prefix, 0, list, 1, prefix.length);
    int read = in.readNBytes(list, 1 + lengthBytes, (int) length);
    if (prefix.length < lengthBytes || read < length) {
      throw new ChainFileException(
          origin() + ": expected " + what + " of " + length + " bytes, got the end after " + read);
    }
    position += list.length;
    return Bytes.wrap(list);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
