package io.weft.execution.evm;

import static io.weft.execution.evm.Opcode.*;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.primitives.U256;
import io.weft.execution.types.Log;
import java.util.List;

/**
 * The instructions that the interpreter's loop does not contain itself. Each finds its operands at
 * the top of the frame's stack, the part of its price that does not depend on them already paid,
 * and the program counter on the next instruction; each returns a {@link Signal}.
 */
final class Operations {
  private Operations() {}

  static int execute(int op, Evm evm, Frame f) {
    return switch (op) {
      case STOP -> Signal.RETURN;
      case EXP -> exponentiate(evm, f);
      case KECCAK256 -> keccak256(evm, f);
      case ADDRESS, ORIGIN, CALLER, CALLVALUE, CALLDATASIZE, CODESIZE, GASPRICE, RETURNDATASIZE ->
          environment(op, evm, f);
      case COINBASE,
          TIMESTAMP,
          NUMBER,
          PREVRANDAO,
          GASLIMIT,
          CHAINID,
          BASEFEE,
          BLOBBASEFEE,
          SLOTNUM ->
          block(op, evm, f);
      case CALLDATACOPY -> copy(f, f.input, f.inputOffset, f.inputSize);
      case CODECOPY -> copy(f, f.code.bytes, 0, f.code.size);
      case RETURNDATACOPY -> copyReturnData(f);
      case MCOPY -> copyMemory(f);
      case BLOBHASH -> blobHash(evm, f);
      case BALANCE -> StateOperations.balance(evm, f);
      case SELFBALANCE -> StateOperations.selfBalance(evm, f);
      case EXTCODESIZE -> StateOperations.codeSize(evm, f);
      case EXTCODECOPY -> StateOperations.copyCode(evm, f);
      case EXTCODEHASH -> StateOperations.codeHash(evm, f);
      case BLOCKHASH -> StateOperations.blockHash(evm, f);
      case SLOAD -> StateOperations.load(evm, f);
      case SSTORE -> StateOperations.store(evm, f);
      case TLOAD -> StateOperations.loadTransient(evm, f);
      case TSTORE -> StateOperations.storeTransient(evm, f);
      case LOG0, LOG1, LOG2, LOG3, LOG4 -> log(op - LOG0, evm, f);
      case DUPN -> duplicateDeep(f);
      case SWAPN -> swapDeep(f);
      case EXCHANGE -> exchange(f);
      case CREATE -> Calls.create(Message.Kind.CREATE, evm, f);
      case CREATE2 -> Calls.create(Message.Kind.CREATE2, evm, f);
      case CALL -> Calls.call(Message.Kind.CALL, evm, f);
      case CALLCODE -> Calls.call(Message.Kind.CALLCODE, evm, f);
      case DELEGATECALL -> Calls.call(Message.Kind.DELEGATECALL, evm, f);
      case STATICCALL -> Calls.call(Message.Kind.STATICCALL, evm, f);
      case RETURN -> end(f, Signal.RETURN);
      case REVERT -> end(f, Signal.REVERT);
      case SELFDESTRUCT -> StateOperations.selfDestruct(evm, f);
      default -> f.halt(HaltReason.INVALID_OPCODE);
    };
  }

  /** Pays so much for each word, or part of one, of the length in a stack word that fits. */
  static boolean chargeWords(Frame f, int lengthAt, int price) {
    return f.charge(price * ((f.stack[lengthAt] + 31) >>> 5));
  }

  private static int exponentiate(Evm evm, Frame f) {
    int base = f.sp - 4;
    long bytes = (Arithmetic.bitLength(f.stack, base - 4) + 7L) >>> 3;
    if (!f.charge(evm.gasTable.expByte * bytes)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    evm.arithmetic.exponentiate(f.stack, base);
    f.sp = base;
    return Signal.NEXT;
  }

  static int keccak256(Evm evm, Frame f) {
    int at = f.sp - 4;
    long[] s = f.stack;
    if (!f.expand(at, at - 4) || !chargeWords(f, at - 4, GasTable.KECCAK_WORD)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    int length = (int) s[at - 4];
    int offset = length == 0 ? 0 : (int) s[at];
    long[] sponge = evm.sponge;
    Keccak256.hash(f.memory, offset, length, sponge);
    s[at - 4] = Long.reverseBytes(sponge[3]);
    s[at - 3] = Long.reverseBytes(sponge[2]);
    s[at - 2] = Long.reverseBytes(sponge[1]);
    s[at - 1] = Long.reverseBytes(sponge[0]);
    f.sp = at;
    return Signal.NEXT;
  }

  private static int environment(int op, Evm evm, Frame f) {
    switch (op) {
      case ADDRESS -> f.push(evm.state.address(f.target));
      case ORIGIN -> f.push(evm.transaction.origin());
      case CALLER -> f.push(evm.state.address(f.caller));
      case CALLVALUE -> f.push(f.value[3], f.value[2], f.value[1], f.value[0]);
      case CALLDATASIZE -> f.push(f.inputSize);
      case CODESIZE -> f.push(f.code.size);
      case GASPRICE -> evm.transaction.pushGasPrice(f);
      default -> f.push(f.returnDataSize);
    }
    return Signal.NEXT;
  }

  private static int block(int op, Evm evm, Frame f) {
    BlockEnvironment block = evm.block;
    switch (op) {
      case COINBASE -> f.push(block.coinbase());
      case TIMESTAMP -> f.push(block.timestampSeconds());
      case NUMBER -> f.push(block.number());
      case PREVRANDAO -> f.push(block.prevRandao());
      case GASLIMIT -> f.push(block.gasLimit());
      case CHAINID -> f.push(block.chainId());
      case BASEFEE -> f.push(block.baseFeePerGas());
      case BLOBBASEFEE -> f.push(block.blobBaseFee());
      default -> f.push(block.slotNumber());
    }
    return Signal.NEXT;
  }

  private static int blobHash(Evm evm, Frame f) {
    List<Hash32> hashes = evm.transaction.blobVersionedHashes();
    long index = f.saturated(f.sp - 4);
    f.sp -= 4;
    f.push(index < hashes.size() ? hashes.get((int) index).toU256() : U256.ZERO);
    return Signal.NEXT;
  }

  /** Operands: destination, source, length. */
  private static int copy(Frame f, byte[] source, int sourceOffset, int sourceSize) {
    int at = f.sp - 4;
    if (!f.expand(at, at - 8) || !chargeWords(f, at - 8, GasTable.COPY_WORD)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    int length = (int) f.stack[at - 8];
    if (length != 0) {
      f.copyToMemory(
          (int) f.stack[at], source, sourceOffset, sourceSize, f.saturated(at - 4), length);
    }
    f.sp -= 12;
    return Signal.NEXT;
  }

  private static int copyReturnData(Frame f) {
    int at = f.sp - 4;
    long from = f.saturated(at - 4);
    long length = f.saturated(at - 8);
    if (from > f.returnDataSize || length > f.returnDataSize - from) {
      return f.halt(HaltReason.RETURN_DATA_OUT_OF_BOUNDS);
    }
    return copy(f, f.returnData, f.returnDataOffset, f.returnDataSize);
  }

  private static int copyMemory(Frame f) {
    int at = f.sp - 4;
    long length = f.saturated(at - 8);
    if (length != 0) {
      long furthest = Math.max(f.saturated(at), f.saturated(at - 4));
      if (!f.expandTo(furthest, length) || !chargeWords(f, at - 8, GasTable.COPY_WORD)) {
        return f.halt(HaltReason.OUT_OF_GAS);
      }
      System.arraycopy(f.memory, (int) f.stack[at - 4], f.memory, (int) f.stack[at], (int) length);
    }
    f.sp -= 12;
    return Signal.NEXT;
  }

  private static int log(int topicCount, Evm evm, Frame f) {
    if (f.isStatic) {
      return f.halt(HaltReason.WRITE_IN_STATIC_CONTEXT);
    }
    int at = f.sp - 4;
    if (!f.expand(at, at - 4) || !f.charge(GasTable.LOG_BYTE * f.stack[at - 4])) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    List<Hash32> topics = topics(topicCount, evm, f, at - 8);
    evm.addLog(new Log(evm.state.address(f.target), topics, f.copyMemory(at, at - 4)));
    f.sp = at - 4 - 4 * topicCount;
    return Signal.NEXT;
  }

  // Written out, since a list of an array copies it.
  private static List<Hash32> topics(int count, Evm evm, Frame f, int at) {
    return switch (count) {
      case 0 -> List.of();
      case 1 -> List.of(evm.eventName(f, at));
      case 2 -> List.of(evm.eventName(f, at), topic(f, at - 4));
      case 3 -> List.of(evm.eventName(f, at), topic(f, at - 4), topic(f, at - 8));
      default ->
          List.of(evm.eventName(f, at), topic(f, at - 4), topic(f, at - 8), topic(f, at - 12));
    };
  }

  private static Hash32 topic(Frame f, int at) {
    return new Hash32(f.stack[at + 3], f.stack[at + 2], f.stack[at + 1], f.stack[at]);
  }

  private static int end(Frame f, int signal) {
    int at = f.sp - 4;
    if (!f.expand(at, at - 4)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    int length = (int) f.stack[at - 4];
    f.output = f.memory;
    f.outputOffset = length == 0 ? 0 : (int) f.stack[at];
    f.outputSize = length;
    return signal;
  }

  // EIP-8024. The operand is a byte that would be a JUMPDEST or a PUSH where it is not allowed, so
  // that no jump destination appears or vanishes.

  /** The depth an operand byte stands for, or 0 where it stands for none. */
  private static int decodeSingle(int x) {
    return x <= 90 ? x + 17 : x < 128 ? 0 : x - 20;
  }

  private static int duplicateDeep(Frame f) {
    int depth = decodeSingle(f.code.bytes[f.pc] & 0xFF);
    if (depth == 0) {
      return f.halt(HaltReason.INVALID_OPCODE);
    }
    int from = f.sp - 4 * depth;
    if (from < 0) {
      return f.halt(HaltReason.STACK_UNDERFLOW);
    }
    System.arraycopy(f.stack, from, f.stack, f.sp, 4);
    f.sp += 4;
    f.pc++;
    return Signal.NEXT;
  }

  private static int swapDeep(Frame f) {
    int depth = decodeSingle(f.code.bytes[f.pc] & 0xFF);
    return depth == 0 ? f.halt(HaltReason.INVALID_OPCODE) : swapWords(f, 0, depth);
  }

  private static int exchange(Frame f) {
    int x = f.code.bytes[f.pc] & 0xFF;
    if (x > 79 && x < 128) {
      return f.halt(HaltReason.INVALID_OPCODE);
    }
    int k = x <= 79 ? x : x - 48;
    int q = k >>> 4;
    int r = k & 15;
    return q < r ? swapWords(f, q + 1, r + 1) : swapWords(f, r + 1, 29 - q);
  }

  /** Swaps the words this far below the top; the second lies deeper. */
  private static int swapWords(Frame f, int first, int second) {
    int a = f.sp - 4 - 4 * first;
    int b = f.sp - 4 - 4 * second;
    if (b < 0) {
      return f.halt(HaltReason.STACK_UNDERFLOW);
    }
    for (int i = 0; i < 4; i++) {
      long limb = f.stack[a + i];
      f.stack[a + i] = f.stack[b + i];
      f.stack[b + i] = limb;
    }
    f.pc++;
    return Signal.NEXT;
  }
}
