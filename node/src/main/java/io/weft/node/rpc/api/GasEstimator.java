package io.weft.node.rpc.api;

import io.weft.execution.chainspec.Fork;
import io.weft.execution.evm.HaltReason;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.primitives.U256;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Account;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.CallRequest;

/**
 * Finds the least gas limit with which a transaction succeeds: one run with all gas there is, one
 * with what that run needed, and between those bounds a binary search, until they are within one
 * and a half per cent. Code may behave differently with different gas, so every step is a run.
 */
final class GasEstimator {
  private static final long TRANSFER = 21_000;
  private static final long CALL_STIPEND = 2_300;
  private static final long MAX_TRANSACTION_GAS = 1 << 24; // EIP-7825
  private static final double TOLERANCE = 0.015;

  private final Simulator simulator;

  GasEstimator(Simulator simulator) {
    this.simulator = simulator;
  }

  long estimate(Simulator.Scene scene, CallRequest request, StopSignal stop) {
    long most = upperBound(scene, request);
    if (isPlainTransfer(scene, request)
        && most >= TRANSFER
        && succeeds(scene, request, TRANSFER, stop)) {
      return TRANSFER;
    }
    Executed full = simulator.execute(scene, request, most, null, stop);
    if (!full.isSuccess()) {
      throw full.haltReason() == HaltReason.OUT_OF_GAS
          ? RpcException.refused("gas required exceeds allowance (" + most + ")")
          : CallFailure.of(full);
    }
    long low = full.gasUsed() - 1;
    long high = most;
    long likely = withCallReserve(full.gasBeforeRefund() + CALL_STIPEND);
    if (likely < high) {
      if (succeeds(scene, request, likely, stop)) {
        high = likely;
      } else {
        low = likely;
      }
    }
    while (low + 1 < high && (double) (high - low) / high > TOLERANCE) {
      // Most need little more than they use, so the search leans to the lower end.
      long middle = Math.min((high + low) >>> 1, 2 * low);
      if (succeeds(scene, request, middle, stop)) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return high;
  }

  /** A call keeps back a 64th of the gas (EIP-150). */
  private static long withCallReserve(long gas) {
    return gas * 64 / 63;
  }

  private long upperBound(Simulator.Scene scene, CallRequest request) {
    Long asked = request.gas();
    long most = asked != null && asked >= TRANSFER ? asked : scene.block().gasLimit();
    if (scene.block().fork().isAtLeast(Fork.OSAKA)) {
      most = Math.min(most, MAX_TRANSACTION_GAS);
    }
    most = Math.min(most, affordable(scene, request));
    return Math.min(most, simulator.callGasCap());
  }

  /** How much gas the sender can pay for at the price it bids. */
  private static long affordable(Simulator.Scene scene, CallRequest request) {
    U256 price = request.gasPrice() != null ? request.gasPrice() : request.maxFeePerGas();
    if (price == null || price.isZero()) {
      return Long.MAX_VALUE;
    }
    Account account = scene.state().account(request.sender());
    U256 balance = account == null ? U256.ZERO : account.balance();
    if (balance.compareTo(request.valueOrZero()) < 0) {
      throw RpcException.refused("insufficient funds for transfer");
    }
    return balance.subtract(request.valueOrZero()).divide(price).toLongSaturated();
  }

  private static boolean isPlainTransfer(Simulator.Scene scene, CallRequest request) {
    if (request.to() == null
        || !request.data().isEmpty()
        || request.accessList() != null
        || request.authorizations() != null) {
      return false;
    }
    Account recipient = scene.state().account(request.to());
    return recipient == null || !recipient.hasCode();
  }

  private boolean succeeds(Simulator.Scene scene, CallRequest request, long gas, StopSignal stop) {
    return switch (simulator.attempt(scene, request, gas, null, stop)) {
      case Executed executed -> executed.isSuccess();
      case Rejected _ -> false;
    };
  }
}
