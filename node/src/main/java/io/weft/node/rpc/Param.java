package io.weft.node.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON value of a request, read as what the method takes; {@code where} names it in refusals.
 *
 * <p>Quantities are hexadecimal with {@code 0x}; since several tools send plain JSON numbers where
 * a quantity is meant, whole numbers are taken as well. Leading zeros are tolerated.
 */
public record Param(JsonNode node, String where) {

  public Address address() {
    return Address.from(exactly(Address.SIZE, "address"));
  }

  public Hash32 hash() {
    return Hash32.from(exactly(Hash32.SIZE, "hash"));
  }

  /** A 32-byte word, which many tools write without its leading zeros. */
  public U256 word() {
    String digits = digits();
    if (digits.length() > 64) {
      throw invalid("hex string too long: expected at most 32 bytes, got " + digits.length() / 2);
    }
    return digits.isEmpty() ? U256.ZERO : parse(digits);
  }

  public Bytes bytes() {
    String digits = digits();
    if ((digits.length() & 1) != 0) {
      throw invalid("hex string of odd length");
    }
    try {
      return Bytes.fromHex(text());
    } catch (IllegalArgumentException e) {
      throw invalid("invalid hex string");
    }
  }

  public U256 quantity() {
    if (node.isIntegralNumber() && node.bigIntegerValue().signum() >= 0) {
      if (node.bigIntegerValue().bitLength() > 256) {
        throw invalid("hex number > 256 bits");
      }
      return U256.from(node.bigIntegerValue());
    }
    String digits = digits();
    if (digits.isEmpty()) {
      throw invalid("empty hex string");
    }
    if (digits.length() > 64) {
      throw invalid("hex number > 256 bits");
    }
    return parse(digits);
  }

  /** A quantity of at most 63 bits. */
  public long number() {
    U256 value = quantity();
    if (!value.isLong()) {
      throw invalid("hex number > 63 bits");
    }
    return value.toLong();
  }

  /** A quantity of at most 64 bits, unsigned. */
  public long uint64() {
    U256 value = quantity();
    if (!value.isUint64()) {
      throw invalid("hex number > 64 bits");
    }
    return value.l0();
  }

  /** A number written as a quantity, in decimal digits, or as a JSON number, as dev tools do. */
  public long looseNumber() {
    if (node.isTextual() && !node.textValue().startsWith("0x")) {
      try {
        return Long.parseLong(node.textValue());
      } catch (NumberFormatException e) {
        throw invalid("expected a number, got '" + node.textValue() + "'");
      }
    }
    return number();
  }

  public boolean bool() {
    if (!node.isBoolean()) {
      throw invalid("expected true or false, got " + kind());
    }
    return node.booleanValue();
  }

  public String text() {
    if (!node.isTextual()) {
      throw invalid("expected a string, got " + kind());
    }
    return node.textValue();
  }

  public double decimal() {
    if (!node.isNumber()) {
      throw invalid("expected a number, got " + kind());
    }
    return node.doubleValue();
  }

  public boolean isText() {
    return node.isTextual();
  }

  public boolean isObject() {
    return node.isObject();
  }

  public boolean isArray() {
    return node.isArray();
  }

  public boolean isNull() {
    return node.isNull();
  }

  /** A member of an object, or null where it is absent or {@code null}. */
  public @Nullable Param field(String name) {
    if (!node.isObject()) {
      throw invalid("expected an object, got " + kind());
    }
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : new Param(value, where + ": " + name);
  }

  /** A member that must be there. */
  public Param required(String name) {
    Param value = field(name);
    if (value == null) {
      throw invalid("missing " + name);
    }
    return value;
  }

  /** The members of an object with their names. */
  public List<Map.Entry<String, Param>> fields() {
    if (!node.isObject()) {
      throw invalid("expected an object, got " + kind());
    }
    List<Map.Entry<String, Param>> fields = new ArrayList<>(node.size());
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      fields.add(
          Map.entry(field.getKey(), new Param(field.getValue(), where + ": " + field.getKey())));
    }
    return fields;
  }

  public List<Param> elements() {
    if (!node.isArray()) {
      throw invalid("expected an array, got " + kind());
    }
    List<Param> elements = new ArrayList<>(node.size());
    for (JsonNode element : node) {
      elements.add(new Param(element, where));
    }
    return elements;
  }

  /** The refusal of this value. */
  public RpcException invalid(String why) {
    return RpcException.invalidParams("invalid " + where + ": " + why);
  }

  private byte[] exactly(int size, String what) {
    Bytes bytes = bytes();
    if (bytes.size() != size) {
      throw invalid(
          "hex string has length " + 2 * bytes.size() + ", want " + 2 * size + " for " + what);
    }
    return bytes.unsafeArray();
  }

  private String digits() {
    String text = text();
    if (text.isEmpty()) {
      throw invalid("empty hex string");
    }
    if (!text.startsWith("0x") && !text.startsWith("0X")) {
      throw invalid("hex string without 0x prefix");
    }
    return text.substring(2);
  }

  private U256 parse(String digits) {
    try {
      return U256.fromHex(digits);
    } catch (IllegalArgumentException e) {
      throw invalid("invalid hex string");
    }
  }

  private String kind() {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case OBJECT -> "an object";
      case BOOLEAN -> "a boolean";
      case NUMBER -> "a number";
      case STRING -> "a string";
      case NULL -> "null";
      case BINARY, MISSING, POJO -> "something else";
    };
  }
}
