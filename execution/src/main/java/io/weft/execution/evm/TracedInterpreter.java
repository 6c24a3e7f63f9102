package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;

/**
 * The interpreter's plain twin: one instruction at a time with nothing held back in locals, and a
 * {@link Tracer} told of each. It shares all but the simplest instructions with {@link
 * Interpreter}, and serves as its oracle in tests.
 */
final class TracedInterpreter {

  /** Runs the frame until it calls or ends. */
  int run(Evm evm, Frame f, Tracer tracer) {
    StepView step = new StepView(evm, f);
    for (; ; ) {
      int op = f.code.bytes[f.pc] & 0xFF;
      step.pc = f.pc;
      step.opcode = op;
      long gasBefore = f.gas;
      tracer.step(step);
      int signal = execute(op, evm, f);
      HaltReason halt = signal == Signal.HALT ? f.haltReason : null;
      long gasCost = gasBefore - f.gas;
      if (halt == HaltReason.OUT_OF_GAS && gasCost == 0) {
        gasCost = InstructionTable.gas(evm.instructions[op]);
      }
      tracer.stepDone(step, gasCost, halt);
      if (signal != Signal.NEXT) {
        return signal;
      }
    }
  }

  private static int execute(int op, Evm evm, Frame f) {
    long entry = evm.instructions[op];
    HaltReason fault = Interpreter.fault(entry, f.sp, f.gas);
    if (fault != null) {
      return f.halt(fault);
    }
    f.gas -= InstructionTable.gas(entry);
    f.pc++;
    long[] s = f.stack;
    int a = f.sp - 4;
    int b = a - 4;
    switch (op) {
      case ADD -> binary(f, f.word(a).add(f.word(b)));
      case MUL -> binary(f, f.word(a).multiply(f.word(b)));
      case SUB -> binary(f, f.word(a).subtract(f.word(b)));
      case DIV -> {
        evm.arithmetic.divide(s, a);
        f.sp = a;
      }
      case SDIV -> {
        evm.arithmetic.signedDivide(s, a);
        f.sp = a;
      }
      case MOD -> {
        evm.arithmetic.modulo(s, a);
        f.sp = a;
      }
      case SMOD -> {
        evm.arithmetic.signedModulo(s, a);
        f.sp = a;
      }
      case ADDMOD -> {
        evm.arithmetic.addModulo(s, a);
        f.sp = b;
      }
      case MULMOD -> {
        evm.arithmetic.multiplyModulo(s, a);
        f.sp = b;
      }
      case SIGNEXTEND -> {
        Arithmetic.signExtend(s, a);
        f.sp = a;
      }
      case LT -> binary(f, truth(Arithmetic.isLess(s, a, b)));
      case GT -> binary(f, truth(Arithmetic.isLess(s, b, a)));
      case SLT -> binary(f, truth(Arithmetic.isLessSigned(s, a, b)));
      case SGT -> binary(f, truth(Arithmetic.isLessSigned(s, b, a)));
      case EQ -> binary(f, truth(f.word(a).equals(f.word(b))));
      case ISZERO -> {
        boolean isZero = f.isZero(a);
        f.sp = a;
        f.push(truth(isZero));
      }
      case AND, OR, XOR -> {
        for (int i = 0; i < 4; i++) {
          long x = s[a + i];
          long y = s[b + i];
          s[b + i] = op == AND ? x & y : op == OR ? x | y : x ^ y;
        }
        f.sp = a;
      }
      case NOT -> {
        for (int i = 0; i < 4; i++) {
          s[a + i] = ~s[a + i];
        }
      }
      case BYTE -> {
        Arithmetic.selectByte(s, a);
        f.sp = a;
      }
      case SHL -> {
        Arithmetic.shiftLeft(s, a);
        f.sp = a;
      }
      case SHR -> {
        Arithmetic.shiftRight(s, a);
        f.sp = a;
      }
      case SAR -> {
        Arithmetic.shiftRightSigned(s, a);
        f.sp = a;
      }
      case CLZ -> {
        int zeros = 256 - Arithmetic.bitLength(s, a);
        f.sp = a;
        f.push(zeros);
      }
      case CALLDATALOAD -> f.loadInput(a);
      case POP -> f.sp = a;
      case MLOAD -> {
        if (!f.expandTo(f.saturated(a), 32)) {
          return f.halt(HaltReason.OUT_OF_GAS);
        }
        U256 word = U256.fromBytes(f.memory, (int) s[a], 32);
        f.sp = a;
        f.push(word);
      }
      case MSTORE -> {
        if (!f.expandTo(f.saturated(a), 32)) {
          return f.halt(HaltReason.OUT_OF_GAS);
        }
        f.word(b).copyTo(f.memory, (int) s[a]);
        f.sp = b;
      }
      case MSTORE8 -> {
        if (!f.expandTo(f.saturated(a), 1)) {
          return f.halt(HaltReason.OUT_OF_GAS);
        }
        f.memory[(int) s[a]] = (byte) s[b];
        f.sp = b;
      }
      case JUMP -> {
        f.sp = a;
        return jump(f, a);
      }
      case JUMPI -> {
        f.sp = b;
        return f.isZero(b) ? Signal.NEXT : jump(f, a);
      }
      case PC -> f.push(f.pc - 1);
      case MSIZE -> f.push(f.memorySize);
      case GAS -> f.push(f.gas);
      case JUMPDEST -> {}
      default -> {
        if (op >= PUSH0 && op <= PUSH32) {
          int size = op - PUSH0;
          f.push(U256.fromBytes(f.code.bytes, f.pc, size));
          f.pc += size;
        } else if (op >= DUP1 && op <= DUP16) {
          f.push(f.word(f.sp - 4 * (op - DUP1 + 1)));
        } else if (op >= SWAP1 && op <= SWAP16) {
          int deep = a - 4 * (op - SWAP1 + 1);
          U256 top = f.word(a);
          System.arraycopy(s, deep, s, a, 4);
          f.sp = deep;
          f.push(top);
          f.sp = a + 4;
        } else {
          return Operations.execute(op, evm, f);
        }
      }
    }
    return Signal.NEXT;
  }

  private static void binary(Frame f, U256 result) {
    f.sp -= 8;
    f.push(result);
  }

  private static U256 truth(boolean value) {
    return value ? U256.ONE : U256.ZERO;
  }

  private static int jump(Frame f, int at) {
    long[] s = f.stack;
    if (!f.code.isJumpDestination(s[at + 3], s[at + 2], s[at + 1], s[at])) {
      return f.halt(HaltReason.INVALID_JUMP);
    }
    f.pc = (int) s[at];
    return Signal.NEXT;
  }

  private static final class StepView implements Tracer.Step {
    private final Evm evm;
    private final Frame frame;
    private int pc;
    private int opcode;

    StepView(Evm evm, Frame frame) {
      this.evm = evm;
      this.frame = frame;
    }

    @Override
    public int pc() {
      return pc;
    }

    @Override
    public int opcode() {
      return opcode;
    }

    @Override
    public long gasLeft() {
      return frame.gas;
    }

    @Override
    public long refundCounter() {
      return evm.state.refundCounter();
    }

    @Override
    public int depth() {
      return frame.depth;
    }

    @Override
    public Address target() {
      return evm.state.address(frame.target);
    }

    @Override
    public Address codeAddress() {
      return evm.state.address(frame.codeAccount);
    }

    @Override
    public int stackSize() {
      return frame.sp >>> 2;
    }

    @Override
    public int stackNeeded() {
      return InstructionTable.lowest(evm.instructions[opcode]) >>> 2;
    }

    @Override
    public U256 stack(int depth) {
      return frame.word(frame.sp - 4 - 4 * depth);
    }

    @Override
    public int memorySize() {
      return frame.memorySize;
    }

    @Override
    public Bytes memory(long offset, int length) {
      byte[] copy = new byte[length];
      if (offset < frame.memorySize) {
        int available = (int) Math.min(length, frame.memorySize - offset);
        System.arraycopy(frame.memory, (int) offset, copy, 0, available);
      }
      return Bytes.wrap(copy);
    }

    @Override
    public Bytes returnData() {
      return Bytes.copyOf(frame.returnData, frame.returnDataOffset, frame.returnDataSize);
    }

    @Override
    public Bytes code() {
      return Bytes.copyOf(frame.code.bytes, 0, frame.code.size);
    }
  }
}
