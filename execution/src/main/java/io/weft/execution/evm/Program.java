package io.weft.execution.evm;

import io.weft.execution.chainspec.Fork;

/**
 * Code translated for {@link ProgramInterpreter}, by the rules of one fork. Immutable.
 *
 * <p>A block begins where code can be entered: at its start, at each JUMPDEST, behind each JUMPI,
 * and behind each instruction that must know how much gas is left or that touches state. It reaches
 * to the first instruction that ends one, across any JUMPDEST on the way, so blocks overlap; the
 * words of the program are there once. What all instructions of a block need together is known and
 * asked for when it is entered.
 *
 * <p>A word of the program has an instruction in its low 8 bits, an EVM one or a {@link Fused} one,
 * and an operand in the other 24.
 */
final class Program {
  final Fork fork;
  final int[] words;

  /** Limbs of constants, least significant first. */
  final long[] constants;

  /**
   * By block: bits 32-63 the gas of its instructions before anything that depends on operands, bits
   * 16-31 the least height of the stack in limbs, bits 0-15 by how many limbs it grows at most.
   */
  final long[] needs;

  /** By block: where its words begin, and at which position of the code. */
  final int[] starts;

  final int[] positions;

  private final Code code;
  private final int[] blocksBefore;

  Program(
      Fork fork,
      Code code,
      int[] blocksBefore,
      int[] words,
      long[] constants,
      long[] needs,
      int[] starts,
      int[] positions) {
    this.fork = fork;
    this.code = code;
    this.blocksBefore = blocksBefore;
    this.words = words;
    this.constants = constants;
    this.needs = needs;
    this.starts = starts;
    this.positions = positions;
  }

  /** The block at the JUMPDEST whose position is the stack word of these limbs; -1 if none is. */
  int target(long l3, long l2, long l1, long l0) {
    return target(code, blocksBefore, l3, l2, l1, l0);
  }

  static int target(Code code, int[] blocksBefore, long l3, long l2, long l1, long l0) {
    if (!code.isJumpDestination(l3, l2, l1, l0)) {
      return -1;
    }
    int at = (int) l0 >>> 6;
    return blocksBefore[at] + Long.bitCount(code.jumpDestinations[at] & (1L << l0) - 1);
  }
}
