package io.weft.execution.evm;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.crypto.Hands;
import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.precompile.Precompile;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.Limbs;
import io.weft.execution.types.Log;
import io.weft.execution.types.LogsBloom;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes messages. One per thread, used for any number of them: frames with their stacks and
 * memories, and analysed code, are kept.
 *
 * <p>A call does not recurse in Java. The loop here holds the depth of the running frame: it enters
 * a prepared frame (checkpoint, transfer of value, then a precompiled contract or code), lets the
 * interpreter run it until it calls or ends, and settles an ended one with its caller.
 */
@SuppressWarnings("NullAway.Init") // the surroundings are set before anything reads them
public final class Evm {
  private static final int MOST_KNOWN = 4096;
  private static final int EVENT_NAMES = 1 << 6;

  // What the frames of a call have together is a part of the heap, so that calls do not take it
  // all, but never less than gas can buy: with 100 million, in whatever frames, that is 50 MB.
  private static final long LEAST_MEMORY_OF_CALL = 64 << 20;
  private static final int CALLS_IN_HEAP = 8;

  private final Interpreter interpreter = new Interpreter();
  private final ProgramInterpreter programInterpreter = new ProgramInterpreter();
  private final TracedInterpreter tracedInterpreter = new TracedInterpreter();
  private final PreparedCodes codes;
  private final Hands hands;
  private final LogsBloom.Maker blooms;

  // The codes of accounts by their numbers, each with the hash for which it is right.
  private @Nullable Hash32[] knownHashes = new @Nullable Hash32[64];
  private Code[] knownCodes = new Code[64];

  private final @Nullable Hash32[] eventNames = new @Nullable Hash32[EVENT_NAMES];

  private Frame[] frames = new Frame[8];
  private int frameCount;
  private int deepest;
  private final @Nullable PrecompiledContracts replacedPrecompiles;
  private @Nullable StopSignal stop;
  private final long memoryLimit;

  /** Whether an execution ends where it wants more of the heap than there is. */
  private final boolean mayGiveUp;

  // The surroundings of the message under execution, for the instructions.
  BlockEnvironment block;
  TransactionEnvironment transaction;
  JournaledState state;
  GasTable gasTable;
  long[] instructions;
  PrecompiledContracts precompiles;
  private PrecompiledContracts alwaysWarm;
  @Nullable Tracer tracer;

  final Arithmetic arithmetic = new Arithmetic();
  final long[] scratch = new long[8];
  final long[] sponge = new long[Keccak256.LANES];

  /**
   * @param codes prepared code, shared with other machines
   * @param replacedPrecompiles in place of the fork's, or null
   * @param stop ends executions from outside, or null where nothing may, as in a block; those that
   *     may be ended also end with a {@link MemoryException} where they want too much of the heap
   */
  public Evm(
      PreparedCodes codes,
      @Nullable PrecompiledContracts replacedPrecompiles,
      @Nullable StopSignal stop) {
    this(
        codes,
        Hands.OWN,
        replacedPrecompiles,
        stop,
        stop == null ? Frame.MAX_MEMORY : memoryOfCall());
  }

  Evm(
      PreparedCodes codes,
      Hands hands,
      @Nullable PrecompiledContracts replacedPrecompiles,
      @Nullable StopSignal stop,
      long memoryLimit) {
    this.codes = codes;
    this.hands = hands;
    blooms = new LogsBloom.Maker(hands);
    this.replacedPrecompiles = replacedPrecompiles;
    this.stop = stop;
    this.memoryLimit = memoryLimit;
    mayGiveUp = stop != null;
  }

  private static long memoryOfCall() {
    long share = Runtime.getRuntime().maxMemory() / CALLS_IN_HEAP;
    return Math.clamp(share, LEAST_MEMORY_OF_CALL, Frame.MAX_MEMORY);
  }

  /** A machine that shares prepared code with others. */
  public Evm(PreparedCodes codes) {
    this(codes, null, null);
  }

  /**
   * The same.
   *
   * @param hands do its long computations
   */
  public Evm(PreparedCodes codes, Hands hands) {
    this(codes, hands, null, null, Frame.MAX_MEMORY);
  }

  /** The filter of what a transaction logged; may have been begun while it was executed. */
  public LogsBloom logsBloom(List<Log> logs) {
    return blooms.of(logs);
  }

  /**
   * Lets executions from here on be ended from outside.
   *
   * @param signal by which; null where nothing may end them, as those that count in a block
   */
  public void stopBy(@Nullable StopSignal signal) {
    stop = signal;
  }

  /** The code it prepared, for machines of other threads. */
  public PreparedCodes codes() {
    return codes;
  }

  /** A machine by itself. */
  public Evm() {
    this(new PreparedCodes());
  }

  /**
   * Executes the message by which a transaction begins, from its origin, and all that it calls. The
   * state has an open transaction; the caller has charged the sender, raised its nonce and warmed
   * what the transaction names; precompiled contracts are warm without that.
   *
   * @param kind a CALL or a CREATE
   * @param target whom to call, or where the new contract goes: {@link ContractAddress#of(Address,
   *     long)} with the sender's nonce before the transaction
   * @param value in wei
   * @param data the input; of a creation the init code
   * @param gas what may be spent, after the intrinsic cost
   * @param traced watches every step, or null to run at full speed
   */
  public MessageResult execute(
      BlockEnvironment blockEnvironment,
      TransactionEnvironment transactionEnvironment,
      JournaledState journaledState,
      Message.Kind kind,
      Address target,
      U256 value,
      Bytes data,
      long gas,
      @Nullable Tracer traced) {
    block = blockEnvironment;
    transaction = transactionEnvironment;
    state = journaledState;
    gasTable = GasTable.of(block.fork());
    Fork fork = block.fork();
    instructions = stop == null ? InstructionTable.of(fork) : stop.instructions(fork);
    alwaysWarm = PrecompiledContracts.of(fork);
    precompiles = replacedPrecompiles == null ? alwaysWarm : replacedPrecompiles;
    tracer = traced;
    StopSignal end = stop;
    MessageResult result;
    try {
      Frame frame = frame(0);
      prepare(frame, kind, target, value, data.unsafeArray(), gas);
      result = run(frame);
    } finally {
      for (int i = 0; i <= deepest; i++) {
        frames[i].release();
      }
      deepest = 0;
      letGoOfSurroundings();
    }
    if (end != null) {
      end.requireNotStopped();
    }
    return result;
  }

  /** It may be long until the next message, and what this one saw of a store is kept as long. */
  @SuppressWarnings("NullAway") // they are set before anything reads them
  private void letGoOfSurroundings() {
    block = null;
    state = null;
    tracer = null;
  }

  private MessageResult run(Frame first) {
    Frame frame = first;
    if (frame.kind.isCreation() && state.hasNonceCodeOrStorage(frame.target)) {
      return new MessageResult.Halt(HaltReason.ADDRESS_COLLISION);
    }
    int signal = enter(frame);
    for (; ; ) {
      if (signal == Signal.NEXT) {
        signal = runCode(frame);
      } else if (signal == Signal.ENTER) {
        frame = frame(frame.depth + 1);
        signal = enter(frame);
      } else {
        signal = settle(frame, signal);
        if (tracer != null) {
          tracer.exit(frame.depth, result(frame, signal));
        }
        if (frame.depth == 0) {
          return result(frame, signal);
        }
        Frame caller = frame(frame.depth - 1);
        resume(caller, frame, signal);
        frame = caller;
        signal = Signal.NEXT;
      }
    }
  }

  private int runCode(Frame frame) {
    if (tracer != null) {
      return tracedInterpreter.run(this, frame, tracer);
    }
    Program program = frame.program;
    if (program != null) {
      int signal = programInterpreter.run(this, frame, program);
      if (signal != ProgramInterpreter.ONE_BY_ONE) {
        return signal;
      }
      frame.program = null;
    }
    return interpreter.run(this, frame);
  }

  Frame frame(int depth) {
    if (depth == frameCount) {
      if (depth == frames.length) {
        frames = Arrays.copyOf(frames, 2 * depth);
      }
      frames[frameCount++] = new Frame(depth, mayGiveUp);
    }
    deepest = Math.max(deepest, depth);
    return frames[depth];
  }

  private void prepare(
      Frame frame, Message.Kind kind, Address target, U256 value, byte[] data, long gas) {
    frame.start(gas, memoryLimit);
    frame.kind = kind;
    frame.caller = state.account(transaction.origin());
    frame.target = state.account(target);
    frame.codeAccount = frame.target;
    frame.isStatic = false;
    frame.isDelegated = false;
    Limbs.put(value, frame.value, 0);
    if (kind.isCreation()) {
      frame.input = Frame.NO_BYTES;
      frame.inputSize = 0;
      frame.code = new Code(data, 0, data.length);
      state.warmAccount(frame.target);
    } else {
      frame.input = data;
      frame.inputSize = data.length;
      Address delegate = gasTable.delegates ? code(frame.codeAccount).delegate : null;
      if (delegate != null) {
        frame.codeAccount = state.account(delegate);
        frame.isDelegated = true;
        state.warmAccount(frame.codeAccount);
      }
    }
    frame.inputOffset = 0;
  }

  /** The analysed code of an account. */
  Code code(int account) {
    if (!state.hasCode(account)) {
      return Code.EMPTY;
    }
    Hash32 codeHash = state.codeHash(account);
    if (account < knownHashes.length && isSame(knownHashes[account], codeHash)) {
      return knownCodes[account];
    }
    Code code = codes.get(codeHash);
    if (code == null) {
      code = codes.put(codeHash, state.code(account));
    }
    if (account < MOST_KNOWN) {
      remember(account, codeHash, code);
    }
    return code;
  }

  @SuppressWarnings(
      "ReferenceEquality") // the same object, most of the time; another costs a search
  private static boolean isSame(@Nullable Hash32 known, Hash32 hash) {
    return known == hash;
  }

  private void remember(int account, Hash32 codeHash, Code code) {
    if (account >= knownHashes.length) {
      int size = Math.max(2 * knownHashes.length, account + 1);
      knownCodes = Arrays.copyOf(knownCodes, size);
      knownHashes = Arrays.copyOf(knownHashes, size);
    }
    knownHashes[account] = codeHash;
    knownCodes[account] = code;
  }

  /**
   * What an access to the account costs if it is cold, otherwise nothing; it is warm from then on.
   * Precompiled contracts always are (EIP-2929).
   */
  int coldCost(int account, int price) {
    return state.warmAccount(account) && alwaysWarm.at(state.address(account)) == null ? price : 0;
  }

  /**
   * The stack word at {@code at} as the first topic of a log. Mostly that is the hash of an event's
   * name, of which there are few, so those are remembered and not made again.
   */
  Hash32 eventName(Frame f, int at) {
    long w3 = f.stack[at];
    int place = (int) w3 & (EVENT_NAMES - 1);
    Hash32 known = eventNames[place];
    if (known != null
        && known.w3() == w3
        && known.w2() == f.stack[at + 1]
        && known.w1() == f.stack[at + 2]
        && known.w0() == f.stack[at + 3]) {
      return known;
    }
    Hash32 name = new Hash32(f.stack[at + 3], f.stack[at + 2], f.stack[at + 1], w3);
    eventNames[place] = name;
    return name;
  }

  void addLog(Log log) {
    state.addLog(log);
    if (state.logCount() % LogsBloom.Maker.LOGS_IN_BATCH == 0) {
      blooms.ahead(state.logsSoFar());
    }
    if (tracer != null) {
      tracer.log(log);
    }
  }

  // ---- entering

  private int enter(Frame frame) {
    if (tracer != null) {
      tracer.enter(frame.depth, message(frame));
    }
    frame.checkpoint = state.checkpoint();
    switch (frame.kind) {
      case CREATE, CREATE2 -> {
        state.createContract(frame.target);
        if (gasTable.contractNonce != 0) {
          state.setNonce(frame.target, gasTable.contractNonce);
        }
        transferValue(frame);
        choose(frame);
        return Signal.NEXT;
      }
      case CALL, STATICCALL -> transferValue(frame);
      case CALLCODE, DELEGATECALL -> {}
    }
    if (!frame.isDelegated) {
      Precompile precompile = precompiles.at(state.address(frame.codeAccount));
      if (precompile != null) {
        return run(precompile, frame);
      }
    }
    frame.code = code(frame.codeAccount);
    if (frame.code.size == 0) {
      return Signal.RETURN;
    }
    choose(frame);
    return Signal.NEXT;
  }

  private void choose(Frame frame) {
    if (tracer == null) {
      frame.program = frame.code.program(block.fork(), codes.runsBeforeTranslation());
    }
  }

  private void transferValue(Frame frame) {
    state.transfer(frame.caller, frame.target, frame.value, 0);
    if (gasTable.logsTransfers && frame.caller != frame.target && !Limbs.isZero(frame.value, 0)) {
      addLog(
          TransferLog.transfer(
              state.address(frame.caller), state.address(frame.target), value(frame)));
    }
  }

  private int run(Precompile precompile, Frame frame) {
    if (!frame.charge(precompile.gas(frame.input, frame.inputOffset, frame.inputSize))) {
      return frame.halt(HaltReason.OUT_OF_GAS);
    }
    byte[] output = precompile.run(frame.input, frame.inputOffset, frame.inputSize, hands);
    if (output == null) {
      return frame.halt(HaltReason.PRECOMPILE_FAILURE);
    }
    frame.output = output;
    frame.outputSize = output.length;
    return Signal.RETURN;
  }

  // ---- leaving

  /** Closes the frame's checkpoint; the signal may change where a creation fails at its end. */
  private int settle(Frame frame, int signal) {
    if (signal == Signal.RETURN && frame.kind.isCreation()) {
      signal = deposit(frame);
    }
    if (signal == Signal.RETURN) {
      state.release(frame.checkpoint);
    } else {
      state.revert(frame.checkpoint);
    }
    if (signal == Signal.HALT) {
      frame.gas = 0;
      frame.forgetOutput();
    }
    return signal;
  }

  /** Makes what the init code returned the contract's code (Yellow Paper 7). */
  private int deposit(Frame frame) {
    int size = frame.outputSize;
    if (gasTable.reservesPrefix && size > 0 && frame.output[frame.outputOffset] == (byte) 0xEF) {
      return frame.halt(HaltReason.INVALID_CONTRACT_PREFIX);
    }
    if (size > gasTable.maxCodeSize) {
      return frame.halt(HaltReason.CODE_TOO_LARGE);
    }
    if (!frame.charge((long) GasTable.CODE_DEPOSIT_BYTE * size)) {
      if (gasTable.unpaidCodeFails) {
        return frame.halt(HaltReason.OUT_OF_GAS);
      }
      frame.forgetOutput();
    }
    if (frame.outputSize > 0) {
      state.setCode(frame.target, frame.copyOutput());
    }
    return Signal.RETURN;
  }

  private void resume(Frame caller, Frame callee, int signal) {
    caller.gas += callee.gas;
    boolean succeeded = signal == Signal.RETURN;
    if (callee.kind.isCreation()) {
      if (succeeded) {
        caller.push(state.address(callee.target));
      } else {
        caller.push(0);
      }
    } else {
      caller.push(succeeded ? 1 : 0);
      int length = Math.min(caller.resultSize, callee.outputSize);
      if (length > 0) {
        System.arraycopy(
            callee.output, callee.outputOffset, caller.memory, caller.resultOffset, length);
      }
    }
    if (!succeeded || !callee.kind.isCreation()) {
      caller.returnData = callee.output;
      caller.returnDataOffset = callee.outputOffset;
      caller.returnDataSize = callee.outputSize;
    }
    callee.leave();
  }

  private static MessageResult result(Frame frame, int signal) {
    if (signal == Signal.RETURN) {
      return new MessageResult.Success(frame.gas, frame.copyOutput());
    }
    HaltReason reason = frame.haltReason;
    return reason == null
        ? new MessageResult.Revert(frame.gas, frame.copyOutput())
        : new MessageResult.Halt(reason);
  }

  // ---- for tracers

  Message message(Frame frame) {
    return new Message(
        frame.kind,
        state.address(frame.caller),
        state.address(frame.target),
        state.address(frame.codeAccount),
        value(frame),
        frame.kind.isCreation()
            ? frame.code.toBytes()
            : Bytes.copyOf(frame.input, frame.inputOffset, frame.inputSize),
        frame.gas,
        frame.isStatic);
  }

  private static U256 value(Frame frame) {
    return new U256(frame.value[3], frame.value[2], frame.value[1], frame.value[0]);
  }
}
