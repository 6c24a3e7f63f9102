package io.weft.contracts.abi;

import io.weft.contracts.abi.AbiType.DynamicArray;
import io.weft.contracts.abi.AbiType.FixedArray;
import io.weft.contracts.abi.AbiType.FixedBytes;
import io.weft.contracts.abi.AbiType.Int;
import io.weft.contracts.abi.AbiType.Simple;
import io.weft.contracts.abi.AbiType.Tuple;
import io.weft.contracts.abi.AbiType.Uint;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values as people write them on a command line: decimal or {@code 0x} numbers, {@code true},
 * hexadecimal bytes, bare text, {@code [1,2]} for lists and {@code (1,two)} for structs. Text
 * inside of a list or struct may stand in double quotes, within which a backslash escapes.
 */
public final class AbiText {
  private AbiText() {}

  /**
   * Parses one argument a parameter.
   *
   * @throws AbiException naming the parameter, what it takes and what was written
   */
  public static List<Object> parse(List<AbiParameter> parameters, List<String> texts) {
    if (parameters.size() != texts.size()) {
      throw new AbiException(
          "wrong number of arguments: expected "
              + parameters.size()
              + " "
              + AbiFunction.list(parameters)
              + ", got "
              + texts.size());
    }
    List<Object> values = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      try {
        values.add(parse(parameters.get(i).type(), texts.get(i)));
      } catch (AbiException e) {
        throw new AbiException(parameters.get(i).describe(i) + ": " + e.getMessage());
      }
    }
    return values;
  }

  /**
   * Parses a value of {@code type}.
   *
   * @throws AbiException saying what was expected and what was written
   */
  public static Object parse(AbiType type, String text) {
    return switch (type) {
      case Uint uint -> {
        BigInteger number = integer(text);
        if (number == null || number.signum() < 0) {
          throw expected("an unsigned integer", text);
        }
        if (number.bitLength() > uint.bits()) {
          throw expected("at most 2^" + uint.bits() + " - 1", text);
        }
        yield number;
      }
      case Int signed -> {
        BigInteger number = integer(text);
        if (number == null) {
          throw expected("an integer", text);
        }
        if (number.bitLength() > signed.bits() - 1) {
          int power = signed.bits() - 1;
          throw expected("-2^" + power + " to 2^" + power + " - 1", text);
        }
        yield number;
      }
      case FixedBytes fixed -> sizedBytes(text, fixed.size());
      case Simple simple ->
          switch (simple) {
            case ADDRESS -> address(text);
            case BOOL ->
                switch (text.strip()) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw expected("true or false", text);
                };
            case FUNCTION -> sizedBytes(text, 24);
            case BYTES -> bytes(text, "hex digits after 0x");
            case STRING -> text;
          };
      case DynamicArray array -> elements(array.element(), split(text, '[', ']'));
      case FixedArray array -> {
        List<String> parts = split(text, '[', ']');
        if (parts.size() != array.length()) {
          throw new AbiException(
              "expected a list of " + array.length() + " elements, got " + parts.size());
        }
        yield elements(array.element(), parts);
      }
      case Tuple tuple -> parse(tuple.components(), split(text, '(', ')'));
    };
  }

  /** Writes a value as {@link #parse} reads it; text inside of a list or struct is quoted. */
  public static String format(AbiType type, Object value) {
    return switch (type) {
      case Simple simple when simple == Simple.STRING -> (String) value;
      default -> nested(type, value);
    };
  }

  private static String nested(AbiType type, Object value) {
    StringBuilder out = new StringBuilder();
    switch (type) {
      case Uint _, Int _, FixedBytes _ -> out.append(value);
      case Simple simple -> {
        switch (simple) {
          case ADDRESS -> out.append(value instanceof Address a ? checksummed(a) : value);
          case STRING -> out.append(value instanceof String text ? quoted(text) : value);
          case BOOL, FUNCTION, BYTES -> out.append(value);
        }
      }
      case DynamicArray array -> join(out, '[', array.element(), value, ']');
      case FixedArray array -> join(out, '[', array.element(), value, ']');
      case Tuple tuple -> {
        if (!(value instanceof List<?> members)) {
          return value.toString();
        }
        out.append('(');
        for (int i = 0; i < members.size(); i++) {
          out.append(i == 0 ? "" : ",")
              .append(nested(tuple.components().get(i).type(), members.get(i)));
        }
        out.append(')');
      }
    }
    return out.toString();
  }

  // An indexed list is known by its hash alone, which is then shown.
  private static void join(
      StringBuilder out, char open, AbiType element, Object value, char close) {
    if (!(value instanceof List<?> elements)) {
      out.append(value);
      return;
    }
    out.append(open);
    for (int i = 0; i < elements.size(); i++) {
      out.append(i == 0 ? "" : ",").append(nested(element, elements.get(i)));
    }
    out.append(close);
  }

  /** The address with the checksum of EIP-55: a letter is upper case where the hash says so. */
  public static String checksummed(Address address) {
    String digits = address.toString().substring(2);
    Bytes hash = Selectors.hash(digits).toBytes();
    StringBuilder out = new StringBuilder("0x");
    for (int i = 0; i < digits.length(); i++) {
      int nibble = hash.get(i / 2) >> (i % 2 == 0 ? 4 : 0) & 15;
      char c = digits.charAt(i);
      out.append(nibble >= 8 ? Character.toUpperCase(c) : c);
    }
    return out.toString();
  }

  private static Address address(String text) {
    Address address;
    try {
      address = Address.fromHex(text.strip());
    } catch (IllegalArgumentException e) {
      throw expected("an address of 40 hex digits after 0x", text);
    }
    String digits = text.strip();
    digits = digits.length() == 42 ? digits.substring(2) : digits;
    boolean mixedCase =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    if (mixedCase && !checksummed(address).endsWith(digits)) {
      throw expected("an address whose upper and lower case fit its checksum", text);
    }
    return address;
  }

  private static @Nullable BigInteger integer(String text) {
    String digits = text.strip().replace("_", "");
    boolean negative = digits.startsWith("-");
    String magnitude = negative ? digits.substring(1) : digits;
    boolean hex = magnitude.startsWith("0x") || magnitude.startsWith("0X");
    String rest = hex ? magnitude.substring(2) : magnitude;
    if (rest.isEmpty() || rest.length() > 78 || rest.startsWith("-") || rest.startsWith("+")) {
      return null;
    }
    try {
      BigInteger number = new BigInteger(rest, hex ? 16 : 10);
      return negative ? number.negate() : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static Bytes sizedBytes(String text, int size) {
    String expected = size + " bytes, as " + 2 * size + " hex digits after 0x";
    Bytes bytes = bytes(text, expected);
    if (bytes.size() != size) {
      throw expected(expected, text);
    }
    return bytes;
  }

  private static Bytes bytes(String text, String expected) {
    try {
      if (text.strip().startsWith("0x")) {
        return Bytes.fromHex(text.strip());
      }
    } catch (IllegalArgumentException e) {
      // told below
    }
    throw expected(expected, text);
  }

  private static List<Object> elements(AbiType element, List<String> parts) {
    List<Object> values = new ArrayList<>(parts.size());
    for (int i = 0; i < parts.size(); i++) {
      try {
        values.add(parse(element, parts.get(i)));
      } catch (AbiException e) {
        throw new AbiException("element " + (i + 1) + ": " + e.getMessage());
      }
    }
    return values;
  }

  // Splits at the commas that stand in no inner bracket and no quotes.
  private static List<String> split(String text, char open, char close) {
    String trimmed = text.strip();
    if (trimmed.length() < 2
        || trimmed.charAt(0) != open
        || trimmed.charAt(trimmed.length() - 1) != close) {
      throw expected("a list as " + open + "a,b" + close, text);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    int depth = 0;
    for (int i = 1; i < trimmed.length() - 1; i++) {
      char c = trimmed.charAt(i);
      if (quoted && c == '\\' && i < trimmed.length() - 2) {
        if (depth > 0) {
          part.append(c);
        }
        part.append(trimmed.charAt(++i));
        continue;
      }
      if (c == '"') {
        quoted = !quoted;
        wasQuoted = true;
        if (depth > 0) {
          part.append(c);
        }
        continue;
      }
      if (!quoted) {
        depth += c == '[' || c == '(' ? 1 : c == ']' || c == ')' ? -1 : 0;
        if (c == ',' && depth == 0) {
          parts.add(wasQuoted ? part.toString() : part.toString().strip());
          part.setLength(0);
          wasQuoted = false;
          continue;
        }
        if (Character.isWhitespace(c) && depth == 0 && (part.isEmpty() || wasQuoted)) {
          continue;
        }
      }
      part.append(c);
    }
    if (quoted || depth != 0) {
      throw new AbiException("unbalanced quotes or brackets in '" + text + "'");
    }
    if (!part.isEmpty() || wasQuoted || !parts.isEmpty()) {
      parts.add(wasQuoted ? part.toString() : part.toString().strip());
    }
    return parts;
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private static AbiException expected(String what, String got) {
    return new AbiException("expected " + what + ", got '" + got + "'");
  }
}
