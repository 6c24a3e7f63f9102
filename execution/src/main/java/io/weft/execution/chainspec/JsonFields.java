package io.weft.execution.chainspec;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object, read field by field; every complaint names the file and the path of the field.
 * Numbers may be JSON integers, decimal strings or hexadecimal strings, as the genesis files of the
 * clients have them.
 */
final class JsonFields {
  private final String source;
  private final String path;
  private final JsonNode object;

  JsonFields(String source, String path, JsonNode object) {
    this.source = source;
    this.path = path;
    this.object = object;
    if (!object.isObject()) {
      throw new GenesisException(
          source
              + ": "
              + (path.isEmpty() ? "file" : path)
              + ": expected an object, got "
              + text(object));
    }
  }

  Iterable<String> names() {
    return object::fieldNames;
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  boolean isTrue(String name) {
    if (!has(name)) {
      return false;
    }
    JsonNode value = object.get(name);
    if (!value.isBoolean()) {
      throw wrong(name, "true or false");
    }
    return value.booleanValue();
  }

  JsonFields object(String name) {
    if (!has(name)) {
      throw new GenesisException(at(name) + "expected an object, got nothing");
    }
    return new JsonFields(source, path + name + ".", object.get(name));
  }

  @Nullable JsonFields objectOrNull(String name) {
    return has(name) ? object(name) : null;
  }

  /** A number that must be there and fit a positive {@code long}. */
  long requiredLong(String name) {
    if (!has(name)) {
      throw new GenesisException(at(name) + "expected a number, got nothing");
    }
    return toLong(name);
  }

  long toLong(String name, long absent) {
    return has(name) ? toLong(name) : absent;
  }

  @Nullable Long toLongOrNull(String name) {
    return has(name) ? (Long) toLong(name) : null;
  }

  private long toLong(String name) {
    BigInteger value = number(name);
    if (value.signum() < 0 || value.bitLength() > 63) {
      throw wrong(name, "a number from 0 to 2^63-1");
    }
    return value.longValue();
  }

  /** An unsigned 64-bit number, as the nonce of a header is. */
  long toUint64(String name, long absent) {
    if (!has(name)) {
      return absent;
    }
    BigInteger value = number(name);
    if (value.signum() < 0 || value.bitLength() > 64) {
      throw wrong(name, "a number from 0 to 2^64-1");
    }
    return value.longValue();
  }

  @Nullable U256 toU256OrNull(String name) {
    if (!has(name)) {
      return null;
    }
    BigInteger value = number(name);
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw wrong(name, "a number from 0 to 2^256-1");
    }
    return U256.from(value);
  }

  U256 toU256(String name, U256 absent) {
    U256 value = toU256OrNull(name);
    return value == null ? absent : value;
  }

  Address toAddress(String name, Address absent) {
    return parse(name, absent, "20 bytes in hexadecimal", Address::fromHex);
  }

  Hash32 toHash32(String name, Hash32 absent) {
    return parse(name, absent, "32 bytes in hexadecimal", Hash32::fromHex);
  }

  Bytes toBytes(String name, Bytes absent) {
    return parse(name, absent, "bytes in hexadecimal", Bytes::fromHex);
  }

  /** A storage word: any even or odd number of digits up to 64. */
  U256 toWord(String name) {
    return parse(name, U256.ZERO, "up to 32 bytes in hexadecimal", U256::fromHex);
  }

  /** The name of a field, read as something. */
  <T> T nameAs(String name, String expected, Function<String, T> parser) {
    try {
      return parser.apply(name);
    } catch (IllegalArgumentException e) {
      throw new GenesisException(
          source + ": " + path + ": expected " + expected + " as name, got " + shorten(name));
    }
  }

  private <T> T parse(String name, T absent, String expected, Function<String, T> parser) {
    if (!has(name)) {
      return absent;
    }
    JsonNode value = object.get(name);
    if (value.isTextual()) {
      try {
        return parser.apply(value.textValue());
      } catch (IllegalArgumentException e) {
        throw wrong(name, expected);
      }
    }
    throw wrong(name, expected);
  }

  private BigInteger number(String name) {
    JsonNode value = object.get(name);
    if (value.isIntegralNumber()) {
      return value.bigIntegerValue();
    }
    if (value.isTextual() && value.textValue().length() <= 100) {
      String text = value.textValue().toLowerCase(Locale.ROOT);
      try {
        if (text.equals("0x")) {
          return BigInteger.ZERO;
        }
        return text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
      } catch (NumberFormatException e) {
        throw wrong(name, "a decimal or 0x-hexadecimal number");
      }
    }
    throw wrong(name, "a decimal or 0x-hexadecimal number");
  }

  /** The beginning of a complaint about a field. */
  String at(String name) {
    return source + ": " + path + name + ": ";
  }

  GenesisException wrong(String name, String expected) {
    return new GenesisException(
        at(name) + "expected " + expected + ", got " + text(object.get(name)));
  }

  private static String text(@Nullable JsonNode node) {
    return node == null ? "nothing" : shorten(node.toString());
  }

  private static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
