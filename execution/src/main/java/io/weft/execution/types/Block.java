package io.weft.execution.types;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import java.util.List;

/** A header and its body. */
public record Block(BlockHeader header, BlockBody body) {

  public long number() {
    return header.number();
  }

  /** The hash of the header. */
  public Hash32 hash() {
    return header.hash();
  }

  public List<Transaction> transactions() {
    return body.transactions();
  }

  public Bytes encoded() {
    RlpWriter out = new RlpWriter(1024 + 200 * transactions().size());
    int list = out.beginList();
    header.writeTo(out);
    body.writeListsTo(out);
    return out.endList(list).toBytes();
  }

  /** Decodes {@link #encoded}. */
  public static Block decode(Bytes encoded) {
    return readFields(RlpReader.ofList(encoded));
  }

  /** Reads one block out of a sequence of them. */
  public static Block readFrom(RlpReader in) {
    return readFields(in.list());
  }

  private static Block readFields(RlpReader fields) {
    BlockHeader header = BlockHeader.readFrom(fields);
    return new Block(header, BlockBody.readLists(fields));
  }
}
