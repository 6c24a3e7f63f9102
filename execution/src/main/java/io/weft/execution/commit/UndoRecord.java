package io.weft.execution.commit;

import io.weft.execution.chain.ChainPosition;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;

/** The way back from a block or an intervention: where the chain was, and its rows. */
record UndoRecord(ChainPosition before, UndoRows rows) {
  /** The step a block itself is, after the interventions before it. */
  static final int BLOCK_STEP = Integer.MAX_VALUE;

  byte[] encoded() {
    RlpWriter out = new RlpWriter(4096);
    int list = out.beginList();
    out.raw(before.toRow());
    rows.writeTo(out);
    return out.endList(list).toArray();
  }

  static UndoRecord decode(byte[] encoded) {
    RlpReader fields = RlpReader.ofList(Bytes.wrap(encoded));
    ChainPosition before = ChainPosition.fromRow(fields.raw().unsafeArray());
    UndoRows rows = UndoRows.readFrom(fields);
    fields.end();
    return new UndoRecord(before, rows);
  }
}
