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
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes values with the checks of Solidity's decoder. What follows the last value and what fills
 * up the last word of a byte string is not looked at, as there.
 *
 * <p>Offsets may overlap, so that a few nested arrays could stand for any number of values, or for
 * any number of copies of one long string. A budget in proportion to the data ends that: each value
 * costs one, and byte strings one more for each of their words. Honest data needs a word for each.
 */
public final class AbiDecoder {
  private static final int BUDGET_BASE = 1024;
  private static final int BUDGET_PER_WORD = 16;

  private final byte[] data;
  private int budget;

  private AbiDecoder(byte[] data) {
    this.data = data;
    budget = BUDGET_BASE + data.length / 32 * BUDGET_PER_WORD;
  }

  /**
   * Decodes a sequence, as the results of a call.
   *
   * @throws AbiException naming the parameter and what is wrong with its bytes
   */
  public static List<Object> decode(List<AbiParameter> parameters, Bytes data) {
    AbiDecoder decoder = new AbiDecoder(data.unsafeArray());
    List<Object> values = new ArrayList<>(parameters.size());
    int head = 0;
    for (int i = 0; i < parameters.size(); i++) {
      AbiParameter parameter = parameters.get(i);
      try {
        values.add(decoder.member(parameter.type(), 0, head));
      } catch (AbiException e) {
        throw new AbiException(parameter.describe(i) + ": " + e.getMessage());
      }
      head += parameter.type().headSize();
    }
    return values;
  }

  private Object member(AbiType type, int base, int head) {
    return value(type, type.isDynamic() ? base + offset(base, head) : head);
  }

  private Object value(AbiType type, int at) {
    spend(1);
    return switch (type) {
      case Uint uint -> {
        BigInteger number = new BigInteger(1, word(at));
        if (number.bitLength() > uint.bits()) {
          throw new AbiException(uint + " out of range: got 0x" + number.toString(16));
        }
        yield number;
      }
      case Int signed -> {
        BigInteger number = new BigInteger(word(at));
        if (number.bitLength() > signed.bits() - 1) {
          throw new AbiException(signed + " out of range: got " + number);
        }
        yield number;
      }
      case FixedBytes fixed -> leftAligned(fixed, at, fixed.size());
      case Simple simple ->
          switch (simple) {
            case ADDRESS -> address(at);
            case BOOL -> bool(at);
            case FUNCTION -> leftAligned(simple, at, 24);
            case BYTES -> bytes(at);
            case STRING -> string(at);
          };
      case DynamicArray array -> {
        int length = length(at, array.element().headSize());
        yield elements(array.element(), length, at + 32);
      }
      case FixedArray array -> elements(array.element(), array.length(), at);
      case Tuple tuple -> {
        List<Object> members = new ArrayList<>(tuple.components().size());
        int head = at;
        for (AbiParameter component : tuple.components()) {
          members.add(member(component.type(), at, head));
          head += component.type().headSize();
        }
        yield members;
      }
    };
  }

  private List<Object> elements(AbiType element, int length, int base) {
    List<Object> elements = new ArrayList<>(Math.min(length, Math.max(0, budget)));
    for (int i = 0; i < length; i++) {
      elements.add(member(element, base, base + i * element.headSize()));
    }
    return elements;
  }

  private Address address(int at) {
    byte[] word = word(at);
    for (int i = 0; i < 12; i++) {
      if (word[i] != 0) {
        throw new AbiException("invalid address: expected 12 zero bytes before it");
      }
    }
    return Address.from(word, 12);
  }

  private Boolean bool(int at) {
    BigInteger number = new BigInteger(1, word(at));
    if (number.bitLength() > 1) {
      throw new AbiException("invalid bool: expected 0 or 1, got 0x" + number.toString(16));
    }
    return number.signum() == 1;
  }

  private Bytes leftAligned(AbiType type, int at, int size) {
    byte[] word = word(at);
    for (int i = size; i < 32; i++) {
      if (word[i] != 0) {
        throw new AbiException("invalid " + type + ": expected zero bytes after it");
      }
    }
    return Bytes.copyOf(word, 0, size);
  }

  private Bytes bytes(int at) {
    int length = length(at, 1);
    spend(length / 32);
    return Bytes.copyOf(data, at + 32, length);
  }

  private String string(int at) {
    int length = length(at, 1);
    spend(length / 32);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(data, at + 32, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new AbiException("invalid string: its bytes are not UTF-8");
    }
  }

  private void spend(int units) {
    budget -= units;
    if (budget < 0) {
      throw new AbiException("too many values: their places in the data overlap");
    }
  }

  private int offset(int base, int at) {
    BigInteger offset = new BigInteger(1, word(at));
    if (offset.compareTo(BigInteger.valueOf(data.length - base)) > 0) {
      throw new AbiException(
          "offset out of bounds: expected at most " + (data.length - base) + ", got " + offset);
    }
    return offset.intValue();
  }

  // Checked against what is left, so that a lying length allocates nothing.
  private int length(int at, int elementSize) {
    BigInteger length = new BigInteger(1, word(at));
    long left = (long) data.length - at - 32;
    if (length.compareTo(BigInteger.valueOf(left / Math.max(1, elementSize))) > 0) {
      throw new AbiException(
          "length out of bounds: got " + length + " with " + left + " bytes left");
    }
    return length.intValue();
  }

  private byte[] word(int at) {
    if (at < 0 || at > data.length - 32) {
      throw new AbiException(
          "data too short: expected 32 bytes at " + at + ", got " + data.length + " in all");
    }
    return Arrays.copyOfRange(data, at, at + 32);
  }
}
