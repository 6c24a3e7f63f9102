package io.weft.execution.chain;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;

/**
 * A point in a chain's life: a block, and how many interventions a developer has made since.
 *
 * @param hash of the block
 * @param stateRoot of the state, which is the block's own while there are no interventions
 */
public record ChainPosition(long number, Hash32 hash, int interventions, Hash32 stateRoot) {

  public byte[] toRow() {
    RlpWriter out = new RlpWriter(96);
    int list = out.beginList();
    out.write(number).write(hash).write(interventions).write(stateRoot);
    return out.endList(list).toArray();
  }

  public static ChainPosition fromRow(byte[] row) {
    RlpReader fields = RlpReader.ofList(Bytes.wrap(row));
    ChainPosition position =
        new ChainPosition(
            fields.positiveLong(),
            fields.hash32(),
            Math.toIntExact(fields.positiveLong()),
            fields.hash32());
    fields.end();
    return position;
  }
}
