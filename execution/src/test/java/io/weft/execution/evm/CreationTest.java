package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.testing.EvmHarness.CONTRACT;
import static io.weft.execution.testing.EvmHarness.GAS;
import static io.weft.execution.testing.EvmHarness.OTHER;
import static io.weft.execution.testing.EvmHarness.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import org.junit.jupiter.api.Test;

/** Creation and destruction of contracts. */
class CreationTest {
  private static final Bytes RUNTIME = new Bytecode().push(1).returnTop().build();
  private static final Bytes INIT = Bytecode.deployerOf(RUNTIME);

  private static EvmHarness creating(Fork fork, Bytecode code) {
    return new EvmHarness(
        fork, new TestState().account(CONTRACT, 5, U256.of(1000), code.returnTop().build()));
  }

  private static Address address(MessageResult result) {
    return Address.from(U256.fromBytes(result.output()));
  }

  private static Bytes codeAt(EvmHarness harness, Address address) {
    return harness.state().code(harness.state().account(address));
  }

  @Test
  void addressFollowsFromCreatorAndNonce() {
    // The well-known first contract of the first account of the development mnemonic.
    Address creator = Address.fromHex("0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266");
    assertThat(ContractAddress.of(creator, 0))
        .isEqualTo(Address.fromHex("0x5fbdb2315678afecb367f032d93f642f64180aa3"));
  }

  @Test
  void saltedAddressFollowsItsProposal() {
    // Examples of EIP-1014.
    assertThat(
            ContractAddress.of(
                Address.fromHex("0x00000000000000000000000000000000deadbeef"),
                U256.fromHex("0xcafebabe"),
                Keccak256.hash32(Bytes.fromHex("0xdeadbeef"))))
        .isEqualTo(Address.fromHex("0x60f3f640a8508fC6a86d45DF051962668E1e8AC7"));
  }

  @Test
  void createDeploysAndRaisesTheNonce() {
    EvmHarness harness = creating(Fork.OSAKA, new Bytecode().create(7, INIT));
    Address created = address(harness.call());
    assertThat(created).isEqualTo(ContractAddress.of(CONTRACT, 5));
    assertThat(codeAt(harness, created)).isEqualTo(RUNTIME);
    assertThat(harness.state().nonce(harness.state().account(created))).isEqualTo(1);
    assertThat(harness.state().nonce(harness.state().account(CONTRACT))).isEqualTo(6);
    assertThat(harness.balance(created)).isEqualTo(U256.of(7));
  }

  @Test
  void secondCreationAtTheSameAddressFailsAndTakesItsGas() {
    EvmHarness harness =
        creating(Fork.OSAKA, new Bytecode().create2(0, INIT, 9).op(POP).create2(0, INIT, 9));
    MessageResult result = harness.call();
    assertThat(address(result)).isEqualTo(Address.ZERO);
    assertThat(result.gasLeft()).isLessThan(GAS / 32);
    assertThat(harness.state().nonce(harness.state().account(CONTRACT))).isEqualTo(7);
  }

  @Test
  void creationOverStorageCollides() {
    Address target = ContractAddress.of(CONTRACT, 5);
    EvmHarness harness = creating(Fork.OSAKA, new Bytecode().create(0, INIT));
    harness.parent().balance(target, 1).storage(target, 0, 1);
    assertThat(address(harness.call())).isEqualTo(Address.ZERO);
  }

  @Test
  void revertingInitCodeReturnsItsReason() {
    Bytes init = new Bytecode().push(99).revertTop().build();
    EvmHarness harness =
        creating(
            Fork.OSAKA,
            new Bytecode()
                .create(0, init)
                .op(POP)
                .operands(0, 0, 32)
                .op(RETURNDATACOPY)
                .push(0)
                .op(MLOAD));
    assertThat(U256.fromBytes(harness.call().output())).isEqualTo(U256.of(99));
  }

  @Test
  void reservedPrefixIsRefusedSinceLondon() {
    Bytes init = Bytecode.deployerOf(Bytes.of(0xEF));
    assertThat(address(creating(Fork.BERLIN, new Bytecode().create(0, init)).call()))
        .isNotEqualTo(Address.ZERO);
    assertThat(address(creating(Fork.LONDON, new Bytecode().create(0, init)).call()))
        .isEqualTo(Address.ZERO);
  }

  @Test
  void codeMayHave24576BytesAndNoMore() {
    for (int size : new int[] {24576, 24577}) {
      Bytes init = new Bytecode().operands(0, size).op(RETURN).build();
      EvmHarness harness = creating(Fork.OSAKA, new Bytecode().create(0, init));
      MessageResult result = harness.call(20_000_000, Bytes.EMPTY, null);
      assertThat(address(result).isZero()).isEqualTo(size > 24576);
    }
  }

  @Test
  void initCodeMayHave49152BytesAndNoMore() {
    for (int size : new int[] {49152, 49153}) {
      EvmHarness harness = creating(Fork.OSAKA, new Bytecode().operands(0, 0, size).op(CREATE));
      assertThat(harness.call().isSuccess()).isEqualTo(size == 49152);
    }
  }

  @Test
  void codeThatCannotBePaidForIsLeftOutInFrontierAndFailsLater() {
    Bytes init = new Bytecode().operands(0, 1000).op(RETURN).build();
    for (Fork fork : new Fork[] {Fork.FRONTIER, Fork.HOMESTEAD}) {
      Address target = ContractAddress.of(SENDER, 0);
      EvmHarness harness = new EvmHarness(fork, new TestState().balance(SENDER, 1));
      MessageResult result = harness.create(0, init, 10_000);
      assertThat(result.isSuccess()).isEqualTo(fork == Fork.FRONTIER);
      assertThat(codeAt(harness, target)).isEqualTo(Bytes.EMPTY);
      assertThat(harness.state().exists(harness.state().account(target)))
          .isEqualTo(fork == Fork.FRONTIER);
    }
  }

  @Test
  void destructionMovesTheBalanceAndDeletesUntilCancun() {
    Bytes code = new Bytecode().push(OTHER).op(SELFDESTRUCT).build();
    for (Fork fork : new Fork[] {Fork.FRONTIER, Fork.SHANGHAI, Fork.CANCUN}) {
      EvmHarness harness =
          new EvmHarness(
              fork,
              new TestState()
                  .account(CONTRACT, 1, U256.of(50), code)
                  .storage(CONTRACT, 3, 4)
                  .balance(OTHER, 1));
      assertThat(harness.call().isSuccess()).isTrue();
      assertThat(harness.balance(OTHER)).isEqualTo(U256.of(51));
      assertThat(harness.balance(CONTRACT)).isEqualTo(U256.ZERO);
      boolean survives = fork == Fork.CANCUN;
      assertThat(harness.state().exists(harness.state().account(CONTRACT))).isEqualTo(survives);
      assertThat(harness.storage(3)).isEqualTo(survives ? U256.of(4) : U256.ZERO);
    }
  }

  @Test
  void destructionOfANewContractStillDeletes() {
    Bytes init = new Bytecode().push(OTHER).op(SELFDESTRUCT).build();
    EvmHarness harness = creating(Fork.CANCUN, new Bytecode().create(7, init));
    Address created = address(harness.call());
    assertThat(created).isEqualTo(ContractAddress.of(CONTRACT, 5));
    assertThat(harness.state().exists(harness.state().account(created))).isFalse();
    assertThat(harness.balance(OTHER)).isEqualTo(U256.of(7));
  }

  @Test
  void destructionInFavourOfItselfBurnsOnlyWhereItDeletes() {
    Bytes code = new Bytecode().op(ADDRESS, SELFDESTRUCT).build();
    for (Fork fork : new Fork[] {Fork.SHANGHAI, Fork.CANCUN}) {
      EvmHarness harness =
          new EvmHarness(fork, new TestState().account(CONTRACT, 1, U256.of(50), code));
      harness.call();
      assertThat(harness.balance(CONTRACT))
          .isEqualTo(fork == Fork.CANCUN ? U256.of(50) : U256.ZERO);
    }
  }
}
