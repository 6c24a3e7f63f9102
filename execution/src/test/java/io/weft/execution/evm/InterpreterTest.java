package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Control flow, stack and memory. Each program runs in both loops, which must agree. */
class InterpreterTest {
  private static final U256 HUGE = U256.MAX;

  private static MessageResult run(Fork fork, Bytes code) {
    MessageResult fast = EvmHarness.running(fork, code).call();
    MessageResult plain =
        EvmHarness.running(fork, code).call(EvmHarness.GAS, Bytes.EMPTY, new Tracer() {});
    assertThat(plain).isEqualTo(fast);
    return fast;
  }

  private static MessageResult run(Bytecode code) {
    return run(Fork.OSAKA, code.build());
  }

  private static void halts(HaltReason reason, Bytecode code) {
    assertThat(run(code)).isEqualTo(new MessageResult.Halt(reason));
  }

  private static void returns(long expected, Bytecode code) {
    assertThat(run(code.returnTop()).output()).isEqualTo(Bytes.wrap(U256.of(expected).toBytes32()));
  }

  @Test
  void endOfCodeIsStop() {
    assertThat(run(new Bytecode().push(1)))
        .isEqualTo(new MessageResult.Success(EvmHarness.GAS - 3, Bytes.EMPTY));
  }

  @Test
  void undefinedInstructionHalts() {
    halts(HaltReason.INVALID_OPCODE, new Bytecode().op(0x0C));
    halts(HaltReason.INVALID_OPCODE, new Bytecode().op(INVALID));
  }

  @Test
  void instructionsBelongToTheForkThatBroughtThem() {
    record Since(Fork fork, int opcode) {}
    List<Since> table =
        List.of(
            new Since(Fork.HOMESTEAD, DELEGATECALL),
            new Since(Fork.BYZANTIUM, REVERT),
            new Since(Fork.BYZANTIUM, STATICCALL),
            new Since(Fork.CONSTANTINOPLE, SAR),
            new Since(Fork.CONSTANTINOPLE, CREATE2),
            new Since(Fork.ISTANBUL, CHAINID),
            new Since(Fork.LONDON, BASEFEE),
            new Since(Fork.SHANGHAI, PUSH0),
            new Since(Fork.CANCUN, TLOAD),
            new Since(Fork.CANCUN, MCOPY),
            new Since(Fork.OSAKA, CLZ),
            new Since(Fork.AMSTERDAM, SLOTNUM));
    for (Since since : table) {
      Bytecode code = new Bytecode();
      for (int i = 0; i < 7; i++) {
        code.push(0);
      }
      Bytes program = code.op(since.opcode).build();
      for (Fork fork : Fork.values()) {
        assertThat(run(fork, program) instanceof MessageResult.Halt)
            .as("%s in %s", Opcode.name(since.opcode), fork)
            .isEqualTo(!fork.isAtLeast(since.fork));
      }
    }
  }

  @Test
  void stackHoldsExactly1024Words() {
    Bytecode full = new Bytecode();
    for (int i = 0; i < 1024; i++) {
      full.push(1);
    }
    assertThat(run(Fork.OSAKA, full.build()).isSuccess()).isTrue();
    halts(HaltReason.STACK_OVERFLOW, full.push(1));
  }

  @Test
  void missingOperandsHalt() {
    halts(HaltReason.STACK_UNDERFLOW, new Bytecode().op(POP));
    halts(HaltReason.STACK_UNDERFLOW, new Bytecode().push(1).op(ADD));
    halts(HaltReason.STACK_UNDERFLOW, new Bytecode().push(1).op(DUP2));
    halts(HaltReason.STACK_UNDERFLOW, new Bytecode().push(1).op(SWAP1));
  }

  @Test
  void jumpReachesItsLabel() {
    returns(7, new Bytecode().push(7).jump("end").op(INVALID).label("end"));
  }

  @Test
  void conditionalJumpLooksAtAllLimbs() {
    U256 high = new U256(1, 0, 0, 0);
    returns(7, new Bytecode().push(7).push(high).jumpIf("end").op(INVALID).label("end"));
    returns(7, new Bytecode().push(7).push(0).jumpIf("end").returnTop().label("end").op(INVALID));
  }

  @Test
  void jumpIntoImmediateHalts() {
    halts(HaltReason.INVALID_JUMP, new Bytecode().push(4).op(JUMP, PUSH1, JUMPDEST));
  }

  @Test
  void jumpBeyondTheCodeHalts() {
    halts(HaltReason.INVALID_JUMP, new Bytecode().push(1000).op(JUMP));
    halts(HaltReason.INVALID_JUMP, new Bytecode().push(HUGE).op(JUMP));
  }

  @Test
  void truncatedPushReadsZeros() {
    for (int size = 1; size <= 32; size++) {
      // The immediate's first byte is the last of the code.
      Bytecode code = new Bytecode().op(PUSH0 + size);
      assertThat(run(Fork.OSAKA, code.op(0xFF).build()).isSuccess()).isTrue();
    }
  }

  @Test
  void pushesOfEverySizeReadTheirBytes() {
    for (int size = 1; size <= 32; size++) {
      byte[] immediate = new byte[size];
      for (int i = 0; i < size; i++) {
        immediate[i] = (byte) (0x81 + i);
      }
      Bytecode code = new Bytecode().op(PUSH0 + size).raw(Bytes.wrap(immediate)).returnTop();
      assertThat(U256.fromBytes(run(Fork.OSAKA, code.build()).output()))
          .isEqualTo(U256.fromBytes(immediate));
    }
  }

  @Test
  void duplicatesAndSwapsOfEveryDepth() {
    for (int n = 1; n <= 16; n++) {
      Bytecode ascending = new Bytecode();
      for (int i = 0; i <= 16; i++) {
        ascending.push(i + 1L);
      }
      returns(18 - n, new Bytecode().raw(ascending.build()).op(DUP1 + n - 1));
      returns(17 - n, new Bytecode().raw(ascending.build()).op(SWAP1 + n - 1));
    }
  }

  @Test
  void memoryGrowsByWordsAndReadsZero() {
    returns(32, new Bytecode().push(0).op(MLOAD, POP, MSIZE));
    returns(64, new Bytecode().push(1).op(MLOAD, POP, MSIZE));
    returns(0, new Bytecode().push(100).op(MLOAD));
  }

  @Test
  void storedBytesAreBigEndian() {
    returns(0x4200, new Bytecode().operands(30, 0x42).op(MSTORE8).push(0).op(MLOAD));
    returns(0x1234, new Bytecode().mstore(7, U256.of(0x1234)).push(7).op(MLOAD));
  }

  @Test
  void memoryNobodyCanPayForRunsOutOfGas() {
    for (U256 offset : List.of(HUGE, U256.of(Long.MAX_VALUE), U256.of(1L << 40))) {
      halts(HaltReason.OUT_OF_GAS, new Bytecode().push(offset).op(MLOAD));
      halts(HaltReason.OUT_OF_GAS, new Bytecode().operands(offset, 1).op(MSTORE8));
      halts(HaltReason.OUT_OF_GAS, new Bytecode().operands(0, offset).op(KECCAK256));
      halts(HaltReason.OUT_OF_GAS, new Bytecode().operands(0, 0, offset).op(CALLDATACOPY));
      halts(HaltReason.OUT_OF_GAS, new Bytecode().operands(offset, 0, 1).op(MCOPY));
      halts(HaltReason.OUT_OF_GAS, new Bytecode().operands(offset, 1).op(RETURN));
    }
  }

  @Test
  void rangeWithoutLengthNeedsNoMemory() {
    returns(0, new Bytecode().operands(HUGE, HUGE, 0).op(MCOPY).operands(HUGE, 0).op(LOG0, MSIZE));
  }

  @Test
  void copiesPadWithZerosBeyondTheSource() {
    returns(
        0, new Bytecode().mstore(0, U256.MAX).operands(0, HUGE, 32).op(CODECOPY).push(0).op(MLOAD));
  }

  @Test
  void returnDataIsNotPadded() {
    halts(
        HaltReason.RETURN_DATA_OUT_OF_BOUNDS, new Bytecode().operands(0, 0, 1).op(RETURNDATACOPY));
    halts(
        HaltReason.RETURN_DATA_OUT_OF_BOUNDS,
        new Bytecode().operands(0, HUGE, 0).op(RETURNDATACOPY));
  }

  @Test
  void overlappingCopyMovesAsIfThroughABuffer() {
    returns(
        0x0102,
        new Bytecode().mstore(0, U256.of(0x0102)).operands(1, 0, 32).op(MCOPY).push(1).op(MLOAD));
  }

  @Test
  void gasIsWhatRemainsAfterItsOwnPrice() {
    returns(EvmHarness.GAS - 2, new Bytecode().op(GAS));
  }

  @Test
  void blockAndTransactionAnswer() {
    returns(31337, new Bytecode().op(CHAINID));
    returns(1000, new Bytecode().op(NUMBER));
    returns(7, new Bytecode().op(BASEFEE));
    returns(9, new Bytecode().op(GASPRICE));
    returns(3, new Bytecode().op(BLOBBASEFEE));
    returns(0xD1FF, new Bytecode().op(PREVRANDAO));
    returns(EvmHarness.SENDER.lo(), new Bytecode().op(ORIGIN));
    returns(EvmHarness.CONTRACT.lo(), new Bytecode().op(ADDRESS));
  }

  @Test
  void blockHashKnowsThe256LastAncestors() {
    returns(999, new Bytecode().push(999).op(BLOCKHASH));
    returns(744, new Bytecode().push(744).op(BLOCKHASH));
    returns(0, new Bytecode().push(743).op(BLOCKHASH));
    returns(0, new Bytecode().push(1000).op(BLOCKHASH));
    returns(0, new Bytecode().push(HUGE).op(BLOCKHASH));
  }

  @Test
  void deepStackInstructionsFollowTheirProposal() {
    record Example(String code, boolean succeeds) {}
    // Examples of EIP-8024.
    List<Example> examples =
        List.of(
            new Example("60016000808080808080808080808080808080e600", true),
            new Example("60016000808080808080808080808080808080e6", true),
            new Example("600160008080808080808080808080808080806002e700", true),
            new Example("600060016002e801", true),
            new Example("e75b", false),
            new Example("600456e65b", true),
            new Example("600060006000e80115", true),
            new Example("6000808080808080808080808080808080e600", false));
    for (Example example : examples) {
      assertThat(run(Fork.AMSTERDAM, Bytes.fromHex(example.code)).isSuccess())
          .as(example.code)
          .isEqualTo(example.succeeds);
    }
    Bytes duplicated = Bytes.fromHex("60016000808080808080808080808080808080e600");
    assertThat(run(Fork.AMSTERDAM, duplicated.concat(new Bytecode().returnTop().build())).output())
        .isEqualTo(Bytes.wrap(U256.ONE.toBytes32()));
  }
}
