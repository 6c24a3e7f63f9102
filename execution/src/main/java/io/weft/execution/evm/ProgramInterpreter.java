package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.evm.StackWords.*;

import io.weft.execution.primitives.Words;

/**
 * The loop that runs a {@link Program}. Gas and stack are asked for once a block; an instruction
 * within it checks nothing but what depends on its operands. Gas has then been paid to the end of
 * the block, which no instruction that stands inside one can tell.
 *
 * <p>A block whose needs are not met is left to {@link Interpreter}, which finds the instruction
 * that halts, and why.
 *
 * <p>HotSpot compiles no method above 8000 bytes of bytecode: {@link #run} must stay below it.
 * Where an arm is written out though {@link StackWords} has a method for it, a call would stay a
 * call if the loop were compiled while that arm is still rare: blake2b_shifts took 18 ms instead of
 * 11.
 */
final class ProgramInterpreter {
  /** Signals that the frame, its position one in the code again, goes on without its program. */
  static final int ONE_BY_ONE = -1;

  /** Runs the frame from the block that is its program counter until it calls or ends. */
  int run(Evm evm, Frame f, Program program) {
    long[] table = evm.instructions;
    int[] words = program.words;
    long[] constants = program.constants;
    long[] s = f.stack;
    byte[] memory = f.memory;
    int memorySize = f.memorySize;
    int block = f.pc;
    int sp = f.sp;
    long gas = f.gas;
    nextBlock:
    for (; ; ) {
      long needs = program.needs[block];
      long left = gas - (needs >>> 32);
      int lowest = (int) needs >>> 16;
      // From the table, because stopping an execution makes its entries undefined.
      int highest = (int) (table[STOP] >> 32) - ((int) needs & 0xFFFF);
      if ((left | (sp - lowest) | (highest - sp)) < 0) {
        f.pc = program.positions[block];
        f.sp = sp;
        f.gas = gas;
        return ONE_BY_ONE;
      }
      gas = left;
      int at = program.starts[block];
      for (; ; ) {
        int word = words[at++];
        int operand = word >>> 8;
        switch (word & 0xFF) {
          case Fused.PUSH_SMALL -> {
            put(s, sp, operand);
            sp += 4;
          }
          case Fused.PUSH_LIMB -> {
            put(s, sp, constants[operand]);
            sp += 4;
          }
          case Fused.PUSH_WORD -> {
            s[sp] = constants[operand];
            s[sp + 1] = constants[operand + 1];
            s[sp + 2] = constants[operand + 2];
            s[sp + 3] = constants[operand + 3];
            sp += 4;
          }
          case Fused.DUP -> {
            copy(s, sp - operand, sp);
            sp += 4;
          }
          case Fused.SWAP -> {
            int from = sp - operand;
            long limb = s[from];
            s[from] = s[sp - 4];
            s[sp - 4] = limb;
            limb = s[from + 1];
            s[from + 1] = s[sp - 3];
            s[sp - 3] = limb;
            limb = s[from + 2];
            s[from + 2] = s[sp - 2];
            s[sp - 2] = limb;
            limb = s[from + 3];
            s[from + 3] = s[sp - 1];
            s[sp - 1] = limb;
          }
          case Fused.SWAP_DROP -> {
            copy(s, sp - 4, sp - operand);
            sp -= 4;
          }
          case Fused.DROP -> sp -= operand;
          case Fused.JUMP_TO -> {
            block = operand;
            continue nextBlock;
          }
          case Fused.JUMP_IF -> {
            sp -= 4;
            block = (s[sp] | s[sp + 1] | s[sp + 2] | s[sp + 3]) != 0 ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_ZERO -> {
            sp -= 4;
            block = (s[sp] | s[sp + 1] | s[sp + 2] | s[sp + 3]) == 0 ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_EQ -> {
            sp -= 8;
            block = isEqual(s, sp, sp + 4) ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_NOT_EQ -> {
            sp -= 8;
            block = isEqual(s, sp, sp + 4) ? words[at] : operand;
            continue nextBlock;
          }
          case Fused.JUMP_IF_LESS -> {
            sp -= 8;
            block = Arithmetic.isLess(s, sp + 4, sp) ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_NOT_LESS -> {
            sp -= 8;
            block = Arithmetic.isLess(s, sp + 4, sp) ? words[at] : operand;
            continue nextBlock;
          }
          case Fused.GO_ON -> {
            block = operand;
            continue nextBlock;
          }
          case JUMP -> {
            sp -= 4;
            block = program.target(s[sp + 3], s[sp + 2], s[sp + 1], s[sp]);
            if (block < 0) {
              return f.halt(HaltReason.INVALID_JUMP);
            }
            continue nextBlock;
          }
          case JUMPI -> {
            sp -= 8;
            block = operand;
            if ((s[sp] | s[sp + 1] | s[sp + 2] | s[sp + 3]) != 0) {
              block = program.target(s[sp + 7], s[sp + 6], s[sp + 5], s[sp + 4]);
              if (block < 0) {
                return f.halt(HaltReason.INVALID_JUMP);
              }
            }
            continue nextBlock;
          }
          case ADD -> {
            sp -= 4;
            add(s, sp, sp - 4);
          }
          case Fused.ADD_DUP -> add(s, sp - operand, sp - 4);
          case Fused.ADD_SMALL -> addSmall(s, sp - 4, operand);
          case SUB -> {
            sp -= 4;
            subtract(s, sp, sp - 4, sp - 4);
          }
          case Fused.SUB_FROM -> {
            sp -= 4;
            subtract(s, sp - 4, sp, sp - 4);
          }
          case Fused.SUB_SMALL -> subtractSmall(s, sp - 4, operand);
          case AND -> {
            sp -= 4;
            and(s, sp, sp - 4);
          }
          case Fused.AND_DUP -> and(s, sp - operand, sp - 4);
          case Fused.AND_LIMB -> put(s, sp - 4, s[sp - 4] & constants[operand]);
          case Fused.AND_WORD -> {
            s[sp - 4] &= constants[operand];
            s[sp - 3] &= constants[operand + 1];
            s[sp - 2] &= constants[operand + 2];
            s[sp - 1] &= constants[operand + 3];
          }
          case OR -> {
            s[sp - 8] |= s[sp - 4];
            s[sp - 7] |= s[sp - 3];
            s[sp - 6] |= s[sp - 2];
            s[sp - 5] |= s[sp - 1];
            sp -= 4;
          }
          case XOR -> {
            s[sp - 8] ^= s[sp - 4];
            s[sp - 7] ^= s[sp - 3];
            s[sp - 6] ^= s[sp - 2];
            s[sp - 5] ^= s[sp - 1];
            sp -= 4;
          }
          case NOT -> {
            s[sp - 4] = ~s[sp - 4];
            s[sp - 3] = ~s[sp - 3];
            s[sp - 2] = ~s[sp - 2];
            s[sp - 1] = ~s[sp - 1];
          }
          case ISZERO -> putTruth(s, sp - 4, (s[sp - 4] | s[sp - 3] | s[sp - 2] | s[sp - 1]) == 0);
          case EQ -> {
            sp -= 4;
            putTruth(s, sp - 4, isEqual(s, sp, sp - 4));
          }
          case Fused.EQ_LIMB -> {
            long difference = s[sp - 4] ^ constants[operand];
            putTruth(s, sp - 4, (difference | s[sp - 3] | s[sp - 2] | s[sp - 1]) == 0);
          }
          case LT -> {
            sp -= 4;
            putTruth(s, sp - 4, Arithmetic.isLess(s, sp, sp - 4));
          }
          case GT -> {
            sp -= 4;
            putTruth(s, sp - 4, Arithmetic.isLess(s, sp - 4, sp));
          }
          case Fused.MORE_DUP -> putTruth(s, sp - 4, Arithmetic.isLess(s, sp - operand, sp - 4));
          case Fused.LESS_DUP -> putTruth(s, sp - 4, Arithmetic.isLess(s, sp - 4, sp - operand));
          case Fused.LESS_SMALL -> putTruth(s, sp - 4, compareSmall(s, sp - 4, operand) < 0);
          case Fused.MORE_SMALL -> putTruth(s, sp - 4, compareSmall(s, sp - 4, operand) > 0);
          case SLT -> {
            sp -= 4;
            putTruth(s, sp - 4, Arithmetic.isLessSigned(s, sp, sp - 4));
          }
          case SGT -> {
            sp -= 4;
            putTruth(s, sp - 4, Arithmetic.isLessSigned(s, sp - 4, sp));
          }
          case Fused.SHL_BY -> shiftLeft(s, sp - 4, operand);
          case Fused.SHR_BY -> shiftRight(s, sp - 4, operand);
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
          case BYTE -> {
            sp -= 4;
            Arithmetic.selectByte(s, sp);
          }
          case SIGNEXTEND -> {
            sp -= 4;
            Arithmetic.signExtend(s, sp);
          }
          case CLZ -> {
            long zeros = 256L - Arithmetic.bitLength(s, sp - 4);
            put(s, sp - 4, zeros);
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
            sp -= 8;
            evm.arithmetic.addModulo(s, sp + 4);
          }
          case MULMOD -> {
            sp -= 8;
            evm.arithmetic.multiplyModulo(s, sp + 4);
          }
          case MLOAD, Fused.MLOAD_DUP, Fused.MLOAD_AT -> {
            int kind = word & 0xFF;
            int from = kind == MLOAD ? sp - 4 : sp - operand;
            long offset = kind == Fused.MLOAD_AT ? operand : s[from];
            if (kind != Fused.MLOAD_AT && (s[from + 3] | s[from + 2] | s[from + 1]) != 0) {
              offset = -1;
            }
            if (offset < 0 || offset > memorySize - 32L) {
              f.gas = gas;
              if (!f.expandTo(offset < 0 ? Long.MAX_VALUE : offset, 32)) {
                return f.halt(HaltReason.OUT_OF_GAS);
              }
              gas = f.gas;
              memory = f.memory;
              memorySize = f.memorySize;
            }
            if (kind != MLOAD) {
              sp += 4;
            }
            int start = (int) offset;
            s[sp - 4] = Words.getLong(memory, start + 24);
            s[sp - 3] = Words.getLong(memory, start + 16);
            s[sp - 2] = Words.getLong(memory, start + 8);
            s[sp - 1] = Words.getLong(memory, start);
          }
          case MSTORE, Fused.MSTORE_DUP, Fused.MSTORE_AT -> {
            int kind = word & 0xFF;
            int from = kind == MSTORE ? sp - 4 : sp - operand;
            long offset = kind == Fused.MSTORE_AT ? operand : s[from];
            if (kind != Fused.MSTORE_AT && (s[from + 3] | s[from + 2] | s[from + 1]) != 0) {
              offset = -1;
            }
            if (offset < 0 || offset > memorySize - 32L) {
              f.gas = gas;
              if (!f.expandTo(offset < 0 ? Long.MAX_VALUE : offset, 32)) {
                return f.halt(HaltReason.OUT_OF_GAS);
              }
              gas = f.gas;
              memory = f.memory;
              memorySize = f.memorySize;
            }
            if (kind == MSTORE) {
              sp -= 4;
            }
            int start = (int) offset;
            sp -= 4;
            Words.putLong(memory, start + 24, s[sp]);
            Words.putLong(memory, start + 16, s[sp + 1]);
            Words.putLong(memory, start + 8, s[sp + 2]);
            Words.putLong(memory, start, s[sp + 3]);
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
          case MSIZE -> {
            put(s, sp, memorySize);
            sp += 4;
          }
          case GAS -> {
            put(s, sp, gas);
            sp += 4;
            block = operand;
            continue nextBlock;
          }
          case KECCAK256 -> {
            f.sp = sp;
            f.gas = gas;
            int signal = Operations.keccak256(evm, f);
            if (signal != Signal.NEXT) {
              return signal;
            }
            sp = f.sp;
            gas = f.gas;
            memory = f.memory;
            memorySize = f.memorySize;
          }
          case CALLDATALOAD -> f.loadInput(sp - 4);
          case CALLDATASIZE -> {
            put(s, sp, f.inputSize);
            sp += 4;
          }
          case CALLVALUE -> {
            System.arraycopy(f.value, 0, s, sp, 4);
            sp += 4;
          }
          default -> {
            // The operand of one that ends its block is the next block; that is where a frame that
            // called goes on. An immediate byte stands before it.
            f.sp = sp;
            f.gas = gas;
            f.pc = program.positions[operand] - 1;
            int signal = Operations.execute(word & 0xFF, evm, f);
            f.pc = operand;
            if (signal != Signal.NEXT) {
              return signal;
            }
            sp = f.sp;
            gas = f.gas;
            memory = f.memory;
            memorySize = f.memorySize;
            if (operand != 0) {
              block = operand;
              continue nextBlock;
            }
          }
        }
      }
    }
  }
}
