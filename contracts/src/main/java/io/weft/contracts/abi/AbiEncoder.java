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
import io.weft.execution.primitives.U256;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Encodes values: the heads of a sequence stand first, one a value, and the dynamic values follow
 * in the same order; the head of a dynamic value is its distance from the start of the sequence.
 */
public final class AbiEncoder {
  private static final byte[] PADDING = new byte[32];

  private AbiEncoder() {}

  /**
   * Encodes a sequence, as the arguments of a call.
   *
   * @throws AbiException if a value does not fit its parameter, which the message names
   */
  public static Bytes encode(List<AbiParameter> parameters, List<?> values) {
    if (parameters.size() != values.size()) {
      throw new AbiException(
          "wrong number of arguments: expected " + parameters.size() + ", got " + values.size());
    }
    for (int i = 0; i < parameters.size(); i++) {
      AbiParameter parameter = parameters.get(i);
      try {
        requireFit(parameter.type(), values.get(i));
      } catch (AbiException e) {
        throw new AbiException(parameter.describe(i) + ": " + e.getMessage());
      }
    }
    return Bytes.wrap(sequence(AbiParameter.types(parameters), values));
  }

  /** Encodes one value with nothing around it: what a topic hashes or holds. */
  static byte[] encodeOne(AbiType type, Object value) {
    requireFit(type, value);
    return body(type, value);
  }

  private static byte[] sequence(List<AbiType> types, List<?> values) {
    int headSize = 0;
    for (AbiType type : types) {
      headSize += type.headSize();
    }
    ByteArrayOutputStream heads = new ByteArrayOutputStream();
    ByteArrayOutputStream tails = new ByteArrayOutputStream();
    for (int i = 0; i < types.size(); i++) {
      byte[] body = body(types.get(i), values.get(i));
      if (types.get(i).isDynamic()) {
        heads.writeBytes(word(BigInteger.valueOf(headSize + tails.size())));
        tails.writeBytes(body);
      } else {
        heads.writeBytes(body);
      }
    }
    heads.writeBytes(tails.toByteArray());
    return heads.toByteArray();
  }

  private static byte[] body(AbiType type, Object value) {
    return switch (type) {
      case Uint _, Int _ -> word(integer(value));
      case FixedBytes _ -> padRight(((Bytes) value).unsafeArray());
      case Simple simple ->
          switch (simple) {
            case ADDRESS -> ((Address) value).toU256().toBytes32();
            case BOOL -> word((Boolean) value ? BigInteger.ONE : BigInteger.ZERO);
            case FUNCTION -> padRight(((Bytes) value).unsafeArray());
            case BYTES -> sized(((Bytes) value).unsafeArray());
            case STRING -> sized(((String) value).getBytes(StandardCharsets.UTF_8));
          };
      case DynamicArray array -> {
        List<?> elements = (List<?>) value;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(word(BigInteger.valueOf(elements.size())));
        out.writeBytes(sequence(Collections.nCopies(elements.size(), array.element()), elements));
        yield out.toByteArray();
      }
      case FixedArray array ->
          sequence(Collections.nCopies(array.length(), array.element()), (List<?>) value);
      case Tuple tuple -> sequence(AbiParameter.types(tuple.components()), (List<?>) value);
    };
  }

  private static void requireFit(AbiType type, Object value) {
    switch (type) {
      case Uint uint -> {
        BigInteger number = requireInteger(uint, value);
        if (number.signum() < 0 || number.bitLength() > uint.bits()) {
          throw outOfRange(uint, number, "0 to 2^" + uint.bits() + " - 1");
        }
      }
      case Int signed -> {
        BigInteger number = requireInteger(signed, value);
        if (number.bitLength() > signed.bits() - 1) {
          int power = signed.bits() - 1;
          throw outOfRange(signed, number, "-2^" + power + " to 2^" + power + " - 1");
        }
      }
      case FixedBytes fixed -> requireSize(fixed, value, fixed.size());
      case Simple simple -> {
        switch (simple) {
          case ADDRESS -> require(simple, value, value instanceof Address);
          case BOOL -> require(simple, value, value instanceof Boolean);
          case FUNCTION -> requireSize(simple, value, 24);
          case BYTES -> require(simple, value, value instanceof Bytes);
          case STRING -> require(simple, value, value instanceof String);
        }
      }
      case DynamicArray array -> {
        for (Object element : requireList(array, value)) {
          requireFit(array.element(), element);
        }
      }
      case FixedArray array -> {
        List<?> elements = requireList(array, value);
        requireLength(array, array.length(), elements.size());
        for (Object element : elements) {
          requireFit(array.element(), element);
        }
      }
      case Tuple tuple -> {
        List<?> members = requireList(tuple, value);
        requireLength(tuple, tuple.components().size(), members.size());
        for (int i = 0; i < members.size(); i++) {
          requireFit(tuple.components().get(i).type(), members.get(i));
        }
      }
    }
  }

  private static BigInteger requireInteger(AbiType type, Object value) {
    boolean integral =
        value instanceof BigInteger
            || value instanceof U256
            || value instanceof Long
            || value instanceof Integer
            || value instanceof Short
            || value instanceof Byte;
    require(type, value, integral);
    return integer(value);
  }

  private static BigInteger integer(Object value) {
    return switch (value) {
      case BigInteger number -> number;
      case U256 number -> number.toBigInteger();
      default -> BigInteger.valueOf(((Number) value).longValue());
    };
  }

  private static void requireSize(AbiType type, Object value, int size) {
    require(type, value, value instanceof Bytes);
    if (((Bytes) value).size() != size) {
      throw new AbiException(
          "wrong size for "
              + type
              + ": expected "
              + size
              + " bytes, got "
              + ((Bytes) value).size());
    }
  }

  private static List<?> requireList(AbiType type, Object value) {
    require(type, value, value instanceof List);
    return (List<?>) value;
  }

  private static void requireLength(AbiType type, int expected, int got) {
    if (expected != got) {
      throw new AbiException(
          "wrong number of elements for " + type + ": expected " + expected + ", got " + got);
    }
  }

  private static void require(AbiType type, Object value, boolean fits) {
    if (!fits) {
      throw new AbiException(
          "wrong value for " + type + ": got a " + value.getClass().getSimpleName());
    }
  }

  private static AbiException outOfRange(AbiType type, BigInteger value, String range) {
    return new AbiException(type + " out of range: expected " + range + ", got " + value);
  }

  // Two's complement, the sign spread over the whole word.
  private static byte[] word(BigInteger number) {
    byte[] digits = number.toByteArray();
    byte[] word = new byte[32];
    if (number.signum() < 0) {
      Arrays.fill(word, (byte) 0xFF);
    }
    int length = Math.min(32, digits.length);
    System.arraycopy(digits, digits.length - length, word, 32 - length, length);
    return word;
  }

  private static byte[] sized(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(word(BigInteger.valueOf(bytes.length)));
    out.writeBytes(bytes);
    out.write(PADDING, 0, -bytes.length & 31);
    return out.toByteArray();
  }

  private static byte[] padRight(byte[] bytes) {
    return Arrays.copyOf(bytes, 32);
  }
}
