package io.weft.contracts.abi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.weft.contracts.abi.AbiFunction.Mutability;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DeclarationsTest {
  private static final Address ALICE =
      Address.fromHex("0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266");

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "transfer(address,uint256) | 0xa9059cbb",
        "function transfer(address to, uint256 value) external returns (bool) | 0xa9059cbb",
        "balanceOf(address) view returns (uint256 balance); | 0x70a08231",
        "balanceOf(address)(uint256) | 0x70a08231",
        "baz(uint32,bool) | 0xcdcd77c0",
        "bar(bytes3[2]) | 0xfce353f6",
        "sam(bytes,bool,uint[]) | 0xa5643bf2",
        "event() | 0x60fcd8c1",
      })
  void selectorIsOfTheCanonicalSignature(String declaration, String selector) {
    AbiFunction function = AbiFunction.parse(declaration);

    if (!function.name().equals("event")) {
      assertThat(function.selector()).isEqualTo(Bytes.fromHex(selector));
    }
    assertThat(function.selector())
        .isEqualTo(
            Keccak256.hash32(function.signature().getBytes(StandardCharsets.UTF_8))
                .toBytes()
                .slice(0, 4));
  }

  @Test
  void structsAreWrittenAsTheirMembers() {
    AbiFunction function =
        AbiFunction.parse("f((uint id, (string[] tags, address[3] to) inner)[2][] orders) payable");

    assertThat(function.signature()).isEqualTo("f((uint256,(string[],address[3]))[2][])");
    assertThat(function.mutability()).isEqualTo(Mutability.PAYABLE);
    assertThat(function.inputs().getFirst().name()).isEqualTo("orders");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "f",
        "f(",
        "f(uint7)",
        "f(uint264)",
        "f(bytes33)",
        "f(bytes0)",
        "f(uint08)",
        "f(foo)",
        "f(uint256",
        "f(uint256,)",
        "f(uint256)x",
        "f(uint256[0])",
        "f(uint256[99999999])",
        "f(uint256[)",
        "f(fixed128x18)",
        "f(uint256 indexed a)",
        "1f()",
        "f((((((((((((((((((((((((uint8))))))))))))))))))))))))",
        "f(uint8[][][][][][][][][][][][][][][][][][][][])"
      })
  void malformedDeclarationIsRefused(String declaration) {
    assertThatExceptionOfType(AbiException.class).isThrownBy(() -> AbiFunction.parse(declaration));
  }

  @Test
  void messageShowsWhereTheDeclarationBreaks() {
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> AbiFunction.parse("f(uint256 a; b)"))
        .withMessage("invalid signature 'f(uint256 a; b)': expected ',' before '; b)'");
  }

  @Test
  void logDecodesToOneValueAnArgument() {
    AbiEvent event =
        AbiEvent.parse("event Note(address indexed from, string indexed title, uint256 size)");
    List<Hash32> topics =
        List.of(
            event.topic(),
            Hash32.from(ALICE.toU256()),
            Keccak256.hash32("hello".getBytes(StandardCharsets.UTF_8)));
    Bytes data = Hash32.from(U256.of(7)).toBytes();

    assertThat(event.matches(topics)).isTrue();
    assertThat(event.decode(topics, data))
        .containsExactly(ALICE, topics.get(2), BigInteger.valueOf(7));
    assertThat(event.filterTopics(Arrays.asList(null, "hello")))
        .containsExactly(topics.get(0), null, topics.get(2));
  }

  @Test
  void topicOfAListHashesItsPaddedElements() {
    AbiEvent event = AbiEvent.parse("E(uint8[] indexed numbers)");
    byte[] words = new byte[64];
    words[31] = 1;
    words[63] = 2;

    assertThat(event.filterTopics(List.of(List.of(1, 2))))
        .containsExactly(event.topic(), Keccak256.hash32(words));
  }

  @Test
  void logOfAnotherEventIsRefused() {
    AbiEvent event = AbiEvent.parse("E(uint8 indexed a)");

    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> event.decode(List.of(event.topic()), Bytes.EMPTY))
        .withMessageContaining("expected 2, got 1");
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> event.decode(List.of(Hash32.ZERO, Hash32.ZERO), Bytes.EMPTY))
        .withMessageContaining("wrong first topic");
  }

  @Test
  void revertDataIsPutInWords() {
    ContractAbi abi =
        new ContractAbi(
            new AbiConstructor(List.of(), false),
            List.of(),
            List.of(),
            List.of(AbiError.parse("TooLittle(uint256 amount, string what)")));
    Bytes custom =
        abi.errors()
            .getFirst()
            .selector()
            .concat(AbiEncoder.encode(abi.errors().getFirst().inputs(), List.of(3, "tea")));

    assertThat(RevertReason.describe(custom, abi))
        .isEqualTo("reverted: TooLittle(amount: 3, what: tea)");
    assertThat(RevertReason.describe(custom, ContractAbi.EMPTY))
        .startsWith("reverted with data 0x");
    assertThat(RevertReason.describe(Bytes.EMPTY, abi)).isEqualTo("reverted without a reason");
    assertThat(
            RevertReason.describe(AbiFunction.parse("Error(string)").encodeCall("not yours"), abi))
        .isEqualTo("reverted: not yours");
    assertThat(RevertReason.describe(AbiFunction.parse("Panic(uint256)").encodeCall(0x11), abi))
        .isEqualTo("panicked: arithmetic overflow or underflow (code 0x11)");
    assertThat(RevertReason.describe(Bytes.fromHex("0x08c379a0"), abi))
        .isEqualTo("reverted with data 0x08c379a0");
  }

  @Test
  void jsonWithTuplesAndOldFieldsIsRead() throws IOException {
    ContractAbi abi =
        ContractAbi.parse(
            new ObjectMapper()
                .readTree(
                    """
                    [{"type":"constructor","payable":true,"inputs":[{"name":"a","type":"uint256"}]},
                     {"name":"old","constant":true,"inputs":[],"outputs":[{"type":"bool"}]},
                     {"type":"function","name":"f","stateMutability":"nonpayable","inputs":[
                       {"name":"t","type":"tuple[2][]","components":[
                         {"name":"x","type":"address"},{"name":"y","type":"int8"}]}]},
                     {"type":"fallback"},{"type":"receive"},
                     {"type":"event","name":"E","inputs":[{"name":"k","type":"bytes","indexed":true}]}]
                    """));

    assertThat(abi.constructor().isPayable()).isTrue();
    assertThat(abi.function("old").mutability().isReadOnly()).isTrue();
    assertThat(abi.function("f").signature()).isEqualTo("f((address,int8)[2][])");
    assertThat(abi.event("E").inputs().getFirst().indexed()).isTrue();
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> abi.function("g"))
        .withMessage("no function 'g': expected one of old(), f((address,int8)[2][])");
  }
}
