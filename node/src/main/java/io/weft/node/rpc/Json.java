package io.weft.node.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Ethereum's values as JSON: quantities without leading zeros, bytes in full. */
public final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false)
          .build();

  private Json() {}

  /**
   * Parses exactly one JSON value.
   *
   * @throws RpcException with the code of a parse error
   */
  public static JsonNode parse(byte[] text) {
    try {
      JsonNode value = MAPPER.readTree(text);
      if (value.isMissingNode()) {
        throw RpcException.of(RpcException.PARSE_ERROR, "parse error: empty request");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw RpcException.of(RpcException.PARSE_ERROR, "parse error: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What writes JSON text. */
  @FunctionalInterface
  public interface Writing {
    void to(JsonGenerator out) throws IOException;
  }

  /** The UTF-8 text of what {@code writing} writes. */
  public static byte[] write(Writing writing) {
    ByteArrayBuilder buffer = new ByteArrayBuilder(512);
    try (JsonGenerator out = MAPPER.getFactory().createGenerator(buffer)) {
      writing.to(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] text = buffer.toByteArray();
    buffer.release();
    return text;
  }

  public static byte[] write(JsonNode value) {
    return write(out -> out.writeTree(value));
  }

  public static ObjectNode object() {
    return NODES.objectNode();
  }

  public static ArrayNode array() {
    return NODES.arrayNode();
  }

  public static JsonNode nothing() {
    return NullNode.getInstance();
  }

  public static JsonNode bool(boolean value) {
    return BooleanNode.valueOf(value);
  }

  public static JsonNode text(String value) {
    return TextNode.valueOf(value);
  }

  /** A plain JSON number, as some dev methods answer. */
  public static JsonNode number(long value) {
    return LongNode.valueOf(value);
  }

  /** A quantity; the number is unsigned. */
  public static JsonNode quantity(long value) {
    return TextNode.valueOf(hex(value));
  }

  public static JsonNode quantity(U256 value) {
    return TextNode.valueOf(value.toHex());
  }

  public static JsonNode bytes(Bytes value) {
    return TextNode.valueOf(value.toString());
  }

  public static JsonNode hash(@Nullable Hash32 value) {
    return value == null ? nothing() : TextNode.valueOf(value.toString());
  }

  public static JsonNode address(@Nullable Address value) {
    return value == null ? nothing() : TextNode.valueOf(value.toString());
  }

  /** 32 bytes in full, as storage values are written. */
  public static JsonNode word(U256 value) {
    return TextNode.valueOf(Hash32.from(value).toString());
  }

  public static String hex(long value) {
    return "0x" + Long.toHexString(value);
  }
}
