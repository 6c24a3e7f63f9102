package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.evm.StackWords.*;

import io.weft.execution.primitives.Words;
import org.jspecify.annotations.Nullable;

/**
 * The loop that runs code which has not run often enough to be translated, and blocks of a {@link
 * Program} that will halt. Program counter, stack pointer and gas live in locals; the instructions
 * that only move and combine words stand in the loop, all others are calls of {@link Operations}
 * around which the locals go to the frame and back.
 *
 * <p>Before an instruction, one word of the fork's {@link InstructionTable} and one branch decide
 * whether it exists, has its operands, has room and can pay; nothing after that can underflow.
 *
 * <p>HotSpot compiles no method above 8000 bytes of bytecode: {@link #run} must stay below it.
 */
final class Interpreter {
  // A jump that succeeds lands on a JUMPDEST, which is paid for and passed at once.
  private static final int JUMPDEST_GAS = 1;

  /** Runs the frame from its program counter until it calls or ends. */
  int run(Evm evm, Frame f) {
    long[] table = evm.instructions;
    byte[] code = f.code.bytes;
    long[] s = f.stack;
    byte[] memory = f.memory;
    int memorySize = f.memorySize;
    int pc = f.pc;
    int sp = f.sp;
    long gas = f.gas;
    for (; ; ) {
      int op = code[pc] & 0xFF;
      long entry = table[op];
      long left = gas - (entry & 0xFFFF);
      int lowest = (int) (entry >>> 16) & 0xFFFF;
      int highest = (int) (entry >> 32);
      if ((left | (sp - lowest) | (highest - sp)) < 0) {
        return halt(f, entry, pc, sp, gas);
      }
      gas = left;
      pc++;
      switch (op) {
        case ADD -> {
          sp -= 4;
          add(s, sp, sp - 4);
        }
        case SUB -> {
          sp -= 4;
          subtract(s, sp, sp - 4, sp - 4);
        }
        case MUL -> {
          sp -= 4;
          Arithmetic.multiply(s, sp);
        }
        case DIV -> {
          sp -= 4;
          evm.arithmetic.divide(s, sp);
        }
        case SDIV -> {
          sp -= 4;
          evm.arithmetic.signedDivide(s, sp);
        }
        case MOD -> {
          sp -= 4;
          evm.arithmetic.modulo(s, sp);
        }
        case SMOD -> {
          sp -= 4;
          evm.arithmetic.signedModulo(s, sp);
        }
        case ADDMOD -> {
          evm.arithmetic.addModulo(s, sp - 4);
          sp -= 8;
        }
        case MULMOD -> {
          evm.arithmetic.multiplyModulo(s, sp - 4);
          sp -= 8;
        }
        case SIGNEXTEND -> {
          sp -= 4;
          Arithmetic.signExtend(s, sp);
        }
        case LT -> {
          sp -= 4;
          putTruth(s, sp - 4, Arithmetic.isLess(s, sp, sp - 4));
        }
        case GT -> {
          sp -= 4;
          putTruth(s, sp - 4, Arithmetic.isLess(s, sp - 4, sp));
        }
        case SLT -> {
          sp -= 4;
          putTruth(s, sp - 4, Arithmetic.isLessSigned(s, sp, sp - 4));
        }
        case SGT -> {
          sp -= 4;
          putTruth(s, sp - 4, Arithmetic.isLessSigned(s, sp - 4, sp));
        }
        case EQ -> {
          sp -= 4;
          putTruth(s, sp - 4, isEqual(s, sp, sp - 4));
        }
        case ISZERO -> putTruth(s, sp - 4, isZero(s, sp - 4));
        case AND -> {
          sp -= 4;
          and(s, sp, sp - 4);
        }
        case OR -> {
          sp -= 4;
          or(s, sp, sp - 4);
        }
        case XOR -> {
          sp -= 4;
          xor(s, sp, sp - 4);
        }
        case NOT -> not(s, sp - 4);
        case BYTE -> {
          sp -= 4;
          Arithmetic.selectByte(s, sp);
        }
        case SHL -> {
          sp -= 4;
          Arithmetic.shiftLeft(s, sp);
        }
        case SHR -> {
          sp -= 4;
          Arithmetic.shiftRight(s, sp);
        }
        case SAR -> {
          sp -= 4;
          Arithmetic.shiftRightSigned(s, sp);
        }
        case CLZ -> countZeros(s, sp - 4);
        case CALLDATALOAD -> f.loadInput(sp - 4);
        case CALLDATASIZE -> {
          put(s, sp, f.inputSize);
          sp += 4;
        }
        case CALLVALUE -> {
          System.arraycopy(f.value, 0, s, sp, 4);
          sp += 4;
        }
        case POP -> sp -= 4;
        case MLOAD -> {
          long offset = s[sp - 4];
          if ((s[sp - 3] | s[sp - 2] | s[sp - 1]) != 0 || offset < 0 || offset > memorySize - 32L) {
            f.gas = gas;
            if (!f.expandTo(f.saturated(sp - 4), 32)) {
              return f.halt(HaltReason.OUT_OF_GAS);
            }
            gas = f.gas;
            memory = f.memory;
            memorySize = f.memorySize;
          }
          load(memory, (int) offset, s, sp - 4);
        }
        case MSTORE -> {
          long offset = s[sp - 4];
          if ((s[sp - 3] | s[sp - 2] | s[sp - 1]) != 0 || offset < 0 || offset > memorySize - 32L) {
            f.gas = gas;
            if (!f.expandTo(f.saturated(sp - 4), 32)) {
              return f.halt(HaltReason.OUT_OF_GAS);
            }
            gas = f.gas;
            memory = f.memory;
            memorySize = f.memorySize;
          }
          sp -= 8;
          store(s, sp, memory, (int) offset);
        }
        case MSTORE8 -> {
          f.gas = gas;
          if (!f.expandTo(f.saturated(sp - 4), 1)) {
            return f.halt(HaltReason.OUT_OF_GAS);
          }
          gas = f.gas;
          memory = f.memory;
          memorySize = f.memorySize;
          memory[(int) s[sp - 4]] = (byte) s[sp - 8];
          sp -= 8;
        }
        case JUMP -> {
          sp -= 4;
          if (!f.code.isJumpDestination(s[sp + 3], s[sp + 2], s[sp + 1], s[sp])) {
            return f.halt(HaltReason.INVALID_JUMP);
          }
          pc = (int) s[sp] + 1;
          gas -= JUMPDEST_GAS;
          if (gas < 0) {
            return f.halt(HaltReason.OUT_OF_GAS);
          }
        }
        case JUMPI -> {
          sp -= 8;
          if (!isZero(s, sp)) {
            if (!f.code.isJumpDestination(s[sp + 7], s[sp + 6], s[sp + 5], s[sp + 4])) {
              return f.halt(HaltReason.INVALID_JUMP);
            }
            pc = (int) s[sp + 4] + 1;
            gas -= JUMPDEST_GAS;
            if (gas < 0) {
              return f.halt(HaltReason.OUT_OF_GAS);
            }
          }
        }
        case PC -> {
          put(s, sp, pc - 1);
          sp += 4;
        }
        case MSIZE -> {
          put(s, sp, memorySize);
          sp += 4;
        }
        case GAS -> {
          put(s, sp, gas);
          sp += 4;
        }
        case JUMPDEST -> {}
        case PUSH0 -> {
          put(s, sp, 0);
          sp += 4;
        }
        case PUSH1 -> {
          put(s, sp, code[pc] & 0xFF);
          sp += 4;
          pc++;
        }
        case PUSH2 -> {
          put(s, sp, (code[pc] & 0xFF) << 8 | (code[pc + 1] & 0xFF));
          sp += 4;
          pc += 2;
        }
        case PUSH3, PUSH4, PUSH5, PUSH6, PUSH7, PUSH8 -> {
          int size = op - PUSH0;
          put(s, sp, Words.getLong(code, pc) >>> (64 - 8 * size));
          sp += 4;
          pc += size;
        }
        case PUSH9, PUSH10, PUSH11, PUSH12, PUSH13, PUSH14, PUSH15, PUSH16 -> {
          int size = op - PUSH0;
          s[sp] = Words.getLong(code, pc + size - 8);
          s[sp + 1] = Words.getLong(code, pc) >>> (128 - 8 * size);
          s[sp + 2] = 0;
          s[sp + 3] = 0;
          sp += 4;
          pc += size;
        }
        case PUSH17, PUSH18, PUSH19, PUSH20, PUSH21, PUSH22, PUSH23, PUSH24 -> {
          int size = op - PUSH0;
          s[sp] = Words.getLong(code, pc + size - 8);
          s[sp + 1] = Words.getLong(code, pc + size - 16);
          s[sp + 2] = Words.getLong(code, pc) >>> (192 - 8 * size);
          s[sp + 3] = 0;
          sp += 4;
          pc += size;
        }
        case PUSH25, PUSH26, PUSH27, PUSH28, PUSH29, PUSH30, PUSH31, PUSH32 -> {
          int size = op - PUSH0;
          s[sp] = Words.getLong(code, pc + size - 8);
          s[sp + 1] = Words.getLong(code, pc + size - 16);
          s[sp + 2] = Words.getLong(code, pc + size - 24);
          s[sp + 3] = Words.getLong(code, pc) >>> (256 - 8 * size);
          sp += 4;
          pc += size;
        }
        case DUP1,
            DUP2,
            DUP3,
            DUP4,
            DUP5,
            DUP6,
            DUP7,
            DUP8,
            DUP9,
            DUP10,
            DUP11,
            DUP12,
            DUP13,
            DUP14,
            DUP15,
            DUP16 -> {
          copy(s, sp - 4 * (op - DUP1 + 1), sp);
          sp += 4;
        }
        case SWAP1,
            SWAP2,
            SWAP3,
            SWAP4,
            SWAP5,
            SWAP6,
            SWAP7,
            SWAP8,
            SWAP9,
            SWAP10,
            SWAP11,
            SWAP12,
            SWAP13,
            SWAP14,
            SWAP15,
            SWAP16 ->
            swap(s, sp - 4 * (op - SWAP1 + 2), sp - 4);
        default -> {
          f.pc = pc;
          f.sp = sp;
          f.gas = gas;
          int signal = Operations.execute(op, evm, f);
          if (signal != Signal.NEXT) {
            return signal;
          }
          pc = f.pc;
          sp = f.sp;
          gas = f.gas;
          memory = f.memory;
          memorySize = f.memorySize;
        }
      }
    }
  }

  private static int halt(Frame f, long entry, int pc, int sp, long gas) {
    f.pc = pc;
    HaltReason reason = fault(entry, sp, gas);
    if (reason == null) {
      throw new IllegalStateException("no fault found: pc " + pc);
    }
    return f.halt(reason);
  }

  /** Why an instruction may not run, in the order in which the clients look; null if it may. */
  static @Nullable HaltReason fault(long entry, int sp, long gas) {
    if (InstructionTable.highest(entry) < 0) {
      return HaltReason.INVALID_OPCODE;
    }
    if (sp < InstructionTable.lowest(entry)) {
      return HaltReason.STACK_UNDERFLOW;
    }
    if (sp > InstructionTable.highest(entry)) {
      return HaltReason.STACK_OVERFLOW;
    }
    return gas < InstructionTable.gas(entry) ? HaltReason.OUT_OF_GAS : null;
  }
}
