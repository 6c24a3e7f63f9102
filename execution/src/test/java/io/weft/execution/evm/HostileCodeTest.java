package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.testing.EvmHarness.CONTRACT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Hands;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import io.weft.execution.testing.EvmHarness;
import io.weft.execution.testing.TestState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Code that asks for too much ends in a halt, in bounded time and memory. */
@Timeout(60)
final class HostileCodeTest {
  private static final long SMALL_STACK = 160 << 10;

  private static final List<U256> FAR =
      List.of(
          U256.of(1L << 31),
          U256.of(1L << 32),
          U256.of(Long.MAX_VALUE),
          U256.of(Long.MIN_VALUE), // 2^63
          U256.of(-1),
          new U256(0, 0, 1, 0),
          new U256(1L << 63, 0, 0, 0),
          U256.MAX);

  @Test
  void callsNestTo1024OnAnyJavaStack() throws InterruptedException {
    Bytes code =
        new Bytecode()
            .operands(0, 0, 0, 0, 0)
            .op(ADDRESS, GAS, CALL)
            .op(GAS, POP)
            .returnTop()
            .build();
    AtomicInteger deepest = new AtomicInteger();
    Tracer depth =
        new Tracer() {
          @Override
          public void enter(int at, Message message) {
            deepest.accumulateAndGet(at, Math::max);
          }
        };
    assertThat(onSmallStack(code, null)).isTrue();
    assertThat(onSmallStack(code, depth)).isTrue();
    assertThat(deepest).hasValue(1024);
  }

  /** Whether the code succeeds with more gas than its calls can use. */
  private static boolean onSmallStack(Bytes code, @Nullable Tracer tracer)
      throws InterruptedException {
    AtomicBoolean succeeded = new AtomicBoolean();
    Thread thread =
        new Thread(
            null,
            () ->
                succeeded.set(
                    EvmHarness.running(Fork.OSAKA, code)
                        .call(1L << 60, Bytes.EMPTY, tracer)
                        .isSuccess()),
            "small stack",
            SMALL_STACK);
    thread.start();
    thread.join();
    return succeeded.get();
  }

  @Test
  void farMemoryIsOutOfGasWhateverTheGas() {
    List<Bytecode> programs = new ArrayList<>();
    for (U256 far : FAR) {
      programs.add(new Bytecode().push(far).op(MLOAD));
      programs.add(new Bytecode().push(1).push(far).op(MSTORE));
      programs.add(new Bytecode().push(far).op(DUP1, MLOAD));
      programs.add(new Bytecode().push(far).push(1).op(DUP2, MSTORE));
      programs.add(new Bytecode().push(1).push(far).op(MSTORE8));
      programs.add(new Bytecode().operands(far, 1).op(KECCAK256));
      programs.add(new Bytecode().operands(0, far).op(KECCAK256));
      programs.add(new Bytecode().operands(far, 0, 1).op(CALLDATACOPY));
      programs.add(new Bytecode().operands(0, 0, far).op(CALLDATACOPY));
      programs.add(new Bytecode().operands(far, far, far).op(CODECOPY));
      programs.add(new Bytecode().operands(CONTRACT, far, 0, 1).op(EXTCODECOPY));
      programs.add(new Bytecode().operands(far, 0, 1).op(MCOPY));
      programs.add(new Bytecode().operands(0, far, 1).op(MCOPY));
      programs.add(new Bytecode().operands(far, 1).op(LOG0));
      programs.add(new Bytecode().operands(far, 1).op(RETURN));
      programs.add(new Bytecode().operands(0, far).op(REVERT));
      programs.add(new Bytecode().operands(0, far, 1).op(CREATE));
      programs.add(new Bytecode().operands(0, CONTRACT, 0, far, 1, 0, 0).op(CALL));
      programs.add(new Bytecode().operands(0, CONTRACT, 0, 0, 0, far, 1).op(CALL));
    }
    for (Bytecode program : programs) {
      Bytes code = program.build();
      for (int runsBeforeTranslation : new int[] {0, Integer.MAX_VALUE}) {
        EvmHarness evm =
            new EvmHarness(
                Fork.OSAKA,
                new TestState().contract(CONTRACT, code),
                new PreparedCodes(runsBeforeTranslation));
        assertThat(evm.call(Long.MAX_VALUE, Bytes.EMPTY, null))
            .as("%s, runs before translation %d", code, runsBeforeTranslation)
            .isEqualTo(new MessageResult.Halt(HaltReason.OUT_OF_GAS));
      }
    }
  }

  @Test
  void openFramesShareBoundedMemoryWhateverTheGas() {
    // 32 MB, then a call of itself with all gas
    Bytes code =
        new Bytecode()
            .operands(32 << 20, 1)
            .op(MSTORE8)
            .operands(0, 0, 0, 0, 0)
            .op(ADDRESS, GAS, CALL, STOP)
            .build();
    AtomicInteger halted = new AtomicInteger();
    AtomicInteger deepest = new AtomicInteger();
    Tracer watch =
        new Tracer() {
          @Override
          public void exit(int at, MessageResult result) {
            deepest.accumulateAndGet(at, Math::max);
            halted.addAndGet(result instanceof MessageResult.Halt ? 1 : 0);
          }
        };
    MessageResult result =
        EvmHarness.running(Fork.OSAKA, code).call(Long.MAX_VALUE, Bytes.EMPTY, watch);
    assertThat(result.isSuccess()).isTrue();
    // 15 frames fit half a gigabyte; the one after them is out of gas
    assertThat(deepest).hasValue(15);
    assertThat(halted).hasValue(1);
  }

  @Test
  void callThatWantsMoreThanItsShareOfTheHeapIsGivenUp() {
    long limit = 64 << 20;
    Bytes within = new Bytecode().operands(limit - 32, 1).op(MSTORE8, STOP).build();
    Bytes beyond = new Bytecode().operands(limit, 1).op(MSTORE8, STOP).build();
    Bytes sum = // half of it and 32 bytes, in two frames
        new Bytecode()
            .operands(limit / 2, 1)
            .op(MSTORE8)
            .operands(0, 0, 0, 0, 0)
            .op(ADDRESS, GAS, CALL, STOP)
            .build();
    assertThat(limited(within, Long.MAX_VALUE, limit).isSuccess()).isTrue();
    assertThatThrownBy(() -> limited(beyond, Long.MAX_VALUE, limit))
        .isInstanceOf(MemoryException.class);
    assertThatThrownBy(() -> limited(sum, Long.MAX_VALUE, limit))
        .isInstanceOf(MemoryException.class);
    assertThat(limited(beyond, 1_000_000, limit))
        .isEqualTo(new MessageResult.Halt(HaltReason.OUT_OF_GAS));
  }

  private static MessageResult limited(Bytes code, long gas, long limit) {
    EvmHarness harness = EvmHarness.running(Fork.OSAKA, code);
    harness.state().beginTransaction();
    return new Evm(new PreparedCodes(), Hands.OWN, null, new StopSignal(), limit)
        .execute(
            harness.block(),
            new TransactionEnvironment(EvmHarness.SENDER),
            harness.state(),
            Message.Kind.CALL,
            CONTRACT,
            U256.ZERO,
            Bytes.EMPTY,
            gas,
            null);
  }

  @Test
  void rangesOfNoLengthMayBeAnywhere() {
    for (U256 far : FAR) {
      Bytes code =
          new Bytecode()
              .operands(far, 0)
              .op(KECCAK256, POP)
              .operands(far, far, 0)
              .op(CALLDATACOPY)
              .operands(far, 0)
              .op(RETURN)
              .build();
      assertThat(EvmHarness.running(Fork.OSAKA, code).call().isSuccess()).isTrue();
    }
  }

  @Test
  void allOfTheGasThereIsMayBeGiven() {
    Bytes code = new Bytecode().op(GAS).returnTop().build();
    MessageResult result =
        EvmHarness.running(Fork.OSAKA, code).call(Long.MAX_VALUE, Bytes.EMPTY, null);
    assertThat(U256.fromBytes(result.output())).isEqualTo(U256.of(Long.MAX_VALUE - 2));
  }

  @Test
  void truncatedPushesEndTheCode() {
    for (int size = 1; size <= 32; size++) {
      for (int present = 0; present < size; present++) {
        Bytes code = Bytes.of(PUSH0 + size).concat(Bytes.wrap(new byte[present]));
        MessageResult result = EvmHarness.running(Fork.OSAKA, code).call(3, Bytes.EMPTY, null);
        assertThat(result.isSuccess()).as(code.toString()).isTrue();
        assertThat(result.gasLeft()).isZero();
      }
    }
  }

  @Test
  void jumpsLandOnJumpdestsOnly() {
    List<Bytes> programs = new ArrayList<>();
    for (U256 far : FAR) {
      programs.add(new Bytecode().push(far).op(JUMP, JUMPDEST).build());
      programs.add(new Bytecode().push(1).push(far).op(JUMPI, JUMPDEST).build());
    }
    programs.add(Bytes.of(PUSH1, 4, JUMP, PUSH1, JUMPDEST, STOP)); // data of a PUSH1
    programs.add(Bytes.of(PUSH1, 4, JUMP, PUSH32, JUMPDEST)); // of one that is cut off
    programs.add(Bytes.of(PUSH1, 3, JUMP)); // behind the end
    programs.add(Bytes.of(PUSH1, 0, JUMP)); // no JUMPDEST
    for (Bytes code : programs) {
      assertThat(EvmHarness.running(Fork.OSAKA, code).call())
          .as(code.toString())
          .isEqualTo(new MessageResult.Halt(HaltReason.INVALID_JUMP));
    }
  }

  @Test
  void codeOfAnySizeInTheStateRuns() {
    byte[] huge = new byte[8 << 20];
    Arrays.fill(huge, (byte) PUSH32);
    huge[0] = STOP;
    assertThat(EvmHarness.running(Fork.OSAKA, Bytes.wrap(huge)).call().isSuccess()).isTrue();
  }

  @Test
  void codeAboveTheLimitsIsNotCreated() {
    EvmHarness evm = new EvmHarness(Fork.OSAKA, new TestState());
    Bytes largest = new Bytecode().operands(0, 24_576).op(RETURN).build();
    Bytes tooLarge = new Bytecode().operands(0, 24_577).op(RETURN).build();
    assertThat(create(evm, 1, largest).isSuccess()).isTrue();
    assertThat(create(evm, 2, tooLarge))
        .isEqualTo(new MessageResult.Halt(HaltReason.CODE_TOO_LARGE));
    Bytes initCode = new Bytecode().operands(0, 0, 49_153).op(CREATE).build();
    assertThat(EvmHarness.running(Fork.OSAKA, initCode).call())
        .isEqualTo(new MessageResult.Halt(HaltReason.INIT_CODE_TOO_LARGE));
  }

  private static MessageResult create(EvmHarness evm, int nonce, Bytes initCode) {
    return evm.create(nonce, initCode, EvmHarness.GAS);
  }
}
