package io.weft.execution.evm;

import static io.weft.execution.testing.EvmHarness.CONTRACT;
import static io.weft.execution.testing.EvmHarness.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random programs end alike translated, one instruction at a time, and traced, in every fork. */
class InterpreterAgreementTest {
  private static final Fork[] FORKS = Fork.values();

  // How often code runs one instruction at a time before it is translated.
  private static final int AT_ONCE = 0;
  private static final int NEVER = Integer.MAX_VALUE;

  private static final int[] BINARY = {
    Opcode.ADD, Opcode.MUL, Opcode.SUB, Opcode.DIV, Opcode.SDIV, Opcode.MOD, Opcode.LT, Opcode.GT,
    Opcode.SLT, Opcode.SGT, Opcode.EQ, Opcode.AND, Opcode.OR, Opcode.XOR, Opcode.BYTE, Opcode.SHL,
    Opcode.SHR, Opcode.SAR, Opcode.SIGNEXTEND
  };

  @Test
  void allLoopsAgree() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int successes = 0;
    for (int round = 0; round < 6000; round++) {
      Fork fork = FORKS[random.nextInt(FORKS.length)];
      Bytes code = program(random, 120);
      Bytes callee = program(random, 60);
      long gas = 1000L + random.nextInt(2_000_000);
      Bytes data = Bytes.wrap(bytes(random, random.nextInt(100)));
      EvmHarness traced = harness(fork, code, callee, NEVER);
      MessageResult expected = traced.call(gas, data, new Tracer() {});
      String which = "seed " + seed + ", round " + round + ", " + fork + ", code " + code;
      for (int runsBefore : new int[] {AT_ONCE, NEVER}) {
        EvmHarness fast = harness(fork, code, callee, runsBefore);
        MessageResult actual = fast.call(gas, data, null);
        assertThat(actual).as(which).isEqualTo(expected);
        assertThat(fast.state().toDiff()).as(which).isEqualTo(traced.state().toDiff());
        assertThat(fast.state().logs()).as(which).isEqualTo(traced.state().logs());
        assertThat(fast.state().refundCounter())
            .as(which)
            .isEqualTo(traced.state().refundCounter());
      }
      successes += expected.isSuccess() ? 1 : 0;
    }
    // The generator is worth something only while most programs get far.
    assertThat(successes).isGreaterThan(600);
  }

  private static EvmHarness harness(Fork fork, Bytes code, Bytes callee, int runsBefore) {
    return new EvmHarness(
        fork,
        new TestState().account(CONTRACT, 1, U256.of(1000), code).contract(OTHER, callee),
        new PreparedCodes(runsBefore));
  }

  /** Instructions with plausible operands: small numbers, edges of words, known addresses. */
  private static Bytes program(Random random, int length) {
    Bytecode code = new Bytecode();
    for (int i = 0; i < 6; i++) {
      operand(random, code);
    }
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(15)) {
        case 0, 1, 2, 3 -> operand(random, code);
        case 4 -> code.op(Opcode.DUP1 + random.nextInt(6));
        case 5 -> code.op(Opcode.SWAP1 + random.nextInt(5));
        case 6 -> code.op(Opcode.ADD + random.nextInt(11));
        case 7 -> code.op(Opcode.LT + random.nextInt(14));
        case 8 -> memory(random, code);
        case 9 -> state(random, code);
        case 10 -> {
          code.push(random.nextInt(2)).jumpIf("l" + i);
          operand(random, code);
          code.op(Opcode.POP).label("l" + i);
        }
        case 11, 12 -> idiom(random, code);
        case 13 -> {
          condition(random, code);
          code.jumpIf("c" + i);
          operand(random, code);
          code.op(Opcode.POP).label("c" + i);
        }
        default -> code.op(random.nextInt(20) == 0 ? random.nextInt(256) : Opcode.PC);
      }
    }
    return code.build();
  }

  /** What compilers write and the translator makes one instruction of. */
  private static void idiom(Random random, Bytecode code) {
    int binary = BINARY[random.nextInt(BINARY.length)];
    switch (random.nextInt(9)) {
      case 0 -> code.push(constant(random)).op(binary);
      case 1 -> code.push(constant(random)).op(Opcode.SWAP1, binary);
      case 2 -> code.push(constant(random)).op(Opcode.DUP1 + random.nextInt(5), binary);
      case 3 -> code.op(Opcode.DUP1 + random.nextInt(5), binary);
      case 4 -> code.op(Opcode.SWAP1, binary);
      case 5 -> code.op(Opcode.SWAP1 + random.nextInt(4), Opcode.POP);
      case 6 -> code.push(constant(random)).push(constant(random)).op(binary);
      case 7 -> code.op(Opcode.POP, Opcode.JUMPDEST, Opcode.POP);
      default -> {
        code.push(random.nextInt(500)).op(Opcode.DUP1 + random.nextInt(2));
        code.op(random.nextBoolean() ? Opcode.MSTORE : Opcode.MLOAD);
      }
    }
  }

  /** Small, a power of two, a mask, or anything. */
  private static U256 constant(Random random) {
    long limb = 1L << random.nextInt(64);
    long mask = random.nextBoolean() ? limb : limb - 1;
    return switch (random.nextInt(7)) {
      case 0 -> U256.of(random.nextInt(260));
      case 1 -> new U256(0, 0, 0, mask);
      case 2 -> new U256(0, 0, mask, 0);
      case 3 -> new U256(0, mask, 0, 0);
      case 4 -> new U256(mask, 0, 0, 0);
      case 5 -> new U256(0, mask, -1, -1);
      default -> U256.fromBytes(bytes(random, 1 + random.nextInt(32)));
    };
  }

  private static void condition(Random random, Bytecode code) {
    switch (random.nextInt(4)) {
      case 0 ->
          code.op(Opcode.DUP1, Opcode.DUP1 + random.nextInt(4), BINARY[6 + random.nextInt(5)]);
      case 1 -> code.push(constant(random)).op(Opcode.DUP1 + random.nextInt(4), Opcode.LT);
      case 2 -> code.push(random.nextInt(3)).op(Opcode.DUP1 + random.nextInt(4), Opcode.EQ);
      default -> code.op(Opcode.DUP1 + random.nextInt(4));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      code.op(Opcode.ISZERO);
    }
  }

  private static void operand(Random random, Bytecode code) {
    switch (random.nextInt(5)) {
      case 0 -> code.push(random.nextInt(4));
      case 1 -> code.push(random.nextInt(300));
      case 2 -> code.push(U256.fromBytes(bytes(random, 1 + random.nextInt(32))));
      case 3 -> code.push(U256.MAX);
      default -> code.push(new U256(Long.MIN_VALUE, 0, -1, random.nextInt(3)));
    }
  }

  private static void memory(Random random, Bytecode code) {
    int offset = random.nextInt(200);
    switch (random.nextInt(6)) {
      case 0 -> code.push(offset).op(Opcode.MLOAD);
      case 1 -> code.operands(offset, random.nextLong()).op(Opcode.MSTORE);
      case 2 -> code.operands(offset, random.nextInt()).op(Opcode.MSTORE8);
      case 3 -> code.operands(offset, random.nextInt(150)).op(Opcode.KECCAK256);
      case 4 ->
          code.operands(offset, random.nextInt(100), random.nextInt(80))
              .op(random.nextBoolean() ? Opcode.CALLDATACOPY : Opcode.CODECOPY);
      default -> code.operands(random.nextInt(120)).op(Opcode.CALLDATALOAD);
    }
  }

  private static void state(Random random, Bytecode code) {
    switch (random.nextInt(6)) {
      case 0 -> code.sload(random.nextInt(4));
      case 1 -> code.sstore(random.nextInt(4), random.nextInt(3));
      case 2 -> code.call(random.nextInt(200_000), OTHER, random.nextInt(3));
      case 3 -> code.push(OTHER).op(Opcode.BALANCE);
      case 4 -> code.operands(random.nextInt(64), random.nextInt(64), 1, 2).op(Opcode.LOG0 + 2);
      default -> code.create(random.nextInt(2), program(random, 3));
    }
  }

  private static byte[] bytes(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }
}
