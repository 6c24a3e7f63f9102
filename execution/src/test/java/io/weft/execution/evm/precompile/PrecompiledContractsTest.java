package io.weft.execution.evm.precompile;

import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PrecompiledContractsTest {
  @Test
  void eachForkHasItsContracts() {
    assertThat(count(Fork.FRONTIER)).isEqualTo(4);
    assertThat(count(Fork.SPURIOUS_DRAGON)).isEqualTo(4);
    assertThat(count(Fork.BYZANTIUM)).isEqualTo(8);
    assertThat(count(Fork.PETERSBURG)).isEqualTo(8);
    assertThat(count(Fork.ISTANBUL)).isEqualTo(9);
    assertThat(count(Fork.SHANGHAI)).isEqualTo(9);
    assertThat(count(Fork.CANCUN)).isEqualTo(10);
    assertThat(count(Fork.PRAGUE)).isEqualTo(17);
    assertThat(count(Fork.OSAKA)).isEqualTo(18);
    assertThat(count(Fork.AMSTERDAM)).isEqualTo(18);
  }

  @Test
  void noOtherAddressIsAContract() {
    PrecompiledContracts contracts = PrecompiledContracts.of(Fork.OSAKA);
    for (Address address :
        List.of(
            Address.ZERO,
            Address.of(0x12),
            Address.of(0xff),
            Address.of(0x101),
            Address.of(-1),
            Address.of(0x1_0000_0001L),
            new Address(0, 1, 1),
            new Address(1, 0, 1))) {
      assertThat(contracts.at(address)).as("%s", address).isNull();
    }
    assertThat(contracts.at(Address.of(0x100))).isInstanceOf(P256Verify.class);
    assertThat(PrecompiledContracts.of(Fork.PRAGUE).at(Address.of(0x100))).isNull();
  }

  @Test
  void pricesFollowTheFork() {
    assertThat(gas(Fork.BYZANTIUM, 6, 128)).isEqualTo(500);
    assertThat(gas(Fork.ISTANBUL, 6, 128)).isEqualTo(150);
    assertThat(gas(Fork.BYZANTIUM, 7, 96)).isEqualTo(40_000);
    assertThat(gas(Fork.ISTANBUL, 7, 96)).isEqualTo(6_000);
    assertThat(gas(Fork.BYZANTIUM, 8, 384)).isEqualTo(260_000);
    assertThat(gas(Fork.ISTANBUL, 8, 384)).isEqualTo(113_000);
  }

  @Test
  void wordsAreCountedWhenStarted() {
    assertThat(gas(Fork.OSAKA, 2, 0)).isEqualTo(60);
    assertThat(gas(Fork.OSAKA, 2, 1)).isEqualTo(72);
    assertThat(gas(Fork.OSAKA, 3, 32)).isEqualTo(720);
    assertThat(gas(Fork.OSAKA, 4, 33)).isEqualTo(21);
  }

  @Test
  void pricesOfTheLongestInputsDoNotWrap() {
    for (Precompile contract : PrecompiledContracts.of(Fork.OSAKA).contracts().values()) {
      if (contract instanceof ModExp) {
        continue;
      }
      byte[] none = new byte[0];
      assertThat(contract.gas(none, 0, Integer.MAX_VALUE)).as(contract.name()).isNotNegative();
    }
  }

  @Test
  void nothingIsMissingHere() {
    assertThat(PrecompiledContracts.of(Fork.OSAKA).missing()).isNull();
  }

  @Test
  void namesAreUnique() {
    assertThat(PrecompiledContracts.of(Fork.OSAKA).contracts().values())
        .extracting(Precompile::name)
        .doesNotHaveDuplicates()
        .hasSize(18);
  }

  private static int count(Fork fork) {
    return PrecompiledContracts.of(fork).contracts().size();
  }

  private static long gas(Fork fork, int address, int length) {
    Precompile contract = PrecompiledContracts.of(fork).at(Address.of(address));
    return Objects.requireNonNull(contract).gas(new byte[length], 0, length);
  }
}
