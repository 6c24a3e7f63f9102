package io.weft.node.rpc.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.weft.execution.ExecutionEngine;
import io.weft.execution.block.BlockExecution;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.chain.ChainView;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.evm.StopSignal;
import io.weft.execution.primitives.Address;
import io.weft.execution.primitives.Hash32;
import io.weft.execution.state.JournaledState;
import io.weft.execution.state.StateDiff;
import io.weft.execution.state.StateView;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Executed;
import io.weft.execution.types.Block;
import io.weft.execution.types.Transaction;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.api.trace.Trace;
import io.weft.node.rpc.api.trace.TraceScene;
import io.weft.node.rpc.json.CallRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes committed transactions again, on the state they found, to have them traced. */
final class Replay {
  private final ExecutionEngine engine;
  private final Blocks blocks;
  private final Simulator simulator;

  Replay(ExecutionEngine engine, Blocks blocks, Simulator simulator) {
    this.engine = engine;
    this.blocks = blocks;
    this.simulator = simulator;
  }

  /**
   * Traces the transactions of a block from {@code from} up to but not with {@code to}.
   *
   * @param style starts the trace of each, given what is in force
   */
  List<JsonNode> trace(
      long number, int from, int to, Function<TraceScene, Trace> style, StopSignal stop) {
    Block block = engine.head().block(number);
    ChainView before = engine.parentOf(number);
    if (block == null || before == null) {
      throw RpcException.refused("block " + number + " not found");
    }
    TransactionProcessor processor =
        new TransactionProcessor(engine.spec(), engine.machine(null, stop));
    ParentBlock parent =
        new ParentBlock(
            before.header(),
            before,
            ancestor -> {
              Hash32 hash = before.hash(ancestor);
              return hash == null ? Hash32.ZERO : hash;
            },
            _ -> Hash32.ZERO); // roots between transactions are not looked at
    BlockEnvironment environment =
        BlockExecution.environment(engine.spec(), block.header(), parent);
    JournaledState state =
        new JournaledState(before, TransactionProcessor.emptyAccountRule(environment.fork()));
    BlockExecution execution =
        new BlockExecution(engine.spec(), parent, environment, processor, state);
    execution.begin(block.header().parentBeaconBlockRoot());
    TraceScene scene = TraceScene.of(environment.fork());
    List<JsonNode> traces = new ArrayList<>(to - from);
    for (int i = 0; i < to; i++) {
      Transaction transaction = block.transactions().get(i);
      Address sender = blocks.sender(transaction, block.header());
      if (i >= from) {
        Trace trace = style.apply(scene);
        trace.locate(block.hash(), number, i);
        StateView reached = new ChangedState(before, execution.diff());
        traces.add(
            traceOne(processor, environment, execution, transaction, sender, reached, trace));
      }
      if (i + 1 < to) {
        execution.add(transaction, sender, null);
      }
    }
    return traces;
  }

  /** Executes one transaction by itself on the state that those before it left. */
  private static JsonNode traceOne(
      TransactionProcessor processor,
      BlockEnvironment environment,
      BlockExecution execution,
      Transaction transaction,
      Address sender,
      StateView reached,
      Trace trace) {
    JournaledState state =
        new JournaledState(
            trace.over(reached), TransactionProcessor.emptyAccountRule(environment.fork()));
    TransactionResult result =
        processor.process(
            environment,
            transaction,
            sender,
            execution.gasLeft(),
            execution.blobGasLeft(),
            state,
            trace.tracer());
    if (!(result instanceof Executed executed)) {
      throw new IllegalStateException("committed transaction is rejected: " + transaction.hash());
    }
    return trace.json(transaction, executed, state.toDiff());
  }

  /** How an execution went that left nothing behind, and what it would have changed. */
  record Traced(JsonNode json, StateDiff diff) {}

  /**
   * Traces a call.
   *
   * @param originals where slots have the values that count as those before, null for the scene
   */
  Traced traceCall(
      Simulator.Scene scene,
      @Nullable StateView originals,
      CallRequest request,
      Function<TraceScene, Trace> style,
      StopSignal stop) {
    Trace trace = style.apply(trace(scene));
    long gas = simulator.gas(request);
    JournaledState state = journal(trace, scene);
    if (originals != null) {
      state.takeOriginalsFrom(originals);
    }
    Executed result = simulator.execute(scene, request, gas, state, trace.tracer(), stop);
    Transaction transaction = request.withGas(gas).transaction(engine.spec().chainId(), gas);
    StateDiff diff = state.toDiff();
    return new Traced(trace.json(transaction, result, diff), diff);
  }

  /**
   * Traces a transaction that was signed but not sent.
   *
   * @throws RpcException where it is not valid in the scene
   */
  JsonNode traceSigned(
      Simulator.Scene scene,
      Transaction transaction,
      Function<TraceScene, Trace> style,
      StopSignal stop) {
    Trace trace = style.apply(trace(scene));
    BlockEnvironment block = scene.block();
    JournaledState state = journal(trace, scene);
    TransactionResult result =
        new TransactionProcessor(engine.spec(), engine.machine(scene.precompiles(), stop))
            .process(
                block,
                transaction,
                engine.senders().recover(transaction, block.fork()),
                block.gasLimit(),
                Long.MAX_VALUE,
                state,
                trace.tracer());
    return switch (result) {
      case Executed executed -> trace.json(transaction, executed, state.toDiff());
      case TransactionResult.Rejected rejected -> throw CallFailure.of(rejected);
    };
  }

  private static TraceScene trace(Simulator.Scene scene) {
    return new TraceScene(scene.block().fork(), scene.precompiles());
  }

  private static JournaledState journal(Trace trace, Simulator.Scene scene) {
    return new JournaledState(
        trace.over(scene.state()), TransactionProcessor.emptyAccountRule(scene.block().fork()));
  }
}
