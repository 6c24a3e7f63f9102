package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;

import io.weft.execution.chainspec.Fork;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Objects;

/**
 * Which instructions a fork has, what each costs before anything that depends on its operands, and
 * how much stack it needs and leaves. Each fork is the one before it and a few changes.
 *
 * <p>An entry is one word, so that the interpreter checks everything at once:
 *
 * <pre>
 * bits  0-15  gas
 * bits 16-31  least height of the stack, in limbs
 * bits 32-63  greatest height of the stack, in limbs; -1 for an undefined instruction
 * </pre>
 */
final class InstructionTable {
  static final int STACK_LIMIT = 1024;
  static final long UNDEFINED = -1L << 32;

  // By instruction: how many limbs the stack has more behind it; the same in all forks.
  private static final byte[] CHANGES = new byte[256];

  private static final EnumMap<Fork, long[]> BY_FORK = new EnumMap<>(Fork.class);

  static {
    InstructionTable table = new InstructionTable();
    for (Fork fork : Fork.values()) {
      table.change(fork);
      BY_FORK.put(fork, table.entries.clone());
    }
  }

  private final long[] entries = new long[256];

  private InstructionTable() {
    Arrays.fill(entries, UNDEFINED);
  }

  /** The entries of a fork; shared, not to be written. */
  static long[] of(Fork fork) {
    return Objects.requireNonNull(BY_FORK.get(fork));
  }

  static int gas(long entry) {
    return (int) entry & 0xFFFF;
  }

  /** The least stack height in limbs. */
  static int lowest(long entry) {
    return (int) (entry >>> 16) & 0xFFFF;
  }

  /** The greatest stack height in limbs; negative for an undefined instruction. */
  static int highest(long entry) {
    return (int) (entry >> 32);
  }

  /** How many limbs an instruction adds to the stack; negative where it takes some. */
  static int change(int op) {
    return CHANGES[op];
  }

  private void change(Fork fork) {
    switch (fork) {
      case FRONTIER -> frontier();
      case HOMESTEAD -> define(DELEGATECALL, 40, 6, 1);
      case TANGERINE_WHISTLE -> { // EIP-150
        reprice(700, EXTCODESIZE, EXTCODECOPY, CALL, CALLCODE, DELEGATECALL);
        reprice(400, BALANCE);
        reprice(200, SLOAD);
        reprice(5000, SELFDESTRUCT);
      }
      case BYZANTIUM -> {
        define(REVERT, 0, 2, 0);
        define(RETURNDATASIZE, 2, 0, 1);
        define(RETURNDATACOPY, 3, 3, 0);
        define(STATICCALL, 700, 6, 1);
      }
      case CONSTANTINOPLE -> {
        define(SHL, 3, 2, 1);
        define(SHR, 3, 2, 1);
        define(SAR, 3, 2, 1);
        define(EXTCODEHASH, 400, 1, 1);
        define(CREATE2, 32000, 4, 1);
      }
      case ISTANBUL -> { // EIP-1344, 1884
        define(CHAINID, 2, 0, 1);
        define(SELFBALANCE, 5, 0, 1);
        reprice(700, BALANCE, EXTCODEHASH);
        reprice(800, SLOAD);
      }
      // EIP-2929: the price of a warm access; GasTable has what a cold one adds.
      case BERLIN ->
          reprice(
              100,
              BALANCE,
              EXTCODESIZE,
              EXTCODECOPY,
              EXTCODEHASH,
              SLOAD,
              CALL,
              CALLCODE,
              DELEGATECALL,
              STATICCALL);
      case LONDON -> define(BASEFEE, 2, 0, 1);
      case SHANGHAI -> define(PUSH0, 2, 0, 1);
      case CANCUN -> {
        define(TLOAD, 100, 1, 1);
        define(TSTORE, 100, 2, 0);
        define(MCOPY, 3, 3, 0);
        define(BLOBHASH, 3, 1, 1);
        define(BLOBBASEFEE, 2, 0, 1);
      }
      case OSAKA -> define(CLZ, 5, 1, 1);
      case AMSTERDAM -> {
        define(SLOTNUM, 2, 0, 1);
        define(DUPN, 3, 0, 1);
        define(SWAPN, 3, 0, 0);
        define(EXCHANGE, 3, 0, 0);
      }
      case DAO_FORK,
          SPURIOUS_DRAGON,
          PETERSBURG,
          MUIR_GLACIER,
          ARROW_GLACIER,
          GRAY_GLACIER,
          PARIS,
          PRAGUE -> {}
    }
  }

  private void frontier() {
    define(STOP, 0, 0, 0);
    for (int op : new int[] {ADD, SUB, LT, GT, SLT, SGT, EQ, AND, OR, XOR, BYTE}) {
      define(op, 3, 2, 1);
    }
    for (int op : new int[] {MUL, DIV, SDIV, MOD, SMOD, SIGNEXTEND}) {
      define(op, 5, 2, 1);
    }
    define(ADDMOD, 8, 3, 1);
    define(MULMOD, 8, 3, 1);
    define(EXP, 10, 2, 1);
    define(ISZERO, 3, 1, 1);
    define(NOT, 3, 1, 1);
    define(KECCAK256, 30, 2, 1);
    for (int op :
        new int[] {
          ADDRESS,
          ORIGIN,
          CALLER,
          CALLVALUE,
          CALLDATASIZE,
          CODESIZE,
          GASPRICE,
          COINBASE,
          TIMESTAMP,
          NUMBER,
          PREVRANDAO,
          GASLIMIT,
          PC,
          MSIZE,
          GAS
        }) {
      define(op, 2, 0, 1);
    }
    define(BALANCE, 20, 1, 1);
    define(CALLDATALOAD, 3, 1, 1);
    define(CALLDATACOPY, 3, 3, 0);
    define(CODECOPY, 3, 3, 0);
    define(EXTCODESIZE, 20, 1, 1);
    define(EXTCODECOPY, 20, 4, 0);
    define(BLOCKHASH, 20, 1, 1);
    define(POP, 2, 1, 0);
    define(MLOAD, 3, 1, 1);
    define(MSTORE, 3, 2, 0);
    define(MSTORE8, 3, 2, 0);
    define(SLOAD, 50, 1, 1);
    define(SSTORE, 0, 2, 0);
    define(JUMP, 8, 1, 0);
    define(JUMPI, 10, 2, 0);
    define(JUMPDEST, 1, 0, 0);
    for (int n = 1; n <= 32; n++) {
      define(PUSH0 + n, 3, 0, 1);
    }
    for (int n = 1; n <= 16; n++) {
      define(DUP1 + n - 1, 3, n, n + 1);
      define(SWAP1 + n - 1, 3, n + 1, n + 1);
    }
    for (int n = 0; n <= 4; n++) {
      define(LOG0 + n, 375 * (n + 1), n + 2, 0);
    }
    define(CREATE, 32000, 3, 1);
    define(CALL, 40, 7, 1);
    define(CALLCODE, 40, 7, 1);
    define(RETURN, 0, 2, 0);
    define(SELFDESTRUCT, 0, 1, 0);
  }

  private void define(int op, int gas, int pops, int pushes) {
    long highest = 4L * (STACK_LIMIT - Math.max(0, pushes - pops));
    long lowest = 4L * pops;
    entries[op] = (highest << 32) | (lowest << 16) | gas;
    CHANGES[op] = (byte) (4 * (pushes - pops));
  }

  private void reprice(int gas, int... ops) {
    for (int op : ops) {
      entries[op] = (entries[op] & ~0xFFFFL) | gas;
    }
  }
}
