package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;
import static io.weft.execution.evm.StackWords.*;
import static java.util.Objects.checkIndex;

import io.weft.execution.primitives.Words;

/**
 * The loop that runs a {@link Program}. Gas and stack are asked for once a block; an instruction
 * within it checks nothing but what depends on its operands. Gas has then been paid to the end of
 * the block, which no instruction that stands inside one can tell.
 *
 * <p>A block whose needs are not met is left to {@link Interpreter}, which finds the instruction
 * that halts, and why.
 *
 * <p>Each arm checks the stack pointer though it is known to be right. What the arms have in
 * common, as the stack pointer less four, less three and so on, HotSpot would compute before it
 * branches to any of them, at a higher price than most arms themselves; it moves nothing above a
 * check that follows from it, and {@code checkIndex} is part of the loop even in an arm that is
 * rare when the loop is compiled. snailtracer took 38 ms instead of 30, blake2b_shifts 11 instead
 * of 8.
 *
 * <p>HotSpot compiles no method above 8000 bytes of bytecode: {@link #run} must stay below it.
 * Where an arm is written out though {@link StackWords} has a method for it, a call would stay a
 * call if the loop were compiled while that arm is still rare: blake2b_shifts took 18 ms instead of
 * 11.
 */
final class ProgramInterpreter {
  /** Signals that the frame, its position one in the code again, goes on without its program. */
  static final int ONE_BY_ONE = -1;

  // What the stack pointer can be.
  private static final int HEIGHTS = 4 * InstructionTable.STACK_LIMIT + 1;

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
            sp = checkIndex(sp, HEIGHTS);
            put(s, sp, operand);
            sp += 4;
          }
          case Fused.PUSH_LIMB -> {
            sp = checkIndex(sp, HEIGHTS);
            put(s, sp, constants[operand]);
            sp += 4;
          }
          case Fused.PUSH_WORD -> {
            sp = checkIndex(sp, HEIGHTS);
            s[sp] = constants[operand];
            s[sp + 1] = constants[operand + 1];
            s[sp + 2] = constants[operand + 2];
            s[sp + 3] = constants[operand + 3];
            sp += 4;
          }
          case Fused.DUP -> {
            sp = checkIndex(sp, HEIGHTS);
            copy(s, sp - operand, sp);
            sp += 4;
          }
          case Fused.SWAP -> {
            sp = checkIndex(sp, HEIGHTS);
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
            sp = checkIndex(sp, HEIGHTS);
            copy(s, sp - 4, sp - operand);
            sp -= 4;
          }
          case Fused.DROP -> sp = checkIndex(sp, HEIGHTS) - operand;
          case Fused.JUMP_TO -> {
            block = operand;
            continue nextBlock;
          }
          case Fused.JUMP_IF -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            block = (s[sp] | s[sp + 1] | s[sp + 2] | s[sp + 3]) != 0 ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_ZERO -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            block = (s[sp] | s[sp + 1] | s[sp + 2] | s[sp + 3]) == 0 ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_EQ -> {
            sp = checkIndex(sp, HEIGHTS) - 8;
            block = isEqual(s, sp, sp + 4) ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_NOT_EQ -> {
            sp = checkIndex(sp, HEIGHTS) - 8;
            block = isEqual(s, sp, sp + 4) ? words[at] : operand;
            continue nextBlock;
          }
          case Fused.JUMP_IF_LESS -> {
            sp = checkIndex(sp, HEIGHTS) - 8;
            block = Arithmetic.isLess(s, sp + 4, sp) ? operand : words[at];
            continue nextBlock;
          }
          case Fused.JUMP_IF_NOT_LESS -> {
            sp = checkIndex(sp, HEIGHTS) - 8;
            block = Arithmetic.isLess(s, sp + 4, sp) ? words[at] : operand;
            continue nextBlock;
          }
          case Fused.GO_ON -> {
            block = operand;
            continue nextBlock;
          }
          case JUMP -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            block = program.target(s[sp + 3], s[sp + 2], s[sp + 1], s[sp]);
            if (block < 0) {
              return f.halt(HaltReason.INVALID_JUMP);
            }
            continue nextBlock;
          }
          case JUMPI -> {
            sp = checkIndex(sp, HEIGHTS) - 8;
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
            sp = checkIndex(sp, HEIGHTS) - 4;
            add(s, sp, sp - 4);
          }
          case Fused.ADD_DUP -> {
            sp = checkIndex(sp, HEIGHTS);
            add(s, sp - operand, sp - 4);
          }
          case Fused.ADD_SMALL -> {
            sp = checkIndex(sp, HEIGHTS);
            addSmall(s, sp - 4, operand);
          }
          case SUB -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            subtract(s, sp, sp - 4, sp - 4);
          }
          case Fused.SUB_FROM -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            subtract(s, sp - 4, sp, sp - 4);
          }
          case Fused.SUB_SMALL -> {
            sp = checkIndex(sp, HEIGHTS);
            subtractSmall(s, sp - 4, operand);
          }
          case AND -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            and(s, sp, sp - 4);
          }
          case Fused.AND_DUP -> {
            sp = checkIndex(sp, HEIGHTS);
            and(s, sp - operand, sp - 4);
          }
          case Fused.AND_LIMB -> {
            sp = checkIndex(sp, HEIGHTS);
            put(s, sp - 4, s[sp - 4] & constants[operand]);
          }
          case Fused.AND_WORD -> {
            sp = checkIndex(sp, HEIGHTS);
            s[sp - 4] &= constants[operand];
            s[sp - 3] &= constants[operand + 1];
            s[sp - 2] &= constants[operand + 2];
            s[sp - 1] &= constants[operand + 3];
          }
          case OR -> {
            sp = checkIndex(sp, HEIGHTS);
            s[sp - 8] |= s[sp - 4];
            s[sp - 7] |= s[sp - 3];
            s[sp - 6] |= s[sp - 2];
            s[sp - 5] |= s[sp - 1];
            sp -= 4;
          }
          case XOR -> {
            sp = checkIndex(sp, HEIGHTS);
            s[sp - 8] ^= s[sp - 4];
            s[sp - 7] ^= s[sp - 3];
            s[sp - 6] ^= s[sp - 2];
            s[sp - 5] ^= s[sp - 1];
            sp -= 4;
          }
          case NOT -> {
            sp = checkIndex(sp, HEIGHTS);
            s[sp - 4] = ~s[sp - 4];
            s[sp - 3] = ~s[sp - 3];
            s[sp - 2] = ~s[sp - 2];
            s[sp - 1] = ~s[sp - 1];
          }
          case ISZERO -> {
            sp = checkIndex(sp, HEIGHTS);
            putTruth(s, sp - 4, (s[sp - 4] | s[sp - 3] | s[sp - 2] | s[sp - 1]) == 0);
          }
          case EQ -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            putTruth(s, sp - 4, isEqual(s, sp, sp - 4));
          }
          case Fused.EQ_LIMB -> {
            sp = checkIndex(sp, HEIGHTS);
            long difference = s[sp - 4] ^ constants[operand];
            putTruth(s, sp - 4, (difference | s[sp - 3] | s[sp - 2] | s[sp - 1]) == 0);
          }
          case LT -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            putTruth(s, sp - 4, Arithmetic.isLess(s, sp, sp - 4));
          }
          case GT -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            putTruth(s, sp - 4, Arithmetic.isLess(s, sp - 4, sp));
          }
          case Fused.MORE_DUP -> {
            sp = checkIndex(sp, HEIGHTS);
            putTruth(s, sp - 4, Arithmetic.isLess(s, sp - operand, sp - 4));
          }
          case Fused.LESS_DUP -> {
            sp = checkIndex(sp, HEIGHTS);
            putTruth(s, sp - 4, Arithmetic.isLess(s, sp - 4, sp - operand));
          }
          case Fused.LESS_SMALL -> {
            sp = checkIndex(sp, HEIGHTS);
            putTruth(s, sp - 4, compareSmall(s, sp - 4, operand) < 0);
          }
          case Fused.MORE_SMALL -> {
            sp = checkIndex(sp, HEIGHTS);
            putTruth(s, sp - 4, compareSmall(s, sp - 4, operand) > 0);
          }
          case SLT -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            putTruth(s, sp - 4, Arithmetic.isLessSigned(s, sp, sp - 4));
          }
          case SGT -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            putTruth(s, sp - 4, Arithmetic.isLessSigned(s, sp - 4, sp));
          }
          case Fused.SHL_BY -> {
            sp = checkIndex(sp, HEIGHTS);
            shiftLeft(s, sp - 4, operand);
          }
          case Fused.SHR_BY -> {
            sp = checkIndex(sp, HEIGHTS);
            shiftRight(s, sp - 4, operand);
          }
          case SHL -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            Arithmetic.shiftLeft(s, sp);
          }
          case SHR -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            Arithmetic.shiftRight(s, sp);
          }
          case SAR -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            Arithmetic.shiftRightSigned(s, sp);
          }
          case BYTE -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            Arithmetic.selectByte(s, sp);
          }
          case SIGNEXTEND, Fused.EXTEND_DUP, Fused.EXTEND_FROM -> {
            sp = checkIndex(sp, HEIGHTS);
            int kind = word & 0xFF;
            long last = operand;
            if (kind != Fused.EXTEND_FROM) {
              int from = kind == SIGNEXTEND ? sp - 4 : sp - operand;
              last = (s[from + 3] | s[from + 2] | s[from + 1]) == 0 ? s[from] : -1;
            }
            if (kind == SIGNEXTEND) {
              sp -= 4;
            }
            if (last >= 0 && last < 31) {
              int limb = sp - 4 + ((int) last >>> 3);
              int shift = 56 - 8 * ((int) last & 7);
              long extended = s[limb] << shift >> shift;
              s[limb] = extended;
              while (++limb < sp) {
                s[limb] = extended >> 63;
              }
            }
          }
          case CLZ -> {
            sp = checkIndex(sp, HEIGHTS);
            long zeros = 256L - Arithmetic.bitLength(s, sp - 4);
            put(s, sp - 4, zeros);
          }
          case MUL -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            Arithmetic.multiply(s, sp);
          }
          case DIV -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            evm.arithmetic.divide(s, sp);
          }
          case SDIV -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            evm.arithmetic.signedDivide(s, sp);
          }
          case MOD -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            evm.arithmetic.modulo(s, sp);
          }
          case SMOD -> {
            sp = checkIndex(sp, HEIGHTS) - 4;
            evm.arithmetic.signedModulo(s, sp);
          }
          case ADDMOD -> {
            sp = checkIndex(sp, HEIGHTS) - 8;
            evm.arithmetic.addModulo(s, sp + 4);
          }
          case MULMOD -> {
            sp = checkIndex(sp, HEIGHTS) - 8;
            evm.arithmetic.multiplyModulo(s, sp + 4);
          }
          case MLOAD, Fused.MLOAD_DUP, Fused.MLOAD_AT -> {
            sp = checkIndex(sp, HEIGHTS);
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
            sp = checkIndex(sp, HEIGHTS);
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
            sp = checkIndex(sp, HEIGHTS);
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
            sp = checkIndex(sp, HEIGHTS);
            put(s, sp, memorySize);
            sp += 4;
          }
          case GAS -> {
            sp = checkIndex(sp, HEIGHTS);
            put(s, sp, gas);
            sp += 4;
            block = operand;
            continue nextBlock;
          }
          case KECCAK256 -> {
            f.sp = checkIndex(sp, HEIGHTS);
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
          case CALLDATALOAD -> {
            sp = checkIndex(sp, HEIGHTS);
            f.loadInput(sp - 4);
          }
          case CALLDATASIZE -> {
            sp = checkIndex(sp, HEIGHTS);
            put(s, sp, f.inputSize);
            sp += 4;
          }
          case CALLVALUE -> {
            sp = checkIndex(sp, HEIGHTS);
            System.arraycopy(f.value, 0, s, sp, 4);
            sp += 4;
          }
          default -> {
            // The operand of one that ends its block is the next block; that is where a frame that
            // called goes on. An immediate byte stands before it.
            f.sp = checkIndex(sp, HEIGHTS);
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
