package io.weft.execution.evm;

import static io.weft.execution.evm.Message.Obstacle.*;

import io.weft.execution.crypto.Keccak256;
import io.weft.execution.evm.Message.Kind;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;

/**
 * The instructions that start messages. Each pays, prepares the frame one deeper and asks for it to
 * be entered; {@link Evm} runs it and lets the caller go on.
 */
final class Calls {
  /** The depth of the deepest frame; the transaction's own has depth 0. */
  static final int MAX_DEPTH = 1024;

  private Calls() {}

  /** CALL, CALLCODE, DELEGATECALL and STATICCALL. */
  static int call(Kind kind, Evm evm, Frame f) {
    long[] s = f.stack;
    JournaledState state = evm.state;
    GasTable gas = evm.gasTable;
    // Operands from the top: gas, callee, value (not of all), input range, output range.
    int gasAt = f.sp - 4;
    int calleeAt = gasAt - 4;
    boolean hasValue = kind == Kind.CALL || kind == Kind.CALLCODE;
    int inputAt = hasValue ? calleeAt - 8 : calleeAt - 4;
    int outputAt = inputAt - 8;
    boolean movesValue = hasValue && !f.isZero(calleeAt - 4);
    if (movesValue && f.isStatic && kind == Kind.CALL) {
      return f.halt(HaltReason.WRITE_IN_STATIC_CONTEXT);
    }

    // One price for both ranges, as if the one that ends last had been asked for alone.
    if (!f.expand(inputAt, inputAt - 4) || !f.expand(outputAt, outputAt - 4)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    int callee = state.account(s[calleeAt + 2], s[calleeAt + 1], s[calleeAt]);
    long cost = evm.coldCost(callee, gas.coldAccount);
    if (!f.charge(movesValue ? cost + GasTable.CALL_VALUE : cost)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    if (kind == Kind.CALL) {
      boolean bringsIntoExistence =
          gas.emptyIsNothing ? movesValue && state.isEmpty(callee) : !state.exists(callee);
      if (bringsIntoExistence && !f.charge(GasTable.NEW_ACCOUNT)) {
        return f.halt(HaltReason.OUT_OF_GAS);
      }
    }
    int codeAccount = callee;
    boolean isDelegated = false;
    if (gas.delegates) {
      Address delegate = evm.code(callee).delegate;
      if (delegate != null) {
        codeAccount = state.account(delegate);
        isDelegated = true;
        if (!f.charge(GasTable.WARM_ACCOUNT + evm.coldCost(codeAccount, gas.coldAccount))) {
          return f.halt(HaltReason.OUT_OF_GAS);
        }
        // An access, which the block's access list shows even where the call then does not start.
        evm.code(codeAccount);
      }
    }
    long calleeGas = calleeGas(gas, f, gasAt);
    if (!f.charge(calleeGas)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    if (movesValue) {
      calleeGas += GasTable.CALL_STIPEND;
    }

    f.sp = outputAt - 4;
    f.forgetReturnData();
    f.resultSize = (int) s[outputAt - 4];
    f.resultOffset = f.resultSize == 0 ? 0 : (int) s[outputAt];

    Frame child = evm.frame(f.depth + 1);
    child.start(calleeGas, f.memoryLeft());
    child.kind = kind;
    child.caller = kind == Kind.DELEGATECALL ? f.caller : f.target;
    child.target = kind == Kind.CALL || kind == Kind.STATICCALL ? callee : f.target;
    child.codeAccount = codeAccount;
    child.isDelegated = isDelegated;
    child.isStatic = f.isStatic || kind == Kind.STATICCALL;
    for (int i = 0; i < 4; i++) {
      child.value[i] = kind == Kind.DELEGATECALL ? f.value[i] : hasValue ? s[calleeAt - 4 + i] : 0;
    }
    child.inputSize = (int) s[inputAt - 4];
    child.inputOffset = child.inputSize == 0 ? 0 : (int) s[inputAt];
    child.input = f.memory;
    boolean isTooDeep = f.depth == MAX_DEPTH;
    if (isTooDeep || (movesValue && !state.canPay(f.target, s, calleeAt - 4))) {
      if (evm.tracer != null) {
        evm.tracer.unstarted(child.depth, evm.message(child), isTooDeep ? TOO_DEEP : TOO_POOR);
      }
      f.gas += calleeGas;
      f.push(0);
      return Signal.NEXT;
    }
    return Signal.ENTER;
  }

  private static long calleeGas(GasTable gas, Frame f, int gasAt) {
    long wanted = f.saturated(gasAt);
    return gas.keepsOne64th ? Math.min(wanted, f.gas - f.gas / 64) : wanted;
  }

  /** CREATE and CREATE2. */
  static int create(Kind kind, Evm evm, Frame f) {
    if (f.isStatic) {
      return f.halt(HaltReason.WRITE_IN_STATIC_CONTEXT);
    }
    long[] s = f.stack;
    JournaledState state = evm.state;
    GasTable gas = evm.gasTable;
    // Operands from the top: value, init code range, salt (of CREATE2).
    int valueAt = f.sp - 4;
    int codeAt = valueAt - 4;
    int lowestAt = kind == Kind.CREATE2 ? codeAt - 8 : codeAt - 4;
    if (f.saturated(codeAt - 4) > gas.maxInitCodeSize) {
      return f.halt(HaltReason.INIT_CODE_TOO_LARGE);
    }
    int wordPrice = gas.initCodeWord + (kind == Kind.CREATE2 ? GasTable.KECCAK_WORD : 0);
    if (!f.expand(codeAt, codeAt - 4) || !Operations.chargeWords(f, codeAt - 4, wordPrice)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    f.sp = lowestAt;
    f.forgetReturnData();
    long nonce = state.nonce(f.target);
    int size = (int) s[codeAt - 4];
    int offset = size == 0 ? 0 : (int) s[codeAt];
    long childGas = gas.keepsOne64th ? f.gas - f.gas / 64 : f.gas;
    Message.Obstacle obstacle =
        f.depth == MAX_DEPTH
            ? TOO_DEEP
            : nonce == -1 ? NONCE_OVERFLOW : state.canPay(f.target, s, valueAt) ? null : TOO_POOR;
    if (obstacle != null) {
      return refuse(kind, evm, f, valueAt, offset, size, childGas, obstacle);
    }
    Address self = state.address(f.target);
    Address address =
        kind == Kind.CREATE
            ? ContractAddress.of(self, nonce)
            : ContractAddress.of(self, f.word(lowestAt), Keccak256.hash32(f.memory, offset, size));
    int created = state.account(address);
    f.gas -= childGas;
    state.warmAccount(created);
    state.setNonce(f.target, nonce + 1);
    if (state.hasNonceCodeOrStorage(created)) {
      return refuse(kind, evm, f, valueAt, offset, size, childGas, ADDRESS_COLLISION);
    }
    Frame child = evm.frame(f.depth + 1);
    child.start(childGas, f.memoryLeft());
    child.kind = kind;
    child.caller = f.target;
    child.target = created;
    child.codeAccount = created;
    child.isDelegated = false;
    child.isStatic = false;
    System.arraycopy(s, valueAt, child.value, 0, 4);
    child.input = Frame.NO_BYTES;
    child.inputOffset = 0;
    child.inputSize = 0;
    child.code = new Code(f.memory, offset, size);
    return Signal.ENTER;
  }

  /** A creation that does not start leaves zero. */
  private static int refuse(
      Kind kind,
      Evm evm,
      Frame f,
      int valueAt,
      int codeOffset,
      int codeSize,
      long childGas,
      Message.Obstacle obstacle) {
    if (evm.tracer != null) {
      Address self = evm.state.address(f.target);
      Bytes initCode = Bytes.copyOf(f.memory, codeOffset, codeSize);
      U256 value = f.word(valueAt);
      evm.tracer.unstarted(
          f.depth + 1,
          new Message(kind, self, self, self, value, initCode, childGas, false),
          obstacle);
    }
    f.push(0);
    return Signal.NEXT;
  }
}
