package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.testing.EvmHarness.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What translating makes of code, and that gas and faults stay those of the code. */
final class TranslatorTest {
  private static Program program(String hex) {
    return Translator.translate(Code.of(Bytes.fromHex(hex)), Fork.OSAKA);
  }

  private static int[] instructions(Program program) {
    return Arrays.stream(program.words).map(word -> word & 0xFF).toArray();
  }

  private static MessageResult run(String hex, long gas) {
    TestState state = new TestState().contract(CONTRACT, Bytes.fromHex(hex));
    return new EvmHarness(Fork.OSAKA, state, new PreparedCodes(0)).call(gas, Bytes.EMPTY, null);
  }

  @Test
  void maskOfAnAddressIsOneInstruction() {
    // PUSH1 1, PUSH1 1, PUSH1 160, SHL, SUB, AND
    assertThat(instructions(program("6001600160a01b0316"))).containsExactly(Fused.AND_WORD, STOP);
  }

  @Test
  void divisionByAPowerOfTwoIsAShift() {
    Program program = program("6401000000009004"); // PUSH5 2^32, SWAP1, DIV
    assertThat(program.words).containsExactly(32 << 8 | Fused.SHR_BY, STOP);
  }

  @Test
  void jumpOnALesserIsOneInstruction() {
    Program program = program("10156006575b5b00"); // LT, ISZERO, PUSH1 6, JUMPI
    assertThat(instructions(program)).contains(Fused.JUMP_IF_NOT_LESS);
  }

  @Test
  void signExtensionFromAKnownOrACopiedByteIsOneInstruction() {
    // PUSH1 1, SIGNEXTEND, DUP3, SIGNEXTEND
    assertThat(program("60010b820b").words)
        .containsExactly(1 << 8 | Fused.EXTEND_FROM, 12 << 8 | Fused.EXTEND_DUP, STOP);
  }

  @Test
  void nothingFusesAcrossAJumpDestination() {
    assertThat(instructions(program("60015b01"))).containsExactly(Fused.PUSH_SMALL, ADD, STOP);
  }

  @Test
  void jumpDestinationsCostGasButNoInstruction() {
    Program program = program("5b5b5b00");
    assertThat(program.words).containsExactly(STOP);
    assertThat(program.needs[0] >>> 32).isEqualTo(3);
    assertThat(program.needs[2] >>> 32).isEqualTo(2);
  }

  @Test
  void blockNeedsWhatItsInstructionsNeedTogether() {
    Program program = program("015f5f5f50"); // ADD, three PUSH0, POP
    assertThat(program.needs[0]).isEqualTo((3L + 3 * 2 + 2) << 32 | 8 << 16 | 8);
  }

  @Test
  void haltsForTheReasonOfTheInstructionThatHalts() {
    // the gas ends at the last ADD, before the bad jump
    assertThat(run("6001600101600101607f56", 3 * 5)).isEqualTo(halt(HaltReason.OUT_OF_GAS));
    assertThat(run("6001600101600101607f56", 100)).isEqualTo(halt(HaltReason.INVALID_JUMP));
    assertThat(run("5b01", 100)).isEqualTo(halt(HaltReason.STACK_UNDERFLOW));
    assertThat(run("0c", 100)).isEqualTo(halt(HaltReason.INVALID_OPCODE));
    assertThat(run("5b5f600056", 1_000_000)).isEqualTo(halt(HaltReason.STACK_OVERFLOW));
  }

  private static MessageResult halt(HaltReason reason) {
    return new MessageResult.Halt(reason);
  }

  @Test
  void gasIsExactWhereCodeAsksForIt() {
    Bytes code = new Bytecode().op(PUSH0, POP, GAS).returnTop().build();
    EvmHarness evm =
        new EvmHarness(Fork.OSAKA, new TestState().contract(CONTRACT, code), new PreparedCodes(0));
    assertThat(evm.call(1000, Bytes.EMPTY, null).output())
        .isEqualTo(Bytes.wrap(U256.of(1000 - 2 - 2 - 2).toBytes32()));
  }
}
