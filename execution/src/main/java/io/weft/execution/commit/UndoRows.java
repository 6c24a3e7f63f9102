package io.weft.execution.commit;

import io.weft.execution.primitives.Bytes;
import io.weft.execution.rlp.RlpReader;
import io.weft.execution.rlp.RlpWriter;
import io.weft.execution.store.Column;
import io.weft.execution.store.WriteBatch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Flat rows as they were before a step, to go back to. Not thread safe while rows are added. */
final class UndoRows {
  private final List<Row> rows = new ArrayList<>();

  /** A row; null where there was none. */
  private record Row(Column column, Bytes key, @Nullable Bytes value) {}

  void add(Column column, byte[] key, byte @Nullable [] value) {
    rows.add(new Row(column, Bytes.wrap(key), value == null ? null : Bytes.wrap(value)));
  }

  /** Adds the way back to {@code batch}. */
  void restoreInto(WriteBatch batch) {
    for (Row row : rows) {
      batch.set(
          row.column, row.key.unsafeArray(), row.value == null ? null : row.value.unsafeArray());
    }
  }

  /** Writes both lists; no value of a flat row is empty, so nothing stands for no row. */
  void writeTo(RlpWriter out) {
    for (Column column : List.of(Column.ACCOUNT, Column.SLOT)) {
      int list = out.beginList();
      for (Row row : rows) {
        if (row.column == column) {
          out.write(row.key).write(row.value == null ? Bytes.EMPTY : row.value);
        }
      }
      out.endList(list);
    }
  }

  static UndoRows readFrom(RlpReader in) {
    UndoRows undo = new UndoRows();
    for (Column column : List.of(Column.ACCOUNT, Column.SLOT)) {
      RlpReader list = in.list();
      while (list.hasNext()) {
        Bytes key = list.bytes();
        Bytes value = list.bytes();
        undo.rows.add(new Row(column, key, value.isEmpty() ? null : value));
      }
    }
    return undo;
  }
}
