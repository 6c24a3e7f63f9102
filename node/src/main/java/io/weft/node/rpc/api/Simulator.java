package io.weft.node.rpc.api;

import io.weft.execution.ExecutionEngine;
import io.weft.execution.chain.ChainView;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.evm.Tracer;
import io.weft.execution.evm.precompile.PrecompiledContracts;
import io.weft.execution.primitives.U256;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.BlockId;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.json.BlockOverrides;
import io.weft.node.rpc.json.CallRequest;
import io.weft.node.rpc.json.StateOverrides;
import org.jspecify.annotations.Nullable;

/** Executes single calls at a block of the chain, with overrides, on the caller's thread. */
final class Simulator {
  private final Blocks blocks;
  private final PendingBlock pending;
  private final ExecutionEngine engine;
  private final long callGas;

  Simulator(Blocks blocks, PendingBlock pending, RpcServices services) {
    this.blocks = blocks;
    this.pending = pending;
    this.engine = services.engine();
    this.callGas = services.limits().callGas();
  }

  /** Where a call takes place. */
  record Scene(StateView state, BlockEnvironment block, PrecompiledContracts precompiles) {}

  Scene scene(BlockId id, StateOverrides state, BlockOverrides block) {
    ChainView view = blocks.get(id);
    BlockEnvironment environment =
        id == BlockId.Tag.PENDING ? pending.environment(view) : engine.environment(view);
    PrecompiledContracts precompiles = state.over(PrecompiledContracts.of(environment.fork()));
    return new Scene(state.over(view), block.over(environment), precompiles);
  }

  /** The gas limit of a call: what it asks for, within what this node allows. */
  long gas(CallRequest request) {
    return request.gas() == null ? callGas : Math.min(request.gas(), callGas);
  }

  /**
   * Executes a call with this gas limit.
   *
   * @throws RpcException where it cannot even start
   */
  TransactionResult.Executed execute(
      Scene scene, CallRequest request, long gasLimit, @Nullable Tracer tracer, StopSignal stop) {
    return execute(scene, request, gasLimit, journal(scene), tracer, stop);
  }

  /**
   * The same where the caller wants to see what it changes.
   *
   * @param journal on the state of the scene, or on one that watches it
   */
  TransactionResult.Executed execute(
      Scene scene,
      CallRequest request,
      long gasLimit,
      JournaledState journal,
      @Nullable Tracer tracer,
      StopSignal stop) {
    return switch (attempt(scene, request, gasLimit, journal, tracer, stop)) {
      case TransactionResult.Executed executed -> executed;
      case TransactionResult.Rejected rejected -> throw CallFailure.of(rejected);
    };
  }

  TransactionResult attempt(
      Scene scene, CallRequest request, long gasLimit, @Nullable Tracer tracer, StopSignal stop) {
    return attempt(scene, request, gasLimit, journal(scene), tracer, stop);
  }

  private TransactionResult attempt(
      Scene scene,
      CallRequest request,
      long gasLimit,
      JournaledState journal,
      @Nullable Tracer tracer,
      StopSignal stop) {
    Transaction transaction =
        request.withGas(gasLimit).transaction(engine.spec().chainId(), gasLimit);
    BlockEnvironment block = request.hasFee() ? scene.block : withoutBaseFee(scene.block);
    if (transaction.maxFeePerGas().compareTo(block.baseFeePerGas()) < 0) {
      throw RpcException.refused(
          "max fee per gas less than block base fee: address %s, maxFeePerGas: %s, baseFee: %s"
              .formatted(request.sender(), transaction.maxFeePerGas(), block.baseFeePerGas()));
    }
    return new TransactionProcessor(engine.spec(), engine.machine(scene.precompiles(), stop))
        .simulate(block, transaction, request.sender(), journal, tracer);
  }

  private static JournaledState journal(Scene scene) {
    return new JournaledState(
        scene.state, TransactionProcessor.emptyAccountRule(scene.block.fork()));
  }

  /** A call that bids nothing is not held to the price of the block. */
  private static BlockEnvironment withoutBaseFee(BlockEnvironment block) {
    return BlockOverrides.ofBaseFee(U256.ZERO).over(block);
  }

  long callGasCap() {
    return callGas;
  }
}
