package io.weft.execution.commit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.weft.execution.chain.ChainPosition;
import io.weft.execution.chain.Rows;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.Words;
import io.weft.execution.store.Column;
import io.weft.execution.store.KeyValueStore;
import io.weft.execution.store.Snapshot;
import io.weft.execution.store.WriteBatch;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A whole chain as one file: gzip-compressed JSON, an array for each column with keys and values in
 * turn.
 *
 * <pre>
 * {"format":"weft-chain","schema":1,"rows":{"account":["0xkey","0xvalue",…],…,"meta":[…]}}
 * </pre>
 *
 * <p>Both ways stream, so the size of the chain does not matter. The column that makes a store a
 * chain is loaded last, after the state was hashed and found to be the head's: a load that is cut
 * short or damaged leaves no chain behind.
 */
public final class ChainDump {
  private static final String FORMAT = "weft-chain";
  private static final int ROWS_PER_BATCH = 10_000;
  private static final JsonFactory JSON = new JsonFactory();

  private ChainDump() {}

  /** Writes all of a chain, as it is now, while it may go on. Closes {@code out}. */
  public static void write(KeyValueStore store, OutputStream out) throws IOException {
    try (Snapshot rows = store.snapshot();
        JsonGenerator json = JSON.createGenerator(new GZIPOutputStream(out))) {
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("schema", ChainStart.SCHEMA);
      json.writeObjectFieldStart("rows");
      for (Column column : Column.values()) {
        if (column != Column.META) {
          writeColumn(rows, column, json);
        }
      }
      writeColumn(rows, Column.META, json);
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void writeColumn(Snapshot rows, Column column, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart(column.columnName());
    List<IOException> failures = new ArrayList<>(1);
    rows.scan(
        column,
        new byte[0],
        (key, value) -> {
          try {
            json.writeString(Bytes.wrap(key).toString());
            json.writeString(Bytes.wrap(value).toString());
            return true;
          } catch (IOException e) {
            failures.add(e);
            return false;
          }
        });
    if (!failures.isEmpty()) {
      throw failures.getFirst();
    }
    json.writeEndArray();
  }

  /**
   * Loads what {@link #write} wrote into a store that holds no chain. Closes {@code in}.
   *
   * @throws DumpException if it is not a dump, or a damaged one
   */
  public static void read(InputStream in, KeyValueStore store) throws IOException {
    if (ChainStart.genesis(store) != null) {
      throw new DumpException("cannot load a dump: the data directory already holds a chain");
    }
    try (JsonParser json = JSON.createParser(new GZIPInputStream(in))) {
      expect(json.nextToken() == JsonToken.START_OBJECT, "no object");
      expect("format".equals(json.nextFieldName()), "no format");
      expect(FORMAT.equals(json.nextTextValue()), "format is not " + FORMAT);
      expect("schema".equals(json.nextFieldName()), "no schema");
      long schema = json.nextLongValue(-1);
      expect(schema == ChainStart.SCHEMA, "schema is " + schema + ", not " + ChainStart.SCHEMA);
      expect("rows".equals(json.nextFieldName()), "no rows");
      expect(json.nextToken() == JsonToken.START_OBJECT, "rows are no object");
      WriteBatch meta = new WriteBatch();
      for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
        Column column = column(name);
        if (column == Column.META) {
          meta = readColumn(json, column, store, false);
        } else {
          readColumn(json, column, store, true);
        }
      }
      // The compressed file ends with a checksum, which reading to the end compares.
      expect(json.nextToken() == JsonToken.END_OBJECT, "no end");
      expect(json.nextToken() == null, "more after the end");
      checkState(store, meta);
      store.write(meta);
    } catch (ZipException | JsonParseException | EOFException e) {
      throw new DumpException("not a chain dump, or cut short: " + firstLine(e));
    }
  }

  private static WriteBatch readColumn(
      JsonParser json, Column column, KeyValueStore store, boolean writes) throws IOException {
    expect(json.nextToken() == JsonToken.START_ARRAY, column.columnName() + " is no array");
    WriteBatch batch = new WriteBatch();
    for (String key = json.nextTextValue(); key != null; key = json.nextTextValue()) {
      String value = json.nextTextValue();
      expect(value != null, "key without a value");
      batch.put(column, bytes(key), bytes(String.valueOf(value)));
      if (writes && batch.size() == ROWS_PER_BATCH) {
        store.write(batch);
        batch = new WriteBatch();
      }
    }
    expect(json.currentToken() == JsonToken.END_ARRAY, column.columnName() + " does not end");
    if (writes) {
      store.write(batch);
    }
    return batch;
  }

  private static void checkState(KeyValueStore store, WriteBatch meta) {
    byte[] head = meta.find(Column.META, Rows.HEAD);
    byte[] schema = meta.find(Column.META, Rows.SCHEMA);
    expect(head != null && schema != null, "no head");
    if (head == null || schema == null) {
      return;
    }
    expect(Words.getLong(schema, 0) == ChainStart.SCHEMA, "schema of the rows");
    Hash32 expected = ChainPosition.fromRow(head).stateRoot();
    Hash32 root = StateRebuild.root(store, (addressHash, stored, storageRoot) -> {});
    expect(root.equals(expected), "state root is " + root + ", not the head's " + expected);
  }

  private static Column column(String name) {
    for (Column column : Column.values()) {
      if (column.columnName().equals(name)) {
        return column;
      }
    }
    throw new DumpException("damaged chain dump: unknown column " + name);
  }

  private static byte[] bytes(String hex) {
    try {
      return Bytes.fromHex(hex).unsafeArray();
    } catch (IllegalArgumentException e) {
      throw new DumpException("damaged chain dump: " + e.getMessage());
    }
  }

  private static void expect(boolean holds, String problem) {
    if (!holds) {
      throw new DumpException("damaged chain dump: " + problem);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("no detail");
  }
}
