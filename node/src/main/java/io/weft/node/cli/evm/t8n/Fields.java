package io.weft.node.cli.evm.t8n;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One JSON object of the input; numbers may be hexadecimal or decimal, quoted or not. */
final class Fields {
  private final String where;
  private final JsonNode object;

  Fields(String where, JsonNode object) {
    this.where = where;
    this.object = object;
    if (!object.isObject()) {
      throw failure("expected an object, got " + object.getNodeType());
    }
  }

  boolean has(String name) {
    return object.hasNonNull(name);
  }

  @Nullable U256 numberOrNull(String name) {
    return has(name) ? number(object.get(name), name) : null;
  }

  U256 number(String name) {
    return number(required(name), name);
  }

  U256 number(String name, U256 absent) {
    U256 value = numberOrNull(name);
    return value == null ? absent : value;
  }

  long uint64(String name) {
    return uint64(number(name), name);
  }

  long uint64(String name, long absent) {
    return has(name) ? uint64(name) : absent;
  }

  @Nullable Long uint64OrNull(String name) {
    return has(name) ? (Long) uint64(name) : null;
  }

  Address address(String name) {
    return parse(required(name), name, Address::fromHex);
  }

  @Nullable Address addressOrNull(String name) {
    boolean isEmpty = !has(name) || object.get(name).asText().isEmpty();
    return isEmpty ? null : address(name);
  }

  Hash32 hash(String name) {
    return parse(required(name), name, Hash32::fromHex);
  }

  @Nullable Hash32 hashOrNull(String name) {
    return has(name) ? hash(name) : null;
  }

  Bytes bytes(String name) {
    return has(name) ? parse(object.get(name), name, Bytes::fromHex) : Bytes.EMPTY;
  }

  List<Hash32> hashes(String name) {
    List<Hash32> hashes = new ArrayList<>();
    for (JsonNode element : object.path(name)) {
      hashes.add(parse(element, name, Hash32::fromHex));
    }
    return hashes;
  }

  /** The objects in an array; none where it is absent. */
  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode element : object.path(name)) {
      objects.add(new Fields(where + "." + name + "[" + objects.size() + "]", element));
    }
    return objects;
  }

  /** The members of an object; none where it is absent. */
  Iterable<Map.Entry<String, JsonNode>> members(String name) {
    return object.path(name).properties();
  }

  boolean isFalse(String name) {
    return object.path(name).isBoolean() && !object.get(name).booleanValue();
  }

  TransitionFailure failure(String problem) {
    return new TransitionFailure(TransitionFailure.JSON, where + ": " + problem);
  }

  private JsonNode required(String name) {
    if (!has(name)) {
      throw failure("missing required field '" + name + "'");
    }
    return object.get(name);
  }

  private U256 number(JsonNode value, String name) {
    BigInteger number;
    try {
      number = value.isIntegralNumber() ? value.bigIntegerValue() : parse(value.asText());
    } catch (NumberFormatException e) {
      throw failure(name + ": expected a number, got " + value);
    }
    if (number.signum() < 0 || number.bitLength() > 256) {
      throw failure(name + ": expected a number from 0 to 2^256-1, got " + value);
    }
    return U256.from(number);
  }

  private static BigInteger parse(String text) {
    if (!text.startsWith("0x")) {
      return new BigInteger(text);
    }
    return text.length() == 2 ? BigInteger.ZERO : new BigInteger(text.substring(2), 16);
  }

  private long uint64(U256 value, String name) {
    if (!value.isUint64()) {
      throw failure(name + ": expected a number of 64 bits, got " + value);
    }
    return value.l0();
  }

  private <T> T parse(JsonNode value, String name, Function<String, T> parser) {
    try {
      return parser.apply(value.asText());
    } catch (IllegalArgumentException e) {
      throw failure(name + ": " + e.getMessage());
    }
  }
}
