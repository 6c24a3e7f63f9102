package io.weft.node.cli.evm.t8n;

import io.weft.execution.block.BlockExecution;
import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.types.Transaction;
import io.weft.node.cli.evm.WorldState;
import io.weft.node.rpc.RpcException;
import io.weft.node.rpc.api.trace.Trace;
import io.weft.node.rpc.api.trace.TraceOptions;
import io.weft.node.rpc.api.trace.TraceScene;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a tracer tells of each transaction to a file of its own, {@code
 * trace-INDEX-HASH.json}. The transaction is executed for it by itself, on the state it finds. One
 * that is rejected leaves no file.
 *
 * @param folder where the files go
 */
record TracerFiles(Path folder, TraceOptions options) {

  void write(
      ChainSpec spec,
      BlockEnvironment block,
      WorldState before,
      BlockExecution execution,
      int index,
      Transaction transaction,
      @Nullable Address sender) {
    Trace trace = start(block);
    JournaledState state =
        new JournaledState(
            trace.over(before.apply(execution.diff())),
            TransactionProcessor.emptyAccountRule(block.fork()));
    TransactionResult result =
        new TransactionProcessor(spec)
            .process(
                block,
                transaction,
                sender,
                execution.gasLeft(),
                execution.blobGasLeft(),
                state,
                trace.tracer());
    if (result instanceof TransactionResult.Executed executed) {
      ToolFiles.write(
          folder.resolve("trace-" + index + "-" + transaction.hash() + ".json"),
          trace.json(transaction, executed, state.toDiff()));
    }
  }

  private Trace start(BlockEnvironment block) {
    try {
      return options.start(TraceScene.of(block.fork()));
    } catch (RpcException e) {
      throw new TransitionFailure(TransitionFailure.CONFIG, e.getMessage());
    }
  }
}
