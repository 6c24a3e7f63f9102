package io.weft.node.rpc.api;

import io.weft.execution.evm.HaltReason;
import io.weft.execution.transaction.TransactionResult;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.api.trace.Failures;

/** Failed calls as errors, in geth's words. */
final class CallFailure {
  private CallFailure() {}

  /**
   * The result itself where the call succeeded.
   *
   * @throws RpcException where it did not
   */
  static TransactionResult.Executed requireSuccess(TransactionResult.Executed result) {
    if (!result.isSuccess()) {
      throw of(result);
    }
    return result;
  }

  static RpcException of(TransactionResult.Executed failed) {
    return failed.haltReason() == null
        ? RpcException.reverted(Failures.revertMessage(failed.output()), failed.output())
        : RpcException.refused(message(failed));
  }

  /** Why a call failed. */
  static String message(TransactionResult.Executed failed) {
    HaltReason halt = failed.haltReason();
    return halt == null ? Failures.revertMessage(failed.output()) : Failures.message(halt);
  }

  /** A call of a simulated block that could not start, with the codes of eth_simulateV1. */
  static RpcException ofSimulation(TransactionResult.Rejected rejected) {
    int code =
        switch (rejected.reason()) {
          case NONCE_MISMATCH_TOO_LOW -> -38010;
          case NONCE_MISMATCH_TOO_HIGH -> -38011;
          case INSUFFICIENT_MAX_FEE_PER_GAS -> -38012;
          case INTRINSIC_GAS_TOO_LOW, INTRINSIC_GAS_BELOW_FLOOR_GAS_COST -> -38013;
          case INSUFFICIENT_ACCOUNT_FUNDS -> -38014;
          case SENDER_NOT_EOA -> -38024;
          case INITCODE_SIZE_EXCEEDED -> -38025;
          default -> RpcException.SERVER_ERROR;
        };
    return RpcException.of(code, "err: " + of(rejected).getMessage());
  }

  /** A call that could not start. */
  static RpcException of(TransactionResult.Rejected rejected) {
    String what =
        switch (rejected.reason()) {
          case INSUFFICIENT_ACCOUNT_FUNDS -> "insufficient funds for gas * price + value: ";
          case INTRINSIC_GAS_TOO_LOW -> "intrinsic gas too low: ";
          case INTRINSIC_GAS_BELOW_FLOOR_GAS_COST -> "insufficient gas for floor data gas cost: ";
          case INITCODE_SIZE_EXCEEDED -> "max initcode size exceeded: ";
          case GAS_LIMIT_EXCEEDS_MAXIMUM -> "transaction gas limit too high: ";
          case NONCE_IS_MAX -> "nonce has max value: ";
          default -> "";
        };
    return RpcException.refused(what + rejected.detail());
  }
}
