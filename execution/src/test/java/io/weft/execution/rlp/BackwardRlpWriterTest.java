package io.weft.execution.rlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written from the end is what is written from the beginning. */
class BackwardRlpWriterTest {
  private static final long SEED = 20_261_201L;
  private static final int DEPTH = 4;

  private final Random random = new Random(SEED);
  private final BackwardRlpWriter out = new BackwardRlpWriter();

  /** An address, bytes, a number of 64 bits, one of 256, or a list of such. */
  private Object item(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 6)) {
      case 0 -> new Address(random.nextInt(), random.nextLong(), random.nextLong());
      case 1 -> {
        byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(300) : random.nextInt(3)];
        random.nextBytes(bytes);
        yield Bytes.wrap(bytes);
      }
      case 2 -> word();
      case 3 -> new U256(word(), word(), word(), word());
      default -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(6); i > 0; i--) {
          list.add(item(depth - 1));
        }
        yield list;
      }
    };
  }

  /** Of any length, and often the least or the greatest of it. */
  private long word() {
    long word = random.nextLong() >>> random.nextInt(64);
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> Long.highestOneBit(word);
      case 2 -> Long.highestOneBit(word) - 1;
      default -> word;
    };
  }

  private static void forward(RlpWriter to, Object item) {
    switch (item) {
      case Address address -> to.write(address);
      case Bytes bytes -> to.write(bytes);
      case Long number -> to.write((long) number);
      case U256 number -> to.write(number);
      case List<?> list -> {
        int start = to.beginList();
        list.forEach(inner -> forward(to, inner));
        to.endList(start);
      }
      default -> throw new IllegalArgumentException(item.toString());
    }
  }

  private void backward(Object item) {
    switch (item) {
      case Address address -> out.write(address);
      case Bytes bytes -> out.write(bytes);
      case Long number -> out.write((long) number);
      case U256 number -> write(number);
      case List<?> list -> {
        int before = out.size();
        list.reversed().forEach(this::backward);
        out.list(before);
      }
      default -> throw new IllegalArgumentException(item.toString());
    }
  }

  private void write(U256 number) {
    if (random.nextBoolean()) {
      out.write(number.l3(), number.l2(), number.l1(), number.l0());
    } else {
      out.write(new long[] {7, number.l0(), number.l1(), number.l2(), number.l3()}, 1);
    }
  }

  @Test
  void bytesAreThoseOfTheOtherWriter() {
    for (int round = 0; round < 3_000; round++) {
      Object item = item(DEPTH);
      RlpWriter expected = new RlpWriter();
      forward(expected, item);
      out.clear();
      backward(item);
      assertThat(out.size()).isEqualTo(expected.size());
      assertThat(out.toBytes()).as("seed %d, round %d", SEED, round).isEqualTo(expected.toBytes());
    }
  }

  @Test
  void longListsAndStringsGrowTheBuffer() {
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < 40_000; i++) {
      numbers.add((long) i);
    }
    List<Object> all = List.of(Bytes.wrap(new byte[70_000]), numbers);
    RlpWriter expected = new RlpWriter();
    forward(expected, all);
    backward(all);
    assertThat(out.toBytes()).isEqualTo(expected.toBytes());
  }
}
