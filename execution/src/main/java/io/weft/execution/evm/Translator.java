package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.U256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link Program} of code in one pass.
 *
 * <p>Instructions are appended one by one; each looks at the one or two before it and may take them
 * back and stand for all of them. Nothing is taken back across the beginning of a block, where
 * another path may enter. Gas and stack are counted by the EVM's instructions, whatever becomes of
 * them.
 */
final class Translator {
  /** Longer code, which only creations before EIP-3860 can bring, is not translated. */
  static final int MAX_SIZE = 1 << 17;

  // A block is ended before its gas could leave 31 bits.
  private static final int MAX_BLOCK_GAS = 1 << 28;
  private static final int MAX_SMALL = (1 << 24) - 1;
  private static final int MAX_LIMBS = 0xFFFF;

  private final Fork fork;
  private final long[] table;
  private final Code code;
  private final int[] blocksBefore;

  private int[] words;
  private int count;
  private int fusableFrom;
  private long[] constants = new long[64];
  private int constantCount;

  private int blockCount;
  private long[] needs;
  private int[] starts;
  private int[] positions;

  // The stretch since the last end of a block. Heights are in limbs, relative to its beginning.
  private boolean isReachable = true;
  private long gas;
  private int height;
  private int lowest;
  private int highest;

  // The blocks begun in it, and gas and height at the beginning of each; lowest and highest of the
  // part from there to the next.
  private int[] open = new int[16];
  private long[] openGas = new long[16];
  private int[] openHeight = new int[16];
  private int[] openLowest = new int[16];
  private int[] openHighest = new int[16];
  private int openCount;

  private Translator(Code code, Fork fork) {
    this.fork = fork;
    this.code = code;
    table = InstructionTable.of(fork);
    words = new int[code.size / 2 + 16];
    blocksBefore = new int[code.jumpDestinations.length];
    int blocks = 1;
    for (int i = 0; i < blocksBefore.length; i++) {
      blocksBefore[i] = blocks;
      blocks += Long.bitCount(code.jumpDestinations[i]);
    }
    blockCount = blocks;
    needs = new long[blocks + 16];
    starts = new int[blocks + 16];
    positions = new int[blocks + 16];
  }

  static Program translate(Code code, Fork fork) {
    return new Translator(code, fork).program();
  }

  private Program program() {
    begin(0, 0);
    int jumpDestination = 1;
    int pc = 0;
    while (pc < code.size) {
      int op = code.bytes[pc] & 0xFF;
      if (op == JUMPDEST) {
        begin(jumpDestination++, pc);
        isReachable = true;
      }
      int size = pushSize(op);
      if (isReachable) {
        count(op);
        if (size > 0) {
          push(U256.fromBytes(code.bytes, pc + 1, size));
        } else {
          size = translate(op, pc);
        }
      }
      pc += 1 + size;
    }
    if (isReachable) {
      append(STOP, 0);
      end();
    }
    return new Program(
        fork,
        code,
        blocksBefore,
        Arrays.copyOf(words, count),
        Arrays.copyOf(constants, constantCount),
        Arrays.copyOf(needs, blockCount),
        Arrays.copyOf(starts, blockCount),
        Arrays.copyOf(positions, blockCount));
  }

  // ---- blocks

  private void begin(int block, int pc) {
    closePart();
    if (openCount == open.length) {
      int size = 2 * openCount;
      open = Arrays.copyOf(open, size);
      openGas = Arrays.copyOf(openGas, size);
      openHeight = Arrays.copyOf(openHeight, size);
      openLowest = Arrays.copyOf(openLowest, size);
      openHighest = Arrays.copyOf(openHighest, size);
    }
    open[openCount] = block;
    openGas[openCount] = gas;
    openHeight[openCount++] = height;
    starts[block] = count;
    positions[block] = pc;
    lowest = height;
    highest = height;
    fusableFrom = count;
  }

  private void closePart() {
    if (openCount > 0) {
      openLowest[openCount - 1] = lowest;
      openHighest[openCount - 1] = highest;
    }
  }

  /** Ends the stretch: now it is known what each block begun in it needs. */
  private void end() {
    closePart();
    int low = Integer.MAX_VALUE;
    int high = Integer.MIN_VALUE;
    for (int i = openCount - 1; i >= 0; i--) {
      low = Math.min(low, openLowest[i]);
      high = Math.max(high, openHighest[i]);
      long least = Math.min(openHeight[i] - low, MAX_LIMBS);
      long growth = Math.min(high - openHeight[i], MAX_LIMBS);
      needs[open[i]] = (gas - openGas[i]) << 32 | least << 16 | growth;
    }
    openCount = 0;
    gas = 0;
    height = 0;
    fusableFrom = count;
    isReachable = false;
  }

  /** A block that only the instruction before it leads to. */
  private int newBlock() {
    if (blockCount == needs.length) {
      int size = 2 * blockCount;
      needs = Arrays.copyOf(needs, size);
      starts = Arrays.copyOf(starts, size);
      positions = Arrays.copyOf(positions, size);
    }
    return blockCount++;
  }

  private void goOn(int block, int pc) {
    end();
    begin(block, pc);
    isReachable = true;
  }

  /** Counts what an instruction pays and does to the stack. */
  private void count(int op) {
    long entry = table[op];
    if (InstructionTable.highest(entry) < 0) {
      return; // undefined: halts before it does anything
    }
    gas += InstructionTable.gas(entry);
    lowest = Math.min(lowest, height - InstructionTable.lowest(entry));
    height += InstructionTable.change(op);
    highest = Math.max(highest, height);
  }

  // ---- instructions

  /** Appends an instruction other than a PUSH; the answer is how many immediate bytes it has. */
  private int translate(int op, int pc) {
    if (InstructionTable.highest(table[op]) < 0) {
      return last(INVALID);
    }
    if (op >= DUP1 && op <= DUP16) {
      return append(Fused.DUP, 4 * (op - DUP1 + 1));
    }
    if (op >= SWAP1 && op <= SWAP16) {
      return append(Fused.SWAP, 4 * (op - SWAP1 + 2));
    }
    switch (op) {
      case JUMPDEST -> {
        if (gas > MAX_BLOCK_GAS) {
          int next = newBlock();
          append(Fused.GO_ON, next);
          goOn(next, pc + 1);
        }
      }
      case PUSH0 -> push(U256.ZERO);
      case PC -> push(U256.of(pc));
      case POP -> pop();
      case ADD, MUL, AND, OR, XOR, EQ, SUB, DIV, MOD, LT, GT, SLT, SGT, SHL, SHR -> binary(op);
      case MLOAD -> fuse(op, Fused.MLOAD_AT, Fused.MLOAD_DUP);
      case MSTORE -> fuse(op, Fused.MSTORE_AT, Fused.MSTORE_DUP);
      case SIGNEXTEND -> fuse(op, Fused.EXTEND_FROM, Fused.EXTEND_DUP);
      case JUMP -> jump();
      case JUMPI -> jumpIf(pc);
      case STOP, RETURN, REVERT, SELFDESTRUCT, INVALID -> last(op);
      case GAS,
          BALANCE,
          SELFBALANCE,
          EXTCODESIZE,
          EXTCODECOPY,
          EXTCODEHASH,
          BLOCKHASH,
          RETURNDATACOPY,
          SLOAD,
          SSTORE,
          TLOAD,
          TSTORE,
          LOG0,
          LOG1,
          LOG2,
          LOG3,
          LOG4,
          CREATE,
          CREATE2,
          CALL,
          CALLCODE,
          DELEGATECALL,
          STATICCALL -> {
        int next = newBlock();
        append(op, next);
        goOn(next, pc + 1);
      }
      case DUPN, SWAPN, EXCHANGE -> { // EIP-8024
        int next = newBlock();
        append(op, next);
        goOn(next, pc + 2);
        // What a jump could reach as an instruction is no immediate byte; there this one halts.
        int immediate = code.bytes[pc + 1];
        return immediate >= JUMPDEST ? 0 : 1;
      }
      case NOT -> {
        if (isConstant(1)) {
          U256 value = constant(1);
          count--;
          push(new U256(~value.l3(), ~value.l2(), ~value.l1(), ~value.l0()));
        } else {
          append(NOT, 0);
        }
      }
      default -> append(op, 0);
    }
    return 0;
  }

  private int last(int op) {
    append(op, 0);
    end();
    return 0;
  }

  private int append(int instruction, int operand) {
    if (count + 2 > words.length) {
      words = Arrays.copyOf(words, 2 * words.length);
    }
    words[count++] = operand << 8 | instruction;
    return 0;
  }

  /** The instruction so many before the end, or -1 where it may not be taken back. */
  private int instruction(int back) {
    return count - back >= fusableFrom ? words[count - back] & 0xFF : -1;
  }

  private int operand(int back) {
    return words[count - back] >>> 8;
  }

  private boolean isConstant(int back) {
    int instruction = instruction(back);
    return instruction >= Fused.PUSH_SMALL && instruction <= Fused.PUSH_WORD;
  }

  private U256 constant(int back) {
    int operand = operand(back);
    return switch (instruction(back)) {
      case Fused.PUSH_SMALL -> U256.of(operand);
      case Fused.PUSH_LIMB -> new U256(0, 0, 0, constants[operand]);
      default ->
          new U256(
              constants[operand + 3],
              constants[operand + 2],
              constants[operand + 1],
              constants[operand]);
    };
  }

  private static boolean isOneLimb(U256 value) {
    return (value.l3() | value.l2() | value.l1()) == 0;
  }

  private static boolean isSmall(U256 value) {
    return isOneLimb(value) && value.l0() >= 0 && value.l0() <= MAX_SMALL;
  }

  private static boolean isPowerOfTwo(U256 value) {
    return Long.bitCount(value.l3())
            + Long.bitCount(value.l2())
            + Long.bitCount(value.l1())
            + Long.bitCount(value.l0())
        == 1;
  }

  private void push(U256 value) {
    if (isSmall(value)) {
      append(Fused.PUSH_SMALL, (int) value.l0());
    } else if (isOneLimb(value)) {
      append(Fused.PUSH_LIMB, limb(value.l0()));
    } else {
      append(Fused.PUSH_WORD, word(value));
    }
  }

  private int limb(long limb) {
    if (constantCount + 4 > constants.length) {
      constants = Arrays.copyOf(constants, 2 * constants.length);
    }
    constants[constantCount] = limb;
    return constantCount++;
  }

  private int word(U256 value) {
    int at = limb(value.l0());
    limb(value.l1());
    limb(value.l2());
    limb(value.l3());
    return at;
  }

  private void pop() {
    int instruction = instruction(1);
    if (instruction == Fused.SWAP) {
      int operand = operand(1);
      count--;
      append(Fused.SWAP_DROP, operand);
    } else if (instruction == Fused.DROP) {
      int operand = operand(1);
      count--;
      append(Fused.DROP, operand + 4);
    } else {
      append(Fused.DROP, 4);
    }
  }

  private void binary(int op) {
    if (isConstant(1)) {
      U256 top = constant(1);
      U256 folded = isConstant(2) ? fold(op, top, constant(2)) : null;
      if (folded != null) {
        count -= 2;
        push(folded);
        return;
      }
      count--;
      if (withConstant(op, top, true)) {
        return;
      }
      count++;
    } else if (instruction(1) == Fused.SWAP && operand(1) == 8) {
      if (isConstant(2)) {
        U256 second = constant(2);
        int swap = words[count - 1];
        count -= 2;
        if (withConstant(op, second, false)) {
          return;
        }
        count += 2;
        words[count - 1] = swap;
      }
      int swapped = swapped(op);
      if (swapped >= 0) {
        count--;
        append(swapped, 0);
        return;
      }
    } else if (instruction(1) == Fused.DUP) {
      int from = operand(1);
      if (from > 4 && isConstant(2)) {
        int pushed = words[count - 2];
        int duplicated = words[count - 1];
        U256 second = constant(2);
        count -= 2;
        append(Fused.DUP, from - 4);
        if (withConstant(op, second, false)) {
          return;
        }
        words[count - 1] = pushed;
        words[count++] = duplicated;
      }
      int withDup =
          switch (op) {
            case ADD -> Fused.ADD_DUP;
            case AND -> Fused.AND_DUP;
            case LT -> Fused.MORE_DUP; // deeper < top: the top is more
            case GT -> Fused.LESS_DUP;
            default -> -1;
          };
      if (withDup >= 0) {
        count--;
        append(withDup, from);
        return;
      }
    }
    append(op, 0);
  }

  /** The result of an instruction that code often does on constants; null for others. */
  private static @Nullable U256 fold(int op, U256 top, U256 second) {
    return switch (op) {
      case ADD -> top.add(second);
      case SUB -> top.subtract(second);
      case MUL -> top.multiply(second);
      case SHL -> {
        long[] limbs = {
          second.l0(), second.l1(), second.l2(), second.l3(), top.l0(), top.l1(), top.l2(), top.l3()
        };
        Arithmetic.shiftLeft(limbs, 4);
        yield new U256(limbs[3], limbs[2], limbs[1], limbs[0]);
      }
      default -> null;
    };
  }

  /** The instruction that does with exchanged operands what this one does; -1 if there is none. */
  private static int swapped(int op) {
    return switch (op) {
      case ADD, MUL, AND, OR, XOR, EQ -> op;
      case LT -> GT;
      case GT -> LT;
      case SLT -> SGT;
      case SGT -> SLT;
      case SUB -> Fused.SUB_FROM;
      default -> -1;
    };
  }

  /**
   * Appends the instruction with one operand constant, if there is such a form.
   *
   * @param isTop whether the constant is the first operand; otherwise it is the second
   */
  private boolean withConstant(int op, U256 constant, boolean isTop) {
    int instruction = -1;
    int operand = isSmall(constant) ? (int) constant.l0() : 0;
    switch (op) {
      case ADD -> instruction = isSmall(constant) ? Fused.ADD_SMALL : -1;
      case SUB -> instruction = isSmall(constant) && !isTop ? Fused.SUB_SMALL : -1;
      case LT, GT -> {
        // c < x and x > c want x to be more
        boolean more = (op == LT) == isTop;
        instruction = isSmall(constant) ? more ? Fused.MORE_SMALL : Fused.LESS_SMALL : -1;
      }
      case EQ -> {
        if (isOneLimb(constant)) {
          instruction = Fused.EQ_LIMB;
          operand = limb(constant.l0());
        }
      }
      case AND -> {
        instruction = isOneLimb(constant) ? Fused.AND_LIMB : Fused.AND_WORD;
        operand = isOneLimb(constant) ? limb(constant.l0()) : word(constant);
      }
      case SHL, SHR -> {
        if (isTop && operand <= 255 && isSmall(constant)) {
          instruction = op == SHL ? Fused.SHL_BY : Fused.SHR_BY;
        }
      }
      case MUL, DIV -> {
        if ((op == MUL || !isTop) && isPowerOfTwo(constant)) {
          instruction = op == MUL ? Fused.SHL_BY : Fused.SHR_BY;
          operand = constant.bitLength() - 1;
        }
      }
      case MOD -> {
        if (!isTop && isPowerOfTwo(constant)) {
          instruction = Fused.AND_WORD;
          operand = word(constant.subtract(U256.ONE));
        }
      }
      default -> {}
    }
    if (instruction < 0) {
      return false;
    }
    append(instruction, operand);
    return true;
  }

  private void fuse(int op, int withConstant, int withDup) {
    int before = instruction(1);
    int fused = before == Fused.PUSH_SMALL ? withConstant : before == Fused.DUP ? withDup : -1;
    if (fused < 0) {
      append(op, 0);
    } else {
      int operand = operand(1);
      count--;
      append(fused, operand);
    }
  }

  /** The block at the constant before, or -1. */
  private int knownTarget() {
    if (!isConstant(1)) {
      return -1;
    }
    U256 target = constant(1);
    return Program.target(code, blocksBefore, target.l3(), target.l2(), target.l1(), target.l0());
  }

  private void jump() {
    int target = knownTarget();
    if (target < 0) {
      append(JUMP, 0);
    } else {
      count--;
      append(Fused.JUMP_TO, target);
    }
    end();
  }

  private void jumpIf(int pc) {
    int target = knownTarget();
    int next = newBlock();
    if (target < 0) {
      append(JUMPI, next);
    } else {
      count--;
      int instruction = condition();
      append(instruction, target);
      words[count++] = next;
    }
    goOn(next, pc + 1);
  }

  /** Takes back what made the condition, if the jump can do it. */
  private int condition() {
    boolean isInverted = false;
    while (instruction(1) == ISZERO) {
      isInverted = !isInverted;
      count--;
    }
    int before = instruction(1);
    if (before == EQ) {
      count--;
      return isInverted ? Fused.JUMP_IF_NOT_EQ : Fused.JUMP_IF_EQ;
    }
    if (before == LT) {
      count--;
      return isInverted ? Fused.JUMP_IF_NOT_LESS : Fused.JUMP_IF_LESS;
    }
    return isInverted ? Fused.JUMP_IF_ZERO : Fused.JUMP_IF;
  }
}
