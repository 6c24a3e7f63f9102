package io.weft.execution.evm;

import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Bytes;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import java.util.Arrays;

/**
 * Instructions that read or write accounts and storage. An access is paid in full before the state
 * is asked, so that a frame which cannot pay has not loaded anything.
 */
final class StateOperations {
  private StateOperations() {}

  /** Pays for an access to the account named by the top word; its number, or -1 without the gas. */
  private static int access(Evm evm, Frame f) {
    int at = f.sp - 4;
    int account = evm.state.account(f.stack[at + 2], f.stack[at + 1], f.stack[at]);
    return f.charge(evm.coldCost(account, evm.gasTable.coldAccount)) ? account : -1;
  }

  static int balance(Evm evm, Frame f) {
    int account = access(evm, f);
    if (account < 0) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    evm.state.balance(account, f.stack, f.sp - 4);
    return Signal.NEXT;
  }

  static int selfBalance(Evm evm, Frame f) {
    evm.state.balance(f.target, f.stack, f.sp);
    f.sp += 4;
    return Signal.NEXT;
  }

  static int codeSize(Evm evm, Frame f) {
    int account = access(evm, f);
    if (account < 0) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    f.sp -= 4;
    f.push(evm.state.code(account).size());
    return Signal.NEXT;
  }

  static int codeHash(Evm evm, Frame f) {
    int account = access(evm, f);
    if (account < 0) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    f.sp -= 4;
    if (evm.state.isEmpty(account)) {
      f.push(0);
    } else {
      f.push(evm.state.codeHash(account).toU256());
    }
    return Signal.NEXT;
  }

  static int copyCode(Evm evm, Frame f) {
    int at = f.sp - 8;
    if (!f.expand(at, at - 8) || !Operations.chargeWords(f, at - 8, GasTable.COPY_WORD)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    int account = access(evm, f);
    if (account < 0) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    Bytes code = evm.state.code(account);
    int length = (int) f.stack[at - 8];
    if (length != 0) {
      byte[] source = code.unsafeArray();
      f.copyToMemory((int) f.stack[at], source, 0, source.length, f.saturated(at - 4), length);
    }
    f.sp -= 16;
    return Signal.NEXT;
  }

  static int load(Evm evm, Frame f) {
    int at = f.sp - 4;
    long[] s = f.stack;
    int slot = evm.state.slot(f.target, s[at + 3], s[at + 2], s[at + 1], s[at]);
    if (evm.state.warmSlot(slot) && !f.charge(evm.gasTable.coldSlot)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    evm.state.storage(slot, s, at);
    return Signal.NEXT;
  }

  /**
   * SSTORE in all its ages: the rules of EIP-2200 with the fork's prices. Where a fork does not
   * compare with the original value, the current one stands in for it, which makes them the rules
   * of the Yellow Paper.
   */
  static int store(Evm evm, Frame f) {
    if (f.isStatic) {
      return f.halt(HaltReason.WRITE_IN_STATIC_CONTEXT);
    }
    GasTable gas = evm.gasTable;
    if (f.gas <= gas.storeSentry) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    JournaledState state = evm.state;
    long[] s = f.stack;
    int at = f.sp - 4;
    int value = at - 4;
    int slot = state.slot(f.target, s[at + 3], s[at + 2], s[at + 1], s[at]);
    long cost = state.warmSlot(slot) ? gas.coldStore : 0;
    long[] scratch = evm.scratch;
    state.storage(slot, scratch, 0);
    if (gas.comparesOriginal) {
      state.originalStorage(slot, scratch, 4);
    } else {
      System.arraycopy(scratch, 0, scratch, 4, 4);
    }
    boolean changes = !Arrays.equals(scratch, 0, 4, s, value, value + 4);
    boolean isFirstChange = Arrays.equals(scratch, 0, 4, scratch, 4, 8);
    boolean originalIsZero = isZero(scratch, 4);
    if (changes && isFirstChange) {
      cost += originalIsZero ? gas.storeSet : gas.storeReset;
    } else {
      cost += gas.storeUnchanged;
    }
    if (!f.charge(cost)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    if (changes) {
      refund(gas, state, scratch, s, value);
      state.setStorage(slot, s, value);
    }
    f.sp -= 8;
    return Signal.NEXT;
  }

  private static void refund(
      GasTable gas, JournaledState state, long[] scratch, long[] s, int value) {
    if (!isZero(scratch, 4)) {
      if (isZero(scratch, 0)) {
        state.addRefund(-gas.storeClearRefund);
      }
      if (isZero(s, value)) {
        state.addRefund(gas.storeClearRefund);
      }
    }
    if (gas.comparesOriginal
        && Arrays.equals(scratch, 4, 8, s, value, value + 4)
        && !Arrays.equals(scratch, 0, 4, scratch, 4, 8)) {
      long paid = isZero(scratch, 4) ? gas.storeSet : gas.storeReset;
      state.addRefund(paid - gas.storeUnchanged);
    }
  }

  static int loadTransient(Evm evm, Frame f) {
    int at = f.sp - 4;
    long[] s = f.stack;
    evm.state.transientStorage(f.target, s[at + 3], s[at + 2], s[at + 1], s[at], s, at);
    return Signal.NEXT;
  }

  static int storeTransient(Evm evm, Frame f) {
    if (f.isStatic) {
      return f.halt(HaltReason.WRITE_IN_STATIC_CONTEXT);
    }
    int at = f.sp - 4;
    long[] s = f.stack;
    evm.state.setTransientStorage(f.target, s[at + 3], s[at + 2], s[at + 1], s[at], s, at - 4);
    f.sp -= 8;
    return Signal.NEXT;
  }

  static int selfDestruct(Evm evm, Frame f) {
    if (f.isStatic) {
      return f.halt(HaltReason.WRITE_IN_STATIC_CONTEXT);
    }
    GasTable gas = evm.gasTable;
    JournaledState state = evm.state;
    int at = f.sp - 4;
    int beneficiary = state.account(f.stack[at + 2], f.stack[at + 1], f.stack[at]);
    f.sp = at;
    if (!f.charge(evm.coldCost(beneficiary, gas.coldBeneficiary))) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    boolean bringsIntoExistence =
        gas.emptyIsNothing
            ? state.isEmpty(beneficiary) && !state.hasZeroBalance(f.target)
            : !state.exists(beneficiary);
    if (bringsIntoExistence && gas.pricesNewBeneficiary && !f.charge(GasTable.NEW_ACCOUNT)) {
      return f.halt(HaltReason.OUT_OF_GAS);
    }
    U256 balance = state.balance(f.target);
    boolean isDestroyed = !gas.destroysOnlyNew || state.isCreatedInTransaction(f.target);
    state.balance(f.target, evm.scratch, 0);
    state.transfer(f.target, beneficiary, evm.scratch, 0);
    if (isDestroyed) {
      if (beneficiary == f.target) {
        state.setBalance(f.target, U256.ZERO);
      }
      if (state.destroy(f.target)) {
        state.addRefund(gas.selfDestructRefund);
      }
    }
    if (gas.logsTransfers && !balance.isZero()) {
      Address self = state.address(f.target);
      if (beneficiary != f.target) {
        evm.addLog(TransferLog.transfer(self, state.address(beneficiary), balance));
      } else if (isDestroyed) {
        evm.addLog(TransferLog.burn(self, balance));
      }
    }
    if (evm.tracer != null) {
      evm.tracer.selfDestruct(state.address(f.target), state.address(beneficiary), balance);
    }
    return Signal.RETURN;
  }

  static int blockHash(Evm evm, Frame f) {
    int at = f.sp - 4;
    long wanted = f.saturated(at);
    long current = evm.block.number();
    f.sp = at;
    boolean isRecent = wanted < current && wanted >= current - 256;
    f.push(isRecent ? evm.block.blockHashes().hash(wanted).toU256() : U256.ZERO);
    return Signal.NEXT;
  }

  private static boolean isZero(long[] limbs, int at) {
    return (limbs[at] | limbs[at + 1] | limbs[at + 2] | limbs[at + 3]) == 0;
  }
}
