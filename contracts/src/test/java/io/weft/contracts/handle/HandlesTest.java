package io.weft.contracts.handle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.weft.contracts.Artifacts;
import io.weft.contracts.abi.AbiException;
import io.weft.contracts.abi.AbiFunction;
import io.weft.contracts.abi.ContractAbi;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

final class HandlesTest {
  private static final Address BOB = Address.of(0xB0B);

  @ParameterizedTest
  @FieldSource("io.weft.contracts.Artifacts#NAMES")
  void eachFunctionHasItsMethod(String name) throws ClassNotFoundException {
    Class<?> handle = Class.forName("io.weft.contracts.handle." + name);
    List<String> methods =
        Stream.of(handle.getMethods())
            .filter(method -> method.getReturnType() == Call.class)
            .map(method -> key(method.getName(), method.getParameterCount()))
            .toList();

    assertThat(methods)
        .containsExactlyInAnyOrderElementsOf(
            Artifacts.named(name).abi().functions().stream()
                .map(function -> key(function.name(), function.inputs().size()))
                .toList());
  }

  @ParameterizedTest
  @FieldSource("io.weft.contracts.Artifacts#NAMES")
  void creationTakesWhatTheConstructorTakes(String name) throws ClassNotFoundException {
    Class<?> handle = Class.forName("io.weft.contracts.handle." + name);

    assertThat(Stream.of(handle.getMethods()).filter(method -> method.getName().equals("creation")))
        .extracting(Method::getParameterCount)
        .containsExactly(Artifacts.named(name).abi().constructor().inputs().size());
  }

  private static String key(String name, int parameters) {
    return name.replace("_", "").toLowerCase(Locale.ROOT) + "/" + parameters;
  }

  @Test
  void callIsEncodedAndItsAnswerDecoded() {
    Token token = new Token(Address.of(7));
    Call<Boolean> call = token.transfer(BOB, U256.of(5));

    assertThat(call.to()).isEqualTo(Address.of(7));
    assertThat(call.value()).isEqualTo(U256.ZERO);
    assertThat(call.data())
        .isEqualTo(AbiFunction.parse("transfer(address,uint256)").encodeCall(BOB, U256.of(5)));
    assertThat(call.decode(Hash32.from(U256.ONE).toBytes())).isTrue();
    assertThatExceptionOfType(AbiException.class).isThrownBy(() -> call.decode(Bytes.EMPTY));
  }

  @Test
  void etherDropCarriesTheSumOfItsAmounts() {
    Call<?> call =
        new Airdrop(Address.of(7)).dropEther(List.of(BOB, BOB), List.of(U256.of(2), U256.of(3)));

    assertThat(call.value()).isEqualTo(U256.of(5));
  }

  @Test
  void creationIsTheCodeAndTheArguments() {
    ContractAbi abi = Token.ABI;
    Bytes arguments = abi.constructor().encode(List.of("A", "B", U256.ONE));

    assertThat(Token.creation("A", "B", U256.ONE))
        .isEqualTo(Artifacts.named("Token").creationCode().concat(arguments));
  }

  @Test
  void eventOfAnotherContractIsRefused() {
    List<Hash32> topics = List.of(Counter.NUMBER_CHANGED.topic(), Hash32.ZERO);

    assertThat(Erc20.TRANSFER.matches(topics)).isFalse();
    assertThatExceptionOfType(AbiException.class)
        .isThrownBy(() -> Erc20.TRANSFER.decode(topics, Bytes.EMPTY));
  }
}
