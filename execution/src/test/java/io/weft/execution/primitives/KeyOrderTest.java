package io.weft.execution.primitives;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order beside that of a plain sort. */
class KeyOrderTest {
  private static final long SEED = 20_261_130L;

  private final Random random = new Random(SEED);
  private final KeyOrder order = new KeyOrder();

  @Test
  void numbersAscendAndEqualOnesStayAsTheyCame() {
    for (int round = 0; round < 2_000; round++) {
      List<U256> numbers = new ArrayList<>();
      BigInteger common = number(256);
      int different = random.nextInt(257);
      for (int i = random.nextInt(200); i > 0; i--) {
        boolean isAgain = !numbers.isEmpty() && random.nextInt(8) == 0;
        numbers.add(
            isAgain
                ? numbers.get(random.nextInt(numbers.size()))
                : U256.from(common.xor(number(random.nextInt(different + 1)))));
      }
      assertOrdered(numbers);
    }
  }

  @Test
  void smallNumbersAndTheLargestAreUnsigned() {
    List<U256> numbers = new ArrayList<>(List.of(U256.MAX, U256.ZERO, U256.ONE));
    for (int bit = 0; bit < 256; bit++) {
      U256 power = U256.from(BigInteger.ONE.shiftLeft(bit));
      numbers.add(power);
      numbers.add(power.subtract(U256.ONE));
      numbers.add(U256.MAX.subtract(power));
    }
    Collections.shuffle(numbers, random);
    assertOrdered(numbers);
  }

  @Test
  void manyNumbersThatDifferOnlyAtTheEndAreSorted() {
    List<U256> numbers = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      numbers.add(U256.of(i));
    }
    Collections.shuffle(numbers, random);
    assertOrdered(numbers);
  }

  @Test
  void addressesAscend() {
    for (int round = 0; round < 1_000; round++) {
      List<Address> addresses = new ArrayList<>();
      BigInteger common = number(160);
      for (int i = random.nextInt(100); i > 0; i--) {
        addresses.add(Address.from(U256.from(common.xor(number(random.nextInt(161))))));
      }
      order.clear();
      addresses.forEach(order::add);
      order.sort();
      assertThat(inOrder(addresses))
          .as("seed %d", SEED)
          .isEqualTo(addresses.stream().sorted(Comparator.naturalOrder()).toList());
    }
  }

  private void assertOrdered(List<U256> numbers) {
    order.clear();
    numbers.forEach(order::add);
    order.sort();
    List<Integer> expected =
        IntStream.range(0, numbers.size())
            .boxed()
            .sorted(Comparator.comparing(numbers::get))
            .toList();
    assertThat(IntStream.range(0, numbers.size()).map(order::at).boxed().toList())
        .as("seed %d", SEED)
        .isEqualTo(expected);
  }

  private <T> List<T> inOrder(List<T> items) {
    return IntStream.range(0, items.size()).mapToObj(i -> items.get(order.at(i))).toList();
  }

  /** Any number below 2^bits. */
  private BigInteger number(int bits) {
    return new BigInteger(bits, random);
  }
}
