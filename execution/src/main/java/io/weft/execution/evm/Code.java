package io.weft.execution.evm;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Code made ready to run: padded so that reading past its end finds STOP and zero immediates, with
 * a bitmap of its jump destinations (Yellow Paper 9.4.3). Immutable.
 */
final class Code {
  static final Code EMPTY = new Code(new byte[0], 0, 0);

  // A PUSH32 in the last byte reads 32 bytes and leaves the program counter one behind them.
  private static final int PADDING = 40;

  private static final int DESIGNATOR_SIZE = 23;

  final byte[] bytes;
  final int size;
  final long[] jumpDestinations;

  /** The account this code delegates to (EIP-7702), or null. */
  final @Nullable Address delegate;

  // Written by any thread that runs the code often enough; one that is lost is made again.
  private int runs;

  /** One for each fork that ran it: more than one only where blocks of several come in turn. */
  private volatile Program[] programs = {};

  Code(byte[] source, int offset, int size) {
    this.size = size;
    bytes = new byte[size + PADDING];
    System.arraycopy(source, offset, bytes, 0, size);
    jumpDestinations = new long[(size >>> 6) + 1];
    for (int pc = 0; pc < size; pc++) {
      int op = bytes[pc];
      if (op == Opcode.JUMPDEST) {
        jumpDestinations[pc >>> 6] |= 1L << pc;
      } else if (op >= Opcode.PUSH1) { // bytes are signed: from 0x60 to 0x7F
        pc += op - Opcode.PUSH0;
      }
    }
    delegate =
        size == DESIGNATOR_SIZE && bytes[0] == (byte) 0xEF && bytes[1] == 1 && bytes[2] == 0
            ? Address.from(bytes, 3)
            : null;
  }

  static Code of(Bytes source) {
    return source.isEmpty() ? EMPTY : new Code(source.unsafeArray(), 0, source.size());
  }

  /** Whether the stack word of these limbs is the position of a JUMPDEST. */
  boolean isJumpDestination(long l3, long l2, long l1, long l0) {
    return (l3 | l2 | l1) == 0
        && l0 >= 0
        && l0 < size
        && (jumpDestinations[(int) l0 >>> 6] >>> l0 & 1) != 0;
  }

  /**
   * The code translated by a fork's rules, or null while it has not run so often that translating
   * it pays.
   */
  @Nullable Program program(Fork fork, int runsBefore) {
    Program[] known = programs;
    for (Program program : known) {
      if (program.fork == fork) {
        return program;
      }
    }
    if (runs < runsBefore || size > Translator.MAX_SIZE) {
      runs++;
      return null;
    }
    Program translated = Translator.translate(this, fork);
    Program[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = translated;
    programs = more;
    return translated;
  }

  Bytes toBytes() {
    return Bytes.wrap(Arrays.copyOf(bytes, size));
  }
}
