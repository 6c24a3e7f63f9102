package io.weft.execution.evm;

/**
 * The instructions of a {@link Program} that stand for several of the EVM's, or for one with its
 * operand made ready. Their numbers are ones that no fork uses. "The top" is the top of the stack;
 * all numbers of limbs are multiples of four.
 */
final class Fused {
  // Constants. The operand is the constant, or its place among the program's.
  static final int PUSH_SMALL = 0x0C;
  static final int PUSH_LIMB = 0x0D;
  static final int PUSH_WORD = 0x0E;

  // The top and a constant: of 24 bits, of one limb, of a word.
  static final int ADD_SMALL = 0x0F;
  static final int SUB_SMALL = 0x21;
  static final int LESS_SMALL = 0x22;
  static final int MORE_SMALL = 0x23;
  static final int EQ_LIMB = 0x24;
  static final int AND_LIMB = 0x25;
  static final int AND_WORD = 0x26;
  static final int SHL_BY = 0x27;
  static final int SHR_BY = 0x28;

  // The top and a word deeper in the stack. The operand is how many limbs below the stack's end.
  static final int ADD_DUP = 0x29;
  static final int AND_DUP = 0x2A;
  static final int LESS_DUP = 0x2B;
  static final int MORE_DUP = 0x2C;
  static final int MLOAD_DUP = 0x2D;
  static final int MSTORE_DUP = 0x2E;

  // Sign extension of the top, from a byte told by a word deeper in the stack, or known.
  static final int EXTEND_DUP = 0xBA;
  static final int EXTEND_FROM = 0xBB;

  // Memory at a known place.
  static final int MLOAD_AT = 0x2F;
  static final int MSTORE_AT = 0x4C;

  // The stack. The operand is how many limbs below its end; of DROP, how many go.
  static final int DUP = 0x4D;
  static final int SWAP = 0x4E;
  static final int DROP = 0x4F;

  /** The top replaces a word deeper in the stack and goes. */
  static final int SWAP_DROP = 0xB0;

  /** Second minus top. */
  static final int SUB_FROM = 0xB1;

  // Jumps to a known block, the operand; of the conditional ones the next word of the program is
  // the block to go on with.
  static final int JUMP_TO = 0xB2;
  static final int JUMP_IF = 0xB3;
  static final int JUMP_IF_ZERO = 0xB4;
  static final int JUMP_IF_EQ = 0xB5;
  static final int JUMP_IF_NOT_EQ = 0xB6;
  static final int JUMP_IF_LESS = 0xB7;
  static final int JUMP_IF_NOT_LESS = 0xB8;

  /** Goes on with the block that is the operand, for no other reason than that one ended. */
  static final int GO_ON = 0xB9;

  private Fused() {}
}
