package io.weft.tests.differential;

import static io.weft.execution.evm.Opcode.*;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.testing.Bytecode;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Writes code from a grammar. A statement leaves the stack as it found it, an expression leaves one
 * word more; so most programs run to their end, and what they compute goes to storage, where the
 * state root tells it. Some statements are there to break exactly that.
 *
 * <p>Operands are drawn where something happens: the edges of words, small offsets and slots,
 * accounts of the case, and now and then anything.
 */
final class CodeGenerator {
  private static final int MAX_NESTING = 2;

  private static final int[] PLAIN = {
    ADD,
    MUL,
    SUB,
    DIV,
    SDIV,
    MOD,
    SMOD,
    EXP,
    SIGNEXTEND,
    LT,
    GT,
    SLT,
    SGT,
    EQ,
    AND,
    OR,
    XOR,
    BYTE,
    SHL,
    SHR,
    SAR
  };
  private static final int[] SURROUNDINGS = {
    ADDRESS,
    ORIGIN,
    CALLER,
    CALLVALUE,
    CALLDATASIZE,
    CODESIZE,
    GASPRICE,
    RETURNDATASIZE,
    COINBASE,
    TIMESTAMP,
    NUMBER,
    PREVRANDAO,
    GASLIMIT,
    CHAINID,
    SELFBALANCE,
    BASEFEE,
    BLOBBASEFEE,
    PC,
    MSIZE,
    GAS,
    PUSH0
  };
  private static final U256[] EDGES = {
    U256.ZERO,
    U256.ONE,
    U256.of(2),
    U256.of(31),
    U256.of(32),
    U256.of(33),
    U256.of(255),
    U256.of(256),
    U256.of(0x8000_0000L),
    U256.of(-1),
    new U256(0, 0, 1, 0),
    new U256(0, 1, 0, 0),
    new U256(1L << 63, 0, 0, 0),
    new U256(Long.MAX_VALUE, -1, -1, -1),
    new U256(-1, -1, -1, -2),
    U256.MAX
  };

  /**
   * Not 0xEF00: to code that starts so the reference applies EIP-3540 in every fork, though no fork
   * has it, and says that it is two bytes long.
   */
  private static final U256 RESERVED = new U256(0xEFFEL << 48, 0, 0, 0);

  private final RandomGenerator random;
  private final Fork fork;
  private final List<Address> places;
  private final PrecompileInputs precompileInputs;
  private int nesting;
  private int labels;

  /**
   * @param places the accounts worth naming
   */
  CodeGenerator(
      RandomGenerator random, Fork fork, List<Address> places, PrecompileInputs precompileInputs) {
    this.random = random;
    this.fork = fork;
    this.places = places;
    this.precompileInputs = precompileInputs;
  }

  /** Code of a contract. */
  Bytes contract() {
    return switch (random.nextInt(40)) {
      case 0 -> Bytes.EMPTY;
      case 1 -> noise(1 + random.nextInt(60));
      case 2 -> truncatedPush();
      default -> program(1 + random.nextInt(12));
    };
  }

  /** Code that creates a contract, or fails to. */
  Bytes initCode() {
    nesting++;
    Bytes code =
        switch (random.nextInt(16)) {
          case 0 -> noise(random.nextInt(50));
          case 1 -> program(1 + random.nextInt(3)); // whatever it returns becomes code
          case 2 -> new Bytecode().operands(0, randomSize()).op(RETURN).build();
          case 3 -> // the reserved prefix
              new Bytecode().mstore(0, RESERVED).operands(0, 3).op(RETURN).build();
          case 4 -> new Bytecode().push(place()).op(SELFDESTRUCT).build();
          case 5 -> new Bytecode().operands(0, 32).op(REVERT).build();
          default -> {
            Bytecode constructor = new Bytecode();
            for (int i = random.nextInt(3); i > 0; i--) {
              statement(constructor);
            }
            yield constructor.raw(returning(program(1 + random.nextInt(4)), constructor)).build();
          }
        };
    nesting--;
    return code;
  }

  /** Returns {@code runtime}, which follows, from code that follows {@code before}. */
  private static Bytes returning(Bytes runtime, Bytecode before) {
    int at = before.size() + 16;
    return Bytes.wrap(
            new byte[] {
              PUSH2,
              (byte) (runtime.size() >>> 8),
              (byte) runtime.size(),
              PUSH2,
              (byte) (at >>> 8),
              (byte) at,
              PUSH1,
              0,
              CODECOPY,
              PUSH2,
              (byte) (runtime.size() >>> 8),
              (byte) runtime.size(),
              PUSH1,
              0,
              (byte) RETURN,
              STOP
            })
        .concat(runtime);
  }

  private Bytes program(int statements) {
    Bytecode code = new Bytecode();
    for (int i = 0; i < statements; i++) {
      statement(code);
    }
    end(code);
    return code.build();
  }

  private void end(Bytecode code) {
    switch (random.nextInt(14)) {
      case 0, 1, 2 -> code.op(STOP);
      case 3, 4, 5, 6 -> {
        range(code);
        code.op(RETURN);
      }
      case 7 -> {
        range(code);
        code.op(available(REVERT) ? REVERT : INVALID);
      }
      case 8 -> code.push(place()).op(SELFDESTRUCT);
      case 9 -> {
        if (random.nextInt(4) == 0) {
          code.op(INVALID);
        }
      }
      default -> {
        expression(code, 2);
        store(code);
      }
    }
  }

  // ---- statements

  private void statement(Bytecode code) {
    switch (random.nextInt(32)) {
      case 0, 1, 2, 3, 4 -> {
        expression(code, 3);
        store(code);
      }
      case 5, 6 -> {
        expression(code, 2);
        offset(code);
        code.op(random.nextInt(4) == 0 ? MSTORE8 : MSTORE);
      }
      case 7 -> {
        expression(code, 1);
        slot(code);
        code.op(orElse(TSTORE, SSTORE));
      }
      case 8, 9 -> log(code);
      case 10, 11, 12, 13, 14, 15 -> call(code);
      case 16, 17 -> callPrecompile(code);
      case 18, 19, 20 -> create(code);
      case 21 -> copy(code);
      case 22 -> returnDataCopy(code);
      case 23, 24 -> branch(code);
      case 25, 26 -> loop(code);
      case 27, 28 -> juggle(code);
      case 29 -> hashReturnData(code);
      case 30 -> {
        expression(code, 2);
        code.op(POP);
      }
      default -> disturb(code);
    }
  }

  /** Stores the word on top. */
  private void store(Bytecode code) {
    slot(code);
    code.op(SSTORE);
  }

  private void log(Bytecode code) {
    int topics = random.nextInt(5);
    for (int i = 0; i < topics; i++) {
      expression(code, 1);
    }
    range(code);
    code.op(LOG0 + topics);
  }

  private void call(Bytecode code) {
    range(code);
    range(code);
    startCall(code, null);
    afterCall(code);
  }

  /** Pushes value, callee and gas on top of two ranges, and calls. */
  private void startCall(Bytecode code, @Nullable Address callee) {
    int kind =
        orElse(
            switch (random.nextInt(8)) {
              case 0 -> CALLCODE;
              case 1, 2 -> DELEGATECALL;
              case 3 -> STATICCALL;
              default -> CALL;
            },
            CALL);
    if (kind == CALL || kind == CALLCODE) {
      switch (random.nextInt(8)) {
        case 0, 1 -> code.push(1 + random.nextInt(100));
        case 2 -> expression(code, 1);
        default -> code.push(0);
      }
    }
    if (callee == null) {
      account(code);
    } else {
      code.push(callee);
    }
    switch (random.nextInt(10)) {
      case 0 -> code.push(random.nextInt(3000));
      case 1 -> code.push(random.nextInt(100_000));
      case 2 -> code.push(U256.MAX);
      case 3 -> code.push(U256.of(-1));
      case 4 -> code.push(2).op(GAS, DIV);
      default -> code.op(GAS);
    }
    code.op(kind);
  }

  private void afterCall(Bytecode code) {
    switch (random.nextInt(4)) {
      case 0 -> code.op(POP);
      case 1 -> {
        String skip = label();
        code.jumpIf(skip);
        expression(code, 1);
        store(code);
        code.label(skip);
      }
      default -> store(code);
    }
  }

  private void callPrecompile(Bytecode code) {
    int which = precompileInputs.pick(random);
    Bytes input = precompileInputs.input(which, random);
    code.store(input);
    code.operands(0, input.size(), 0, 64 * random.nextInt(3));
    startCall(code, Address.of(which));
    afterCall(code);
    hashReturnData(code);
  }

  private void create(Bytecode code) {
    if (nesting >= MAX_NESTING) {
      expression(code, 1);
      store(code);
      return;
    }
    Bytes init = initCode();
    boolean isSalted = random.nextBoolean() && available(CREATE2);
    int value = random.nextInt(4) == 0 ? random.nextInt(50) : 0;
    if (isSalted) {
      code.create2(value, init, random.nextInt(3));
    } else {
      code.create(value, init);
    }
    if (random.nextInt(3) == 0) {
      code.op(DUP1);
      store(code);
    }
    switch (random.nextInt(4)) {
      case 0 -> code.operands(random.nextInt(3), 0, 0, 0, 0).op(DUP6, GAS, CALL, POP, POP);
      case 1 -> {
        code.op(orElse(EXTCODEHASH, EXTCODESIZE));
        store(code);
      }
      case 2 -> {
        code.op(BALANCE);
        store(code);
      }
      default -> code.op(POP);
    }
  }

  private void copy(Bytecode code) {
    length(code);
    offset(code);
    offset(code);
    switch (random.nextInt(4)) {
      case 0 -> code.op(CALLDATACOPY);
      case 1 -> code.op(CODECOPY);
      case 2 -> code.op(orElse(MCOPY, CODECOPY));
      default -> {
        account(code);
        code.op(EXTCODECOPY);
      }
    }
  }

  private void returnDataCopy(Bytecode code) {
    if (!available(RETURNDATACOPY)) {
      return;
    }
    if (random.nextInt(8) == 0) {
      length(code);
      offset(code);
    } else {
      code.op(RETURNDATASIZE).push(0);
    }
    code.push(random.nextInt(100)).op(RETURNDATACOPY);
  }

  private void hashReturnData(Bytecode code) {
    if (available(RETURNDATACOPY)) {
      code.op(RETURNDATASIZE).operands(0, 0).op(RETURNDATACOPY);
      code.op(RETURNDATASIZE).push(0).op(KECCAK256);
      store(code);
    }
  }

  private void branch(Bytecode code) {
    String otherwise = label();
    String end = label();
    expression(code, 2);
    code.jumpIf(otherwise);
    statement(code);
    code.jump(end).label(otherwise);
    if (random.nextBoolean()) {
      statement(code);
    }
    code.label(end);
  }

  private void loop(Bytecode code) {
    if (nesting >= MAX_NESTING) {
      return;
    }
    nesting++;
    String again = label();
    code.push(1 + random.nextInt(12)).label(again);
    statement(code);
    code.push(1).op(SWAP1, SUB, DUP1).jumpIf(again).op(POP);
    nesting--;
  }

  /** Several words, shuffled, and folded into one that is stored. */
  private void juggle(Bytecode code) {
    int words = 1 + random.nextInt(17);
    for (int i = 0; i < words; i++) {
      if (random.nextInt(3) == 0) {
        code.push(constant());
      } else {
        wide(code);
      }
    }
    for (int i = 0; i < 12; i++) {
      int n = random.nextInt(16);
      if (random.nextBoolean() && n < words) {
        code.op(DUP1 + n);
        words++;
      } else if (n + 1 < words) {
        code.op(SWAP1 + n);
      }
    }
    for (int i = 1; i < words; i++) {
      code.op(plain());
    }
    store(code);
  }

  /** A constant by an instruction of any length. */
  private void wide(Bytecode code) {
    int size = 1 + random.nextInt(32);
    code.op(PUSH0 + size).raw(noise(size));
  }

  /** What well-behaved code does not do. */
  private void disturb(Bytecode code) {
    switch (random.nextInt(12)) {
      case 0 -> code.op(random.nextInt(256));
      case 1 -> code.push(random.nextInt(200)).op(JUMP);
      case 2 -> code.push(constant()).op(JUMP);
      case 3 -> {
        code.push(random.nextInt(3));
        for (int i = 1000 + random.nextInt(30); i > 0; i--) {
          code.op(DUP1);
        }
      }
      case 4 -> {
        for (int i = random.nextInt(5); i >= 0; i--) {
          code.op(POP);
        }
      }
      case 5 -> code.push(constant()).push(constant()).op(MSTORE);
      case 6 -> code.push(constant()).push(constant()).push(constant()).op(CALLDATACOPY);
      case 7 -> code.push(constant()).push(constant()).op(KECCAK256, POP);
      case 8 -> code.operands(randomSize(), 0, 0).op(POP, RETURN);
      case 9 -> {
        // a JUMPDEST that is data
        int target = code.size() + 5;
        code.op(PUSH2, target >>> 8, target & 0xFF, JUMP, PUSH1, JUMPDEST);
      }
      case 10 -> recurse(code);
      default -> code.raw(noise(random.nextInt(4)));
    }
  }

  /** Calls itself as deep as the gas goes. */
  private void recurse(Bytecode code) {
    code.operands(0, 0, 0, 0, 0).op(ADDRESS, GAS, CALL);
    store(code);
  }

  // ---- expressions

  private void expression(Bytecode code, int depth) {
    int choice = depth == 0 ? random.nextInt(9) : random.nextInt(24);
    switch (choice) {
      case 0, 1, 2, 3 -> code.push(constant());
      case 4, 5, 6 -> code.op(orElse(pick(SURROUNDINGS), GAS));
      case 7 -> code.push(place());
      case 8 -> wide(code);
      case 9, 10 -> {
        expression(code, depth - 1);
        code.op(
            orElse(
                switch (random.nextInt(6)) {
                  case 0 -> CLZ;
                  case 1 -> BLOBHASH;
                  case 2, 3 -> ISZERO;
                  default -> NOT;
                },
                NOT));
      }
      case 11 -> {
        slot(code);
        code.op(SLOAD);
      }
      case 12 -> {
        slot(code);
        code.op(orElse(TLOAD, SLOAD));
      }
      case 13 -> {
        offset(code);
        code.op(random.nextBoolean() ? MLOAD : CALLDATALOAD);
      }
      case 14, 15 -> {
        account(code);
        code.op(
            orElse(
                switch (random.nextInt(3)) {
                  case 0 -> BALANCE;
                  case 1 -> EXTCODESIZE;
                  default -> EXTCODEHASH;
                },
                BALANCE));
      }
      case 16 -> {
        range(code);
        code.op(KECCAK256);
      }
      case 17 -> {
        code.push(random.nextInt(300)).op(NUMBER, SUB, BLOCKHASH);
      }
      case 18 -> {
        expression(code, depth - 1);
        expression(code, depth - 1);
        expression(code, depth - 1);
        code.op(random.nextBoolean() ? ADDMOD : MULMOD);
      }
      default -> {
        expression(code, depth - 1);
        expression(code, depth - 1);
        code.op(plain());
      }
    }
  }

  private int plain() {
    return orElse(pick(PLAIN), ADD);
  }

  private void account(Bytecode code) {
    switch (random.nextInt(12)) {
      case 0 -> code.op(random.nextInt(4) == 0 ? ADDRESS : CALLER);
      case 1 -> expression(code, 0);
      default -> code.push(place());
    }
  }

  private Address place() {
    return places.get(random.nextInt(places.size()));
  }

  private void slot(Bytecode code) {
    if (random.nextInt(8) == 0) {
      expression(code, 0);
    } else {
      code.push(random.nextInt(5));
    }
  }

  /** Pushes a length, then an offset. */
  private void range(Bytecode code) {
    length(code);
    offset(code);
  }

  private void length(Bytecode code) {
    switch (random.nextInt(40)) {
      case 0 -> code.push(constant());
      case 1, 2 -> code.push(random.nextInt(3000));
      case 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 -> code.push(0);
      default -> code.push(random.nextInt(100));
    }
  }

  private void offset(Bytecode code) {
    switch (random.nextInt(40)) {
      case 0 -> code.push(constant());
      case 1, 2 -> code.push(random.nextInt(20_000));
      default -> code.push(random.nextInt(160));
    }
  }

  private U256 constant() {
    return switch (random.nextInt(6)) {
      case 0, 1 -> EDGES[random.nextInt(EDGES.length)];
      case 2 ->
          new U256(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
      default -> U256.of(random.nextInt(1 + random.nextInt(1000)));
    };
  }

  /** About the greatest sizes of code and of init code. */
  private long randomSize() {
    return random.nextInt(3) == 0 ? random.nextInt(400) : 24_570L + random.nextInt(12);
  }

  private Bytes truncatedPush() {
    int size = 2 + random.nextInt(31);
    return program(1).concat(Bytes.of(PUSH0 + size)).concat(noise(random.nextInt(size)));
  }

  private Bytes noise(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    if (size > 1 && bytes[0] == (byte) 0xEF) {
      bytes[1] |= 1; // see RESERVED
    }
    return Bytes.wrap(bytes);
  }

  private String label() {
    return "l" + labels++;
  }

  private int pick(int[] opcodes) {
    return opcodes[random.nextInt(opcodes.length)];
  }

  // ---- forks

  /** The instruction, or another where the fork has it not; rarely the missing one all the same. */
  private int orElse(int opcode, int other) {
    return available(opcode) || random.nextInt(500) == 0 ? opcode : other;
  }

  private boolean available(int opcode) {
    return fork.isAtLeast(
        switch (opcode) {
          case DELEGATECALL -> Fork.HOMESTEAD;
          case REVERT, RETURNDATASIZE, RETURNDATACOPY, STATICCALL -> Fork.BYZANTIUM;
          case SHL, SHR, SAR, CREATE2, EXTCODEHASH -> Fork.CONSTANTINOPLE;
          case CHAINID, SELFBALANCE -> Fork.ISTANBUL;
          case BASEFEE -> Fork.LONDON;
          case PUSH0 -> Fork.SHANGHAI;
          case TLOAD, TSTORE, MCOPY, BLOBHASH, BLOBBASEFEE -> Fork.CANCUN;
          case CLZ -> Fork.OSAKA;
          default -> Fork.FRONTIER;
        });
  }
}
