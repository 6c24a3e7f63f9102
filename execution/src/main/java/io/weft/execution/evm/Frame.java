package io.weft.execution.evm;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.primitives.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One running message: its surroundings, and the machine state of the Yellow Paper's 9.4.1. One
 * exists per call depth and is used again and again.
 *
 * <p>Stack words are four limbs, least significant first; {@link #sp} is the index behind the top
 * word. Memory beyond {@link #memorySize} is zero up to the end of the array. Input and return data
 * are ranges of the caller's and the last callee's memory: neither runs while this frame does, and
 * a callee's memory is cleared only when the next one at its depth starts, which is when its return
 * data is forgotten.
 */
final class Frame {
  static final byte[] NO_BYTES = new byte[0];
  private static final Bytes TRUE = Bytes.wrap(U256.ONE.toBytes32());

  /**
   * How much memory the frames of a transaction have together. Cheapest, in 1025 frames that pay
   * for half a megabyte each, more costs 590 million gas: no chain grants a transaction that much.
   * It does not depend on the machine, on which nodes of a chain differ.
   */
  static final long MAX_MEMORY = 1L << 29;

  // Memory kept between messages: this much at the top, half of it a call deeper, and so on.
  private static final int KEPT_MEMORY = 16 << 20;

  private static final int INITIAL_MEMORY = 4096;

  // Larger memory is let go of when its frame ends; larger arrays grow by as much at a time.
  private static final int LARGE_MEMORY = 256 << 10;
  private static final int LARGE_STEP = 16 << 20;

  final int depth;

  /** Whether the message may be given up for lack of memory: calls may, transactions may not. */
  private final boolean mayGiveUp;

  final long[] stack = new long[4 * InstructionTable.STACK_LIMIT];

  // The message. Accounts are numbers of the journaled state.
  Message.Kind kind = Message.Kind.CALL;
  int caller;
  int target;
  int codeAccount;
  boolean isStatic;
  boolean isDelegated;
  final long[] value = new long[4];
  byte[] input = NO_BYTES;
  int inputOffset;
  int inputSize;

  Code code = Code.EMPTY;
  int checkpoint;

  /** The code translated, if so it runs: {@link #pc} is then the number of a block. */
  @Nullable Program program;

  int pc;
  int sp;
  long gas;
  byte[] memory = new byte[INITIAL_MEMORY];
  int memorySize;
  private long memoryGas;
  private long memoryLimit;

  byte[] returnData = NO_BYTES;
  int returnDataOffset;
  int returnDataSize;

  // Where the caller of a running callee wants its output.
  int resultOffset;
  int resultSize;

  // How this frame ended.
  byte[] output = NO_BYTES;
  int outputOffset;
  int outputSize;
  @Nullable HaltReason haltReason;

  Frame(int depth, boolean mayGiveUp) {
    this.depth = depth;
    this.mayGiveUp = mayGiveUp;
  }

  /** Empties the machine for another message, with so much gas and at most so much memory. */
  void start(long gasGiven, long memoryGiven) {
    memoryLimit = memoryGiven;
    if (memorySize > 0) {
      Arrays.fill(memory, 0, memorySize, (byte) 0);
    }
    memorySize = 0;
    memoryGas = 0;
    pc = 0;
    program = null;
    sp = 0;
    gas = gasGiven;
    haltReason = null;
    forgetReturnData();
    forgetOutput();
  }

  /** Lets go of arrays of the message and of an unusually large memory. */
  void release() {
    input = NO_BYTES;
    code = Code.EMPTY;
    program = null;
    leave(INITIAL_MEMORY);
  }

  /** Lets go of what an ended frame still holds, once its caller has taken what it wants. */
  void leave() {
    leave(LARGE_MEMORY);
  }

  private void leave(int least) {
    forgetReturnData();
    forgetOutput();
    if (memory.length > Math.max(KEPT_MEMORY >>> Math.min(depth, 31), least)) {
      memory = new byte[INITIAL_MEMORY];
      memorySize = 0;
      memoryGas = 0;
    }
  }

  void forgetReturnData() {
    returnData = NO_BYTES;
    returnDataOffset = 0;
    returnDataSize = 0;
  }

  void forgetOutput() {
    output = NO_BYTES;
    outputOffset = 0;
    outputSize = 0;
  }

  // ---- endings

  int halt(HaltReason reason) {
    haltReason = reason;
    return Signal.HALT;
  }

  /** Takes gas; false where there is not enough, and the frame must halt. */
  boolean charge(long amount) {
    long left = gas - amount;
    if (left < 0) {
      return false;
    }
    gas = left;
    return true;
  }

  // ---- stack

  void push(U256 word) {
    push(word.l3(), word.l2(), word.l1(), word.l0());
  }

  void push(long unsigned) {
    push(0, 0, 0, unsigned);
  }

  void push(Address address) {
    push(0, address.hi() & 0xFFFFFFFFL, address.mid(), address.lo());
  }

  void push(long l3, long l2, long l1, long l0) {
    stack[sp] = l0;
    stack[sp + 1] = l1;
    stack[sp + 2] = l2;
    stack[sp + 3] = l3;
    sp += 4;
  }

  U256 word(int at) {
    return new U256(stack[at + 3], stack[at + 2], stack[at + 1], stack[at]);
  }

  boolean isZero(int at) {
    return (stack[at] | stack[at + 1] | stack[at + 2] | stack[at + 3]) == 0;
  }

  /**
   * The word as an unsigned number, or {@link Long#MAX_VALUE} where that is too small to hold it.
   */
  long saturated(int at) {
    return (stack[at + 3] | stack[at + 2] | stack[at + 1]) == 0 && stack[at] >= 0
        ? stack[at]
        : Long.MAX_VALUE;
  }

  // ---- memory

  /** What is left for the frames that this one calls. */
  long memoryLeft() {
    return memoryLimit - memorySize;
  }

  /**
   * Pays for and provides memory for a range given by two stack words; false where the gas does not
   * suffice. A range of no length needs nothing, wherever it is. Afterwards both words fit an
   * {@code int} unless the length is zero.
   */
  boolean expand(int offsetAt, int lengthAt) {
    long length = saturated(lengthAt);
    return length == 0 || expandTo(saturated(offsetAt), length);
  }

  /** As {@link #expand(int, int)}, for a range in numbers that may be as large as they like. */
  boolean expandTo(long offset, long length) {
    if (offset > memoryLimit || length > memoryLimit - offset) {
      return expandBeyondLimit(offset, length);
    }
    int end = (int) (offset + length);
    if (end <= memorySize) {
      return true;
    }
    long words = (end + 31L) >>> 5;
    long price = GasTable.memory(words);
    if (!charge(price - memoryGas)) {
      return false;
    }
    memoryGas = price;
    int size = (int) (words << 5);
    if (size > memory.length) {
      provide(Math.max(size, memory.length + Math.min(memory.length, LARGE_STEP)));
    }
    memorySize = size;
    return true;
  }

  private void provide(int size) {
    try {
      memory = Arrays.copyOf(memory, size);
    } catch (OutOfMemoryError e) { // the one array whose size is for others to choose
      throw new MemoryException(size, e);
    }
  }

  /** Out of gas, unless it is for this machine's sake only that a call cannot have so much. */
  private boolean expandBeyondLimit(long offset, long length) {
    if (mayGiveUp && offset <= MAX_MEMORY && length <= MAX_MEMORY - offset) {
      long words = (offset + length + 31) >>> 5;
      if (gas >= GasTable.memory(words) - memoryGas) {
        throw new MemoryException(memoryLimit);
      }
    }
    return false;
  }

  /**
   * Copies a range of {@code source} to memory; what lies beyond {@code sourceSize} is zero. The
   * destination has been expanded to.
   */
  void copyToMemory(
      int to, byte[] source, int sourceOffset, int sourceSize, long from, int length) {
    int available = Math.clamp(sourceSize - from, 0, length);
    if (available > 0) {
      System.arraycopy(source, sourceOffset + (int) from, memory, to, available);
    }
    Arrays.fill(memory, to + available, to + length, (byte) 0);
  }

  /** A copy of a range, given by two stack words, that has been expanded to. */
  Bytes copyMemory(int offsetAt, int lengthAt) {
    int length = (int) stack[lengthAt];
    return length == 0 ? Bytes.EMPTY : Bytes.copyOf(memory, (int) stack[offsetAt], length);
  }

  // ---- input

  /** Writes the 32 bytes of input from the offset in stack word {@code at} over that word. */
  void loadInput(int at) {
    long offset = saturated(at);
    if (offset <= inputSize - 32L) {
      int from = inputOffset + (int) offset;
      stack[at] = Words.getLong(input, from + 24);
      stack[at + 1] = Words.getLong(input, from + 16);
      stack[at + 2] = Words.getLong(input, from + 8);
      stack[at + 3] = Words.getLong(input, from);
    } else {
      loadInputTail(at, offset);
    }
  }

  private void loadInputTail(int at, long offset) {
    Arrays.fill(stack, at, at + 4, 0);
    for (int i = 0; offset + i < inputSize && i < 32 && offset < inputSize; i++) {
      long b = input[inputOffset + (int) offset + i] & 0xFFL;
      stack[at + 3 - (i >>> 3)] |= b << (56 - 8 * (i & 7));
    }
  }

  Bytes copyOutput() {
    return isTrue() ? TRUE : Bytes.copyOf(output, outputOffset, outputSize);
  }

  /** Whether the output is the number one in a word, which is what tokens' transfers return. */
  private boolean isTrue() {
    return outputSize == 32
        && Words.getLong(output, outputOffset + 24) == 1
        && (Words.getLong(output, outputOffset)
                | Words.getLong(output, outputOffset + 8)
                | Words.getLong(output, outputOffset + 16))
            == 0;
  }
}
