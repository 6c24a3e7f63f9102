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

/** Random programs end alike in the fast loop and in the plain one, in every fork. */
class InterpreterAgreementTest {
  private static final Fork[] FORKS = Fork.values();

  @Test
  void bothLoopsAgree() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int successes = 0;
    for (int round = 0; round < 6000; round++) {
      Fork fork = FORKS[random.nextInt(FORKS.length)];
      Bytes code = program(random, 120);
      Bytes callee = program(random, 60);
      long gas = 1000L + random.nextInt(2_000_000);
      Bytes data = Bytes.wrap(bytes(random, random.nextInt(100)));
      EvmHarness fast = harness(fork, code, callee);
      EvmHarness plain = harness(fork, code, callee);
      MessageResult expected = plain.call(gas, data, new Tracer() {});
      MessageResult actual = fast.call(gas, data, null);
      String which = "seed " + seed + ", round " + round + ", " + fork + ", code " + code;
      assertThat(actual).as(which).isEqualTo(expected);
      assertThat(fast.state().toDiff()).as(which).isEqualTo(plain.state().toDiff());
      assertThat(fast.state().logs()).as(which).isEqualTo(plain.state().logs());
      assertThat(fast.state().refundCounter()).as(which).isEqualTo(plain.state().refundCounter());
      successes += expected.isSuccess() ? 1 : 0;
    }
    // The generator is worth something only while most programs get far.
    assertThat(successes).isGreaterThan(600);
  }

  private static EvmHarness harness(Fork fork, Bytes code, Bytes callee) {
    return new EvmHarness(
        fork, new TestState().account(CONTRACT, 1, U256.of(1000), code).contract(OTHER, callee));
  }

  /** Instructions with plausible operands: small numbers, edges of words, known addresses. */
  private static Bytes program(Random random, int length) {
    Bytecode code = new Bytecode();
    for (int i = 0; i < 6; i++) {
      operand(random, code);
    }
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(12)) {
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
        default -> code.op(random.nextInt(20) == 0 ? random.nextInt(256) : Opcode.PC);
      }
    }
    return code.build();
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
