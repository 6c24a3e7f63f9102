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
import java.util.Random;
import java.util.function.Supplier;

/** Types of every kind, nested at will, and values that fit them; the same for the same seed. */
final class RandomValues {
  private static final int MAX_DEPTH = 3;

  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  List<AbiParameter> parameters() {
    return parameters(0);
  }

  List<Object> values(List<AbiParameter> parameters) {
    List<Object> values = new ArrayList<>();
    for (AbiParameter parameter : parameters) {
      values.add(value(parameter.type()));
    }
    return values;
  }

  /** The same bytes with one fault: cut off, a byte changed, or a word that may lie. */
  Bytes damaged(Bytes data) {
    byte[] bytes = data.toArray();
    if (bytes.length == 0 || random.nextInt(4) == 0) {
      return data.slice(0, random.nextInt(bytes.length + 1));
    }
    if (random.nextBoolean()) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    } else {
      int word = random.nextInt(Math.max(1, bytes.length / 32)) * 32;
      byte[] lie = new byte[32];
      if (random.nextBoolean()) {
        random.nextBytes(lie);
      } else {
        lie[31] = (byte) (32 * random.nextInt(8));
        lie[28] = (byte) (random.nextInt(8) == 0 ? 0x7F : 0);
      }
      System.arraycopy(lie, 0, bytes, word, Math.min(32, bytes.length - word));
    }
    return Bytes.wrap(bytes);
  }

  private List<AbiParameter> parameters(int depth) {
    return listOf(1 + random.nextInt(4), () -> new AbiParameter("", type(depth)));
  }

  private AbiType type(int depth) {
    return switch (random.nextInt(depth < MAX_DEPTH ? 11 : 8)) {
      case 0 -> new Uint(8 + 8 * random.nextInt(32));
      case 1 -> new Int(8 + 8 * random.nextInt(32));
      case 2 -> new FixedBytes(1 + random.nextInt(32));
      case 3 -> Simple.ADDRESS;
      case 4 -> Simple.BOOL;
      case 5 -> Simple.FUNCTION;
      case 6 -> Simple.BYTES;
      case 7 -> Simple.STRING;
      case 8 -> new DynamicArray(type(depth + 1));
      case 9 -> new FixedArray(type(depth + 1), 1 + random.nextInt(4));
      default -> new Tuple(parameters(depth + 1));
    };
  }

  private Object value(AbiType type) {
    return switch (type) {
      case Uint uint -> new BigInteger(random.nextInt(uint.bits() + 1), random);
      case Int signed -> {
        BigInteger number = new BigInteger(random.nextInt(signed.bits()), random);
        yield random.nextBoolean() ? number : number.not();
      }
      case FixedBytes fixed -> bytes(fixed.size());
      case Simple simple ->
          switch (simple) {
            case ADDRESS -> Address.from(bytes(20));
            case BOOL -> random.nextBoolean();
            case FUNCTION -> bytes(24);
            case BYTES -> bytes(random.nextInt(100));
            case STRING -> text();
          };
      case DynamicArray array -> listOf(random.nextInt(4), () -> value(array.element()));
      case FixedArray array -> listOf(array.length(), () -> value(array.element()));
      case Tuple tuple -> values(tuple.components());
    };
  }

  private Bytes bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return Bytes.wrap(bytes);
  }

  // Letters of one, two, three and four bytes in UTF-8.
  private String text() {
    int[] letters = {'w', 0xE9, 0x20AC, 0x1F9F5};
    return random
        .ints(random.nextInt(40), 0, letters.length)
        .map(i -> letters[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static <T> List<T> listOf(int size, Supplier<T> supplier) {
    List<T> list = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      list.add(supplier.get());
    }
    return list;
  }
}
