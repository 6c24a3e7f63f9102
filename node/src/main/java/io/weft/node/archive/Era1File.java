package io.weft.node.archive;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * An era1 archive: an e2store file whose entries are a version, then header, body, receipts and
 * total difficulty of up to 8192 blocks in snappy frames, then an accumulator and an index.
 *
 * <p>An entry begins with its type (2 bytes) and length (4 bytes), both little-endian, and 2 bytes
 * that are zero. Receipts and difficulties are not read: execution finds both again. Snappy is that
 * of Commons Compress, which reads the other archives here as well, so that no native library comes
 * in for a format that is read once.
 */
final class Era1File implements BlockFile {
  private static final int VERSION = 0x3265;
  private static final int HEADER = 0x03;
  private static final int BODY = 0x04;
  private static final int ENTRY_HEADER_BYTES = 8;

  private final String name;
  private final InputStream in;
  private boolean isStarted;
  private long position;

  Era1File(String name, InputStream in) {
    this.name = name;
    this.in = in;
  }

  /** One entry, still compressed. */
  @SuppressWarnings("ArrayRecordComponent") // on its way from one method to the next
  private record Entry(int type, byte[] value, String origin) {}

  @Override
  public @Nullable EncodedBlock next() throws IOException {
    if (!isStarted) {
      Entry first = entry();
      if (first == null || first.type != VERSION) {
        throw new ChainFileException(name + ": expected an e2store file, got something else");
      }
      isStarted = true;
    }
    Entry header = nextOf(HEADER);
    if (header == null) {
      return null;
    }
    Entry body = entry();
    if (body == null || body.type != BODY) {
      throw new ChainFileException(
          header.origin + ": expected a body after the header, got something else");
    }
    return EncodedBlock.of(header.origin, block(header, body));
  }

  private @Nullable Entry nextOf(int type) throws IOException {
    Entry entry = entry();
    while (entry != null && entry.type != type) {
      entry = entry();
    }
    return entry;
  }

  private @Nullable Entry entry() throws IOException {
    String origin = name + " at byte " + position;
    byte[] header = in.readNBytes(ENTRY_HEADER_BYTES);
    if (header.length == 0) {
      return null;
    }
    if (header.length < ENTRY_HEADER_BYTES) {
      throw new ChainFileException(origin + ": expected an entry, got the end");
    }
    long length = 0;
    for (int i = 5; i >= 2; i--) {
      length = length << 8 | (header[i] & 0xFF);
    }
    if (header[6] != 0 || header[7] != 0 || length > MAX_BLOCK_BYTES) {
      throw new ChainFileException(
          origin + ": expected an entry of at most " + MAX_BLOCK_BYTES + " bytes, got " + length);
    }
    byte[] value = in.readNBytes((int) length);
    if (value.length < length) {
      throw new ChainFileException(
          origin + ": expected an entry of " + length + " bytes, got the end");
    }
    position += ENTRY_HEADER_BYTES + length;
    return new Entry((header[0] & 0xFF) | (header[1] & 0xFF) << 8, value, origin);
  }

  /** A block is the header and the lists of the body in one list. */
  private static Bytes block(Entry header, Entry body) throws IOException {
    Bytes lists = unpacked(body);
    try {
      RlpReader items = RlpReader.ofList(lists);
      RlpWriter out = new RlpWriter(1024 + lists.size());
      int list = out.beginList();
      out.raw(unpacked(header).toArray());
      while (items.hasNext()) {
        out.raw(items.raw().toArray());
      }
      return out.endList(list).toBytes();
    } catch (RlpException e) {
      throw new ChainFileException(
          body.origin + ": expected the lists of a body, got " + e.getMessage(), e);
    }
  }

  private static Bytes unpacked(Entry entry) throws IOException {
    try (InputStream plain =
        new FramedSnappyCompressorInputStream(new ByteArrayInputStream(entry.value))) {
      byte[] bytes = plain.readNBytes(MAX_BLOCK_BYTES + 1);
      if (bytes.length > MAX_BLOCK_BYTES) {
        throw new ChainFileException(
            entry.origin + ": expected at most " + MAX_BLOCK_BYTES + " bytes unpacked, got more");
      }
      return Bytes.wrap(bytes);
    } catch (IOException e) {
      throw new ChainFileException(
          entry.origin + ": expected snappy frames, got " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
