package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.testing.EvmHarness.CONTRACT;
import static io.weft.execution.testing.EvmHarness.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** In steady state instructions allocate nothing: twice the loop takes as many bytes. */
final class AllocationTest {
  private static final int ROUNDS = 2000;

  /** More than the message and its result, less than a byte an instruction. */
  private static final long TOLERANCE = 16_384;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void instructionsAllocateNothing() {
    EvmHarness evm =
        new EvmHarness(
            Fork.OSAKA,
            new TestState()
                .account(CONTRACT, 1, U256.of(1_000_000), loop())
                .contract(OTHER, new Bytecode().push(7).returnTop().build()));
    long once = 0;
    long twice = 0;
    for (int warmUp = 0; warmUp < 20; warmUp++) {
      once = bytesOf(evm, ROUNDS);
      twice = bytesOf(evm, 2 * ROUNDS);
    }
    System.out.printf(
        "allocated by %d rounds: %d bytes, by twice as many: %d%n", ROUNDS, once, twice);
    assertThat(twice - once).isLessThan(TOLERANCE);
  }

  private static long bytesOf(EvmHarness evm, int rounds) {
    Bytes input = Bytes.wrap(U256.of(rounds).toBytes32());
    long before = THREADS.getCurrentThreadAllocatedBytes();
    MessageResult result = evm.call(1_000_000_000, input, null);
    long bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertThat(result.isSuccess()).isTrue();
    return bytes;
  }

  /** Arithmetic, memory, hashes, storage of both kinds, accounts and calls in every round. */
  private static Bytes loop() {
    Bytecode code = new Bytecode().push(0).op(CALLDATALOAD).label("again");
    code.op(DUP1, DUP1, MUL, DUP2, NOT, XOR, DUP2, SWAP1, DIV);
    code.push(3).op(EXP).push(0).op(MSTORE);
    code.operands(0, 64).op(KECCAK256).push(32).op(MSTORE);
    code.push(5).op(SLOAD, DUP2, ADD).push(5).op(SSTORE);
    code.push(6).op(TLOAD, DUP2, ADD).push(6).op(TSTORE);
    code.push(OTHER)
        .op(BALANCE, POP)
        .push(OTHER)
        .op(EXTCODESIZE, POP)
        .push(OTHER)
        .op(EXTCODEHASH, POP);
    code.op(ADDRESS, CALLER, ORIGIN, GAS, POP, POP, POP, POP, SELFBALANCE, POP, BASEFEE, POP);
    code.operands(50_000, OTHER, 0, 0, 32, 0, 32).op(CALL, POP);
    code.operands(50_000, OTHER, 1, 0, 32, 0, 32).op(CALL, POP);
    code.staticCall(50_000, OTHER).op(POP).delegateCall(50_000, OTHER).op(POP);
    code.op(RETURNDATASIZE).operands(0, 0).op(RETURNDATACOPY);
    code.operands(64, 0, 32).op(MCOPY);
    return code.push(1).op(SWAP1, SUB, DUP1).jumpIf("again").build();
  }
}
