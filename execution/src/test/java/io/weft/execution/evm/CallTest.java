package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.testing.EvmHarness.CONTRACT;
import static io.weft.execution.testing.EvmHarness.GAS;
import static io.weft.execution.testing.EvmHarness.OTHER;
import static io.weft.execution.testing.EvmHarness.SENDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import org.junit.jupiter.api.Test;

/** Messages between contracts: gas, value, contexts, return data, static calls, depth. */
class CallTest {
  private static final Fork FORK = Fork.OSAKA;

  private static EvmHarness harness(Bytecode caller, Bytecode callee) {
    return new EvmHarness(
        FORK,
        new TestState()
            .account(CONTRACT, 1, U256.of(1000), caller.build())
            .contract(OTHER, callee.build()));
  }

  private static U256 word(MessageResult result) {
    return U256.fromBytes(result.output());
  }

  @Test
  void revertKeepsRemainingGas() {
    MessageResult result =
        EvmHarness.running(FORK, new Bytecode().push(42).revertTop().build()).call();
    assertThat(result).isInstanceOf(MessageResult.Revert.class);
    assertThat(word(result)).isEqualTo(U256.of(42));
    assertThat(GAS - result.gasLeft()).isEqualTo(3 + 3 + 6 + 6);
  }

  @Test
  void haltTakesAllGasAndUndoesChanges() {
    EvmHarness harness = EvmHarness.running(FORK, new Bytecode().sstore(0, 1).op(INVALID).build());
    assertThat(harness.call().gasLeft()).isZero();
    assertThat(harness.storage(0)).isEqualTo(U256.ZERO);
    assertThat(harness.state().toDiff().isEmpty()).isTrue();
  }

  @Test
  void callersChangesOutliveACalleesRevert() {
    EvmHarness harness =
        harness(
            new Bytecode().sstore(0, 1).call(100_000, OTHER, 5).push(1).op(SSTORE),
            new Bytecode().sstore(0, 9).push(0).revertTop());
    assertThat(harness.call().isSuccess()).isTrue();
    assertThat(harness.storage(0)).isEqualTo(U256.ONE);
    assertThat(harness.storage(1)).isEqualTo(U256.ZERO);
    assertThat(harness.storage(OTHER, 0)).isEqualTo(U256.ZERO);
    assertThat(harness.balance(OTHER)).isEqualTo(U256.ZERO);
    assertThat(harness.balance(CONTRACT)).isEqualTo(U256.of(1000));
  }

  @Test
  void calleeRunsInItsOwnContext() {
    EvmHarness harness =
        harness(
            new Bytecode().call(100_000, OTHER, 5),
            new Bytecode()
                .op(CALLER)
                .push(0)
                .op(SSTORE, CALLVALUE)
                .push(1)
                .op(SSTORE, ADDRESS)
                .push(2)
                .op(SSTORE));
    harness.call();
    assertThat(harness.storage(OTHER, 0)).isEqualTo(CONTRACT.toU256());
    assertThat(harness.storage(OTHER, 1)).isEqualTo(U256.of(5));
    assertThat(harness.storage(OTHER, 2)).isEqualTo(OTHER.toU256());
    assertThat(harness.balance(OTHER)).isEqualTo(U256.of(5));
  }

  @Test
  void delegateRunsInItsCallersContext() {
    EvmHarness harness =
        harness(
            new Bytecode().delegateCall(100_000, OTHER),
            new Bytecode().op(CALLER).push(0).op(SSTORE, ADDRESS).push(1).op(SSTORE));
    harness.call();
    assertThat(harness.storage(0)).isEqualTo(SENDER.toU256());
    assertThat(harness.storage(1)).isEqualTo(CONTRACT.toU256());
    assertThat(harness.storage(OTHER, 0)).isEqualTo(U256.ZERO);
  }

  @Test
  void staticCallForbidsEveryChange() {
    Bytecode[] changes = {
      new Bytecode().sstore(0, 1),
      new Bytecode().operands(0, 1).op(TSTORE),
      new Bytecode().operands(0, 0).op(LOG0),
      new Bytecode().operands(0, 0, 0).op(CREATE),
      new Bytecode().push(0).op(SELFDESTRUCT),
      new Bytecode().call(1000, SENDER, 1)
    };
    for (Bytecode change : changes) {
      MessageResult result =
          harness(new Bytecode().staticCall(100_000, OTHER).returnTop(), change).call();
      assertThat(word(result)).isEqualTo(U256.ZERO);
      assertThat(GAS - result.gasLeft()).isGreaterThan(100_000);
    }
  }

  @Test
  void aCallPassesOnAtMost63Of64Parts() {
    MessageResult result =
        harness(
                new Bytecode().staticCall(Long.MAX_VALUE, OTHER).returnTop(),
                new Bytecode().op(INVALID))
            .call();
    assertThat(result.gasLeft()).isBetween(GAS / 64 - 200, GAS / 64);
  }

  @Test
  void beforeTangerineWhistleMoreGasThanThereIsHalts() {
    EvmHarness harness =
        EvmHarness.running(Fork.HOMESTEAD, new Bytecode().call(Long.MAX_VALUE, OTHER, 0).build());
    assertThat(harness.call()).isEqualTo(new MessageResult.Halt(HaltReason.OUT_OF_GAS));
  }

  @Test
  void valueBringsAStipendThatIsReturnedUnused() {
    EvmHarness harness = harness(new Bytecode().call(0, OTHER, 1), new Bytecode());
    MessageResult result = harness.call();
    assertThat(GAS - result.gasLeft()).isEqualTo(7 * 3 + 2600 + 9000 - 2300);
  }

  @Test
  void callThatCannotPayReturnsItsGas() {
    EvmHarness harness =
        harness(new Bytecode().call(50_000, OTHER, 5000).returnTop(), new Bytecode());
    MessageResult result = harness.call();
    assertThat(word(result)).isEqualTo(U256.ZERO);
    assertThat(GAS - result.gasLeft()).isLessThan(20_000);
  }

  @Test
  void outputIsCutToTheSizeAskedFor() {
    EvmHarness harness =
        harness(
            new Bytecode()
                .mstore(0, U256.MAX)
                .operands(100_000, OTHER, 0, 0, 0, 0, 2)
                .op(CALL, POP)
                .op(RETURNDATASIZE)
                .push(0)
                .op(SSTORE)
                .push(0)
                .op(MLOAD)
                .returnTop(),
            new Bytecode().push(0).returnTop());
    U256 output = word(harness.call());
    assertThat(output).isEqualTo(new U256(0x0000FFFFFFFFFFFFL, -1, -1, -1));
    assertThat(harness.storage(0)).isEqualTo(U256.of(32));
  }

  @Test
  void returnDataOutlivesLaterMemoryOfItsCaller() {
    EvmHarness harness =
        harness(
            new Bytecode()
                .call(100_000, OTHER, 0)
                .mstore(0, U256.MAX)
                .operands(0, 0, 32)
                .op(RETURNDATACOPY)
                .push(0)
                .op(MLOAD)
                .returnTop(),
            new Bytecode().push(0xABCD).returnTop());
    assertThat(word(harness.call())).isEqualTo(U256.of(0xABCD));
  }

  @Test
  void memoryOfAFrameStartsEmptyEachTime() {
    EvmHarness harness =
        harness(
            new Bytecode()
                .call(100_000, OTHER, 0)
                .op(POP)
                .operands(100_000, OTHER, 0, 0, 0, 0, 32)
                .op(CALL, POP)
                .push(0)
                .op(MLOAD)
                .returnTop(),
            new Bytecode().push(64).op(MLOAD).mstore(64, U256.MAX).returnTop());
    assertThat(word(harness.call())).isEqualTo(U256.ZERO);
  }

  @Test
  void recursionEndsAtDepth1024WithoutJavaStack() {
    // Each frame calls itself with all its gas and counts in transient storage.
    Bytes code =
        new Bytecode()
            .push(0)
            .op(TLOAD)
            .push(1)
            .op(ADD)
            .push(0)
            .op(TSTORE)
            .operands(0, 0, 0, 0, 0)
            .op(ADDRESS, Opcode.GAS, CALL, POP)
            .push(0)
            .op(TLOAD)
            .returnTop()
            .build();
    EvmHarness harness = EvmHarness.running(FORK, code);
    MessageResult result = harness.call(1L << 40, Bytes.EMPTY, null);
    assertThat(word(result)).isEqualTo(U256.of(1025));
  }

  @Test
  void precompiledContractsAnswerAndAreWarm() {
    EvmHarness harness =
        EvmHarness.running(
            FORK,
            new Bytecode()
                .mstore(0, U256.of(77))
                .operands(1000, Address.of(4), 0, 32, 32, 32)
                .op(STATICCALL, POP)
                .push(32)
                .op(MLOAD)
                .returnTop()
                .build());
    MessageResult result = harness.call();
    assertThat(word(result)).isEqualTo(U256.of(77));
    assertThat(GAS - result.gasLeft()).isLessThan(300);
  }

  @Test
  void delegatedAccountsRunTheirDelegatesCode() {
    Bytes designator = Bytes.of(0xEF, 0x01, 0x00).concat(OTHER.toBytes());
    Address delegating = Address.of(0xDE1E);
    EvmHarness harness =
        new EvmHarness(
            FORK,
            new TestState()
                .contract(CONTRACT, new Bytecode().call(100_000, delegating, 0).build())
                .contract(delegating, designator)
                .contract(OTHER, new Bytecode().op(ADDRESS).push(0).op(SSTORE).build()));
    MessageResult result = harness.call();
    assertThat(harness.storage(delegating, 0)).isEqualTo(delegating.toU256());
    assertThat(GAS - result.gasLeft()).isEqualTo(7 * 3 + 2600 + 2600 + 2 + 3 + 22100);
  }

  @Test
  void delegationsDoNotChain() {
    Bytes loop = Bytes.of(0xEF, 0x01, 0x00).concat(CONTRACT.toBytes());
    EvmHarness harness = new EvmHarness(FORK, new TestState().contract(CONTRACT, loop));
    assertThat(harness.call()).isEqualTo(new MessageResult.Halt(HaltReason.INVALID_OPCODE));
  }

  @Test
  void transfersAreLoggedSinceAmsterdam() {
    EvmHarness harness =
        new EvmHarness(
            Fork.AMSTERDAM,
            new TestState()
                .account(CONTRACT, 1, U256.of(10), new Bytecode().call(0, OTHER, 4).build()));
    harness.call();
    assertThat(harness.state().logs())
        .containsExactly(TransferLog.transfer(CONTRACT, OTHER, U256.of(4)));
  }
}
