package io.weft.contracts.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.contracts.SharedArchive;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AbiCodecTest {
  @TestFactory
  Stream<DynamicTest> publicVectorsEncodeAndDecode() throws IOException {
    return SharedArchive.json("ethereum-tests", "ABITests/basic_abi_tests.json")
        .propertyStream()
        .map(
            vector ->
                dynamicTest(
                    vector.getKey(),
                    () -> {
                      List<AbiParameter> parameters = new ArrayList<>();
                      List<Object> values = new ArrayList<>();
                      JsonNode types = vector.getValue().path("types");
                      for (int i = 0; i < types.size(); i++) {
                        AbiType type = Signatures.type(types.get(i).asText());
                        parameters.add(new AbiParameter("", type));
                        values.add(value(type, vector.getValue().path("args").get(i)));
                      }
                      Bytes encoded = Bytes.fromHex(vector.getValue().path("result").asText());

                      assertThat(AbiEncoder.encode(parameters, values)).isEqualTo(encoded);
                      assertThat(AbiDecoder.decode(parameters, encoded)).isEqualTo(values);
                    }));
  }

  // The vectors write bytes as text.
  private static Object value(AbiType type, JsonNode json) {
    if (type instanceof AbiType.DynamicArray array) {
      List<Object> elements = new ArrayList<>();
      json.forEach(element -> elements.add(value(array.element(), element)));
      return elements;
    }
    if (type instanceof AbiType.FixedBytes || type == AbiType.Simple.BYTES) {
      return Bytes.wrap(json.asText().getBytes(StandardCharsets.UTF_8));
    }
    return type == AbiType.Simple.ADDRESS ? Address.fromHex(json.asText()) : json.bigIntegerValue();
  }

  @Test
  void callOfTheSpecificationsExample() {
    // f(uint256,uint32[],bytes10,bytes) of the ABI specification
    AbiFunction function = AbiFunction.parse("f(uint256,uint32[],bytes10,bytes)");

    Bytes call =
        function.encodeCall(
            0x123,
            List.of(0x456, 0x789),
            Bytes.wrap("1234567890".getBytes(StandardCharsets.US_ASCII)),
            Bytes.wrap("Hello, world!".getBytes(StandardCharsets.US_ASCII)));

    assertThat(call.toString())
        .isEqualTo(
            "0x8be65246"
                + word(0x123)
                + word(0x80)
                + "3132333435363738393000000000000000000000000000000000000000000000"
                + word(0xe0)
                + word(2)
                + word(0x456)
                + word(0x789)
                + word(13)
                + "48656c6c6f2c20776f726c642100000000000000000000000000000000000000");
  }

  @Test
  void nestedDynamicListsOfTheSpecificationsExample() {
    // g(uint256[][],string[]) with ([[1, 2], [3]], ["one", "two", "three"])
    AbiFunction function = AbiFunction.parse("g(uint256[][],string[])");
    List<Object> arguments =
        List.of(List.of(List.of(big(1), big(2)), List.of(big(3))), List.of("one", "two", "three"));

    Bytes call = function.encodeCall(arguments);

    assertThat(call.size()).isEqualTo(4 + 32 * 20);
    assertThat(call.slice(0, 4)).isEqualTo(Bytes.fromHex("0x2289b18c"));
    assertThat(function.decodeCall(call)).isEqualTo(arguments);
  }

  @Test
  void staticStructStandsInPlaceAndDynamicOneAtAnOffset() {
    AbiFunction function = AbiFunction.parse("f((uint8 a, bool b) s, (uint8 a, string b) d)");

    Bytes call = function.encodeCall(List.of(1, true), List.of(2, "x"));

    assertThat(call.slice(4).toString().substring(2))
        .isEqualTo(
            word(1)
                + word(1)
                + word(0x60)
                + word(2)
                + word(0x40)
                + word(1)
                + "78"
                + "0".repeat(62));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "uint8 | 100 | uint8 out of range",
        "int8 | 80 | int8 out of range: got 128",
        "bool | 2 | expected 0 or 1",
        "address | 10000000000000000000000000000000000000000 | expected 12 zero bytes",
        "bytes | 21 | offset out of bounds: expected at most 32, got 33",
        "bytes | 20 | data too short: expected 32 bytes at 32, got 32 in all",
        "uint256[] | ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff | offset out",
      })
  void malformedWordIsRefused(String type, String word, String message) {
    List<AbiParameter> parameters = List.of(new AbiParameter("amount", Signatures.type(type)));
    Bytes data = Bytes.fromHex("0".repeat(64 - word.length()) + word);

    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> AbiDecoder.decode(parameters, data))
        .withMessageStartingWith("argument 1 'amount' (" + type + "): ")
        .withMessageContaining(message);
  }

  @Test
  void bytesAfterAFixedOneMustBeZero() {
    assertDecodingFails("bytes4", "11223344" + "55" + "0".repeat(54), "expected zero bytes");
  }

  @Test
  void lyingLengthAllocatesNothing() {
    assertDecodingFails(
        "uint256[]", word(0x20) + word(0x7fffffff), "length out of bounds: got 2147483647");
  }

  @Test
  void invalidUtf8IsRefused() {
    assertDecodingFails("string", word(0x20) + word(1) + "ff" + "0".repeat(62), "not UTF-8");
  }

  /** Each level has many entries that point to the same next level: 64^5 values in 10 kB. */
  @Test
  void overlappingListsRunOutOfBudget() {
    StringBuilder data = new StringBuilder(word(0x20));
    int width = 64;
    for (int level = 0; level < 5; level++) {
      data.append(word(width));
      for (int i = 0; i < width; i++) {
        data.append(word(32L * width));
      }
    }
    data.append(word(0));

    assertDecodingFails("uint256[][][][][][]", data.toString(), "overlap");
  }

  /** A thousand offsets to one string of 32 kB: 32 MB from 64 kB. */
  @Test
  void overlappingStringsRunOutOfBudget() {
    int count = 1000;
    int length = 32_000;
    String data =
        word(0x20)
            + word(count)
            + word(32L * count).repeat(count)
            + word(length)
            + "61".repeat(length);

    assertDecodingFails("string[]", data, "overlap");
    assertDecodingFails("bytes[]", data, "overlap");
  }

  @Test
  void oneLongStringIsWithinTheBudget() {
    AbiFunction function = AbiFunction.parse("f(string)");
    String text = "weft".repeat(250_000);

    assertThat(function.decodeCall(function.encodeCall(text))).containsExactly(text);
  }

  @Test
  void valuesAreCheckedByName() {
    AbiFunction function = AbiFunction.parse("transfer(address to, uint8 value)");

    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> function.encodeCall(Address.ZERO, 256))
        .withMessage(
            "argument 2 'value' (uint8): uint8 out of range: expected 0 to 2^8 - 1, got 256");
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> function.encodeCall("0x00", 1))
        .withMessage("argument 1 'to' (address): wrong value for address: got a String");
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> function.encodeCall(Address.ZERO))
        .withMessage("wrong number of arguments: expected 2, got 1");
  }

  @Test
  void signedLimitsEncode() {
    AbiFunction function = AbiFunction.parse("f(int8,int256)");
    BigInteger least = BigInteger.ONE.shiftLeft(255).negate();

    assertThat(function.decodeCall(function.encodeCall(-128, least)))
        .containsExactly(big(-128), least);
  }

  @Test
  void unsignedLimitsEncode() {
    AbiFunction function = AbiFunction.parse("f(uint256)");

    assertThat(function.decodeCall(function.encodeCall(U256.MAX)))
        .containsExactly(U256.MAX.toBigInteger());
  }

  private static void assertDecodingFails(String type, String hex, String message) {
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(
            () ->
                AbiDecoder.decode(
                    List.of(new AbiParameter("", Signatures.type(type))), Bytes.fromHex(hex)))
        .withMessageContaining(message);
  }

  private static String word(long value) {
    return String.format("%064x", value);
  }

  private static BigInteger big(long value) {
    return BigInteger.valueOf(value);
  }
}
