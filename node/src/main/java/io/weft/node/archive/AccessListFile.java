package io.weft.node.archive;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpException;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The access lists of a chain, which blocks do not hold and only name by their hash (EIP-7928).
 *
 * <p>One RLP list a block that has an access list, ascending by number: the number and the access
 * list. Nothing in the file is believed; headers tell which lists are right.
 */
public final class AccessListFile implements AutoCloseable {
  private final RlpListStream entries;
  private boolean isStarted;
  private @Nullable Entry next;

  private record Entry(long number, Bytes list) {}

  private AccessListFile(RlpListStream entries) {
    this.entries = entries;
  }

  /** Opens a file at its first list. */
  public static AccessListFile open(Path file) throws IOException {
    return new AccessListFile(
        new RlpListStream(
            file.toString(),
            "a block's access list",
            new BufferedInputStream(Files.newInputStream(file), 1 << 16)));
  }

  /**
   * What such a file holds of one block.
   *
   * @param list its access list, encoded
   */
  public static Bytes entry(long number, Bytes list) {
    RlpWriter out = new RlpWriter(16 + list.size());
    int entry = out.beginList();
    out.write(number).raw(list.unsafeArray());
    return out.endList(entry).toBytes();
  }

  /**
   * The access list of a block as it is encoded, or null where the file has none.
   *
   * @param number above all asked for before
   * @throws ChainFileException if the file is damaged or something else
   */
  public @Nullable Bytes list(long number) throws IOException {
    if (!isStarted) {
      isStarted = true;
      next = read(-1);
    }
    while (next != null && next.number < number) {
      next = read(next.number);
    }
    return next != null && next.number == number ? next.list : null;
  }

  private @Nullable Entry read(long last) throws IOException {
    Bytes encoded = entries.next();
    if (encoded == null) {
      return null;
    }
    Entry entry;
    try {
      RlpReader fields = RlpReader.ofList(encoded);
      entry = new Entry(fields.positiveLong(), fields.raw());
      fields.end();
    } catch (RlpException e) {
      throw new ChainFileException(
          entries.origin() + ": expected a number and an access list, got " + e.getMessage(), e);
    }
    if (entry.number <= last) {
      throw new ChainFileException(
          entries.origin() + ": expected blocks to ascend, got " + entry.number + " after " + last);
    }
    return entry;
  }

  @Override
  public void close() throws IOException {
    entries.close();
  }
}
