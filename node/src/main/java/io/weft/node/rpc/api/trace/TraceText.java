package io.weft.node.rpc.api.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.util.RawValue;
import io.weft.node.rpc.RpcException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A trace of every step, written out as it happens: as objects a long execution would not fit into
 * memory.
 */
final class TraceText {
  private static final int MAX_BYTES = 512 << 20;

  private final ByteArrayOutputStream text = new ByteArrayOutputStream(1 << 12);
  private final JsonGenerator out;
  private long steps;

  /** What writes a part of it. */
  @FunctionalInterface
  interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  TraceText() {
    try {
      out = new JsonFactory().createGenerator(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void write(Writing writing) {
    try {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To be called at every step; gives up where there are too many. */
  void countStep() {
    if ((++steps & 0xFFF) == 0) {
      Trace.checkTime();
      if (text.size() > MAX_BYTES) {
        throw RpcException.of(
            RpcException.LIMIT_EXCEEDED, "trace too large: set a limit or leave out the stack");
      }
    }
  }

  long steps() {
    return steps;
  }

  /** The whole text; nothing can be written any more. */
  RawValue close() {
    write(JsonGenerator::close);
    return new RawValue(text.toString(ISO_8859_1));
  }
}
