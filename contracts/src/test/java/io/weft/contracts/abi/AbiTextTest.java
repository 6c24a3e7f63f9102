package io.weft.contracts.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weft.execution.primitives.Bytes;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AbiTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "uint256 | 42 | 42",
        "uint256 | 1_000_000 | 1000000",
        "uint8 | 0xff | 255",
        "int8 | -128 | -128",
        "bool | true | true",
        "address | f39fd6e51aad88f6f4ce6ab8827279cfffb92266 |"
            + " 0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
        "bytes3 | 0xABCDEF | 0xabcdef",
        "bytes | 0x | 0x",
        "string | hello, world | hello, world",
        "uint8[] | [1, 2,3] | [1,2,3]",
        "uint8[][2] | [[],[1]] | [[],[1]]",
        "string[] | [a b, \"c,d\", \"\"] | [\"a b\",\"c,d\",\"\"]",
        "(uint8,(string,bool)[]) | (1,[(x,true),(\"(\\\"y\",false)]) |"
            + " (1,[(\"x\",true),(\"(\\\"y\",false)])",
      })
  void textIsReadAndWritten(String type, String text, String canonical) {
    AbiType parsed = Signatures.type(type);

    String written = AbiText.format(parsed, AbiText.parse(parsed, text));

    assertThat(written).isEqualTo(canonical);
    assertThat(AbiText.format(parsed, AbiText.parse(parsed, written))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "uint256 | abc | expected an unsigned integer, got 'abc'",
        "uint256 | -1 | expected an unsigned integer, got '-1'",
        "uint256 | 1.5 | expected an unsigned integer, got '1.5'",
        "uint8 | 256 | expected at most 2^8 - 1, got '256'",
        "int8 | 128 | expected -2^7 to 2^7 - 1, got '128'",
        "bool | 1 | expected true or false, got '1'",
        "address | 0x12 | expected an address of 40 hex digits after 0x, got '0x12'",
        "address | 0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266 |"
            + " expected an address whose upper and lower case fit its checksum,"
            + " got '0xF39Fd6e51aad88F6F4ce6aB8827279cffFb92266'",
        "bytes2 | 0x123456 | expected 2 bytes, as 4 hex digits after 0x, got '0x123456'",
        "bytes | 12 | expected hex digits after 0x, got '12'",
        "uint8[] | 1,2 | expected a list as [a,b], got '1,2'",
        "uint8[] | [1,x] | element 2: expected an unsigned integer, got 'x'",
        "uint8[2] | [1] | expected a list of 2 elements, got 1",
        "uint8[] | [[1] | unbalanced quotes or brackets in '[[1]'",
      })
  void misfitSaysWhatWasExpected(String type, String text, String message) {
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> AbiText.parse(Signatures.type(type), text))
        .withMessage(message);
  }

  @Test
  void argumentsAreCheckedByName() {
    List<AbiParameter> parameters =
        AbiFunction.parse("f(string name, uint256 initialSupply)").inputs();

    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> AbiText.parse(parameters, List.of("x", "abc")))
        .withMessage(
            "argument 2 'initialSupply' (uint256): expected an unsigned integer, got 'abc'");
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> AbiText.parse(parameters, List.of("x")))
        .withMessage(
            "wrong number of arguments: expected 2 (string name, uint256 initialSupply), got 1");
    assertThat(AbiText.parse(parameters, List.of("x", "0x10")))
        .containsExactly("x", BigInteger.valueOf(16));
  }

  @Test
  void byteValuesAreHexadecimal() {
    assertThat(AbiText.parse(Signatures.type("bytes"), "0x0102")).isEqualTo(Bytes.of(1, 2));
  }
}
