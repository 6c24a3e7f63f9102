package io.weft.contracts.abi;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.primitives.Bytes;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.web3j.abi.FunctionEncoder;

/** The codec over random types and values. {@code -Dweft.abi.seed=N} repeats a run. */
final class AbiRandomTest {
  private static final int CASES = 3_000;
  private static final long SEED = Long.getLong("weft.abi.seed", System.nanoTime());

  @BeforeAll
  static void tellTheSeed() {
    System.out.println("weft.abi.seed=" + SEED);
  }

  private record Case(long seed, List<AbiParameter> parameters, List<Object> values, Bytes data) {
    static Case of(long seed) {
      RandomValues random = new RandomValues(seed);
      List<AbiParameter> parameters = random.parameters();
      List<Object> values = random.values(parameters);
      return new Case(seed, parameters, values, AbiEncoder.encode(parameters, values));
    }

    @Override
    public String toString() {
      return "-Dweft.abi.seed=" + seed + ": " + parameters;
    }
  }

  private static LongStream seeds() {
    return LongStream.range(SEED, SEED + CASES);
  }

  @Test
  void valuesComeBackAsTheyWere() {
    seeds()
        .mapToObj(Case::of)
        .forEach(
            each ->
                assertThat(AbiDecoder.decode(each.parameters(), each.data()))
                    .as("%s", each)
                    .isEqualTo(each.values()));
  }

  @Test
  void typesComeBackFromTheirNames() {
    seeds()
        .mapToObj(Case::of)
        .forEach(
            each ->
                each.parameters()
                    .forEach(
                        parameter ->
                            assertThat(Signatures.type(parameter.type().toString()))
                                .isEqualTo(parameter.type())));
  }

  @Test
  void web3jEncodesTheSameBytes() {
    List<Case> known =
        seeds().mapToObj(Case::of).filter(each -> isKnownToWeb3j(each.parameters())).toList();
    List<String> different =
        known.stream()
            .filter(
                each ->
                    !FunctionEncoder.encodeConstructor(
                            Web3jValues.of(each.parameters(), each.values()))
                        .equals(each.data().toString().substring(2)))
            .map(Case::toString)
            .toList();

    assertThat(different).isEmpty();
    assertThat(known).hasSizeGreaterThan(CASES / 2);
  }

  // Web3j errs in the size of a fixed array's head where the members are structs or dynamic, and
  // with it in the offsets of all that stands beside the array.
  private static boolean isKnownToWeb3j(List<AbiParameter> parameters) {
    return parameters.stream().allMatch(parameter -> isKnownToWeb3j(parameter.type()));
  }

  private static boolean isKnownToWeb3j(AbiType type) {
    return switch (type) {
      case AbiType.FixedArray array ->
          !array.isDynamic()
              && !(array.element() instanceof AbiType.Tuple)
              && isKnownToWeb3j(array.element());
      case AbiType.DynamicArray array -> isKnownToWeb3j(array.element());
      case AbiType.Tuple tuple -> isKnownToWeb3j(tuple.components());
      case AbiType.Uint _, AbiType.Int _, AbiType.FixedBytes _, AbiType.Simple _ -> true;
    };
  }

  /** Whatever the bytes are: values that encode again, or the one exception, and nothing else. */
  @Test
  void damagedBytesGiveValuesOrATypedError() {
    int refused = 0;
    for (long seed : seeds().toArray()) {
      Case each = Case.of(seed);
      Bytes damaged = new RandomValues(seed + 1).damaged(each.data());
      List<Object> values;
      try {
        values = AbiDecoder.decode(each.parameters(), damaged);
      } catch (AbiException e) {
        refused++;
        continue;
      }
      assertThat(AbiDecoder.decode(each.parameters(), AbiEncoder.encode(each.parameters(), values)))
          .as("%s", each)
          .isEqualTo(values);
    }
    assertThat(refused).isBetween(CASES / 10, CASES);
  }
}
