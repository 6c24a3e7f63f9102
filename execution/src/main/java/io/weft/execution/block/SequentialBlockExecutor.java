package io.weft.execution.block;

import io.weft.execution.chainspec.ChainSpec;
import io.weft.execution.evm.BlockEnvironment;
import io.weft.execution.primitives.Address;
import io.weft.execution.state.EmptyAccountRule;
import io.weft.execution.state.JournaledState;
import io.weft.execution.transaction.SenderRecovery;
import io.weft.execution.transaction.TransactionProcessor;
import io.weft.execution.transaction.TransactionResult;
import io.weft.execution.transaction.TransactionResult.Rejected;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockHeader;
import io.weft.execution.types.Transaction;
import java.util.List;

/**
 * Executes one transaction after the other, as the specification reads. It is the oracle for every
 * other executor. One thread owns an instance and uses it for any number of blocks.
 */
public final class SequentialBlockExecutor implements BlockExecutor {
  private final ChainSpec spec;
  private final SenderRecovery senders;
  private final TransactionProcessor processor;
  private final JournaledState state;

  public SequentialBlockExecutor(ChainSpec spec, SenderRecovery senders) {
    this.spec = spec;
    this.senders = senders;
    processor = new TransactionProcessor(spec);
    state = new JournaledState(EmptyState.INSTANCE, EmptyAccountRule.DELETE);
  }

  @Override
  public BlockResult execute(ParentBlock parent, Block block) {
    return execute(parent, block, BlockTracer.NONE);
  }

  /** As {@link #execute(ParentBlock, Block)}, watched. */
  public BlockResult execute(ParentBlock parent, Block block, BlockTracer tracer) {
    BlockHeader header = block.header();
    BlockEnvironment environment = BlockExecution.environment(spec, header, parent);
    BlockExecution execution = new BlockExecution(spec, parent, environment, processor, state);
    execution.begin(header.parentBeaconBlockRoot());
    List<Transaction> transactions = block.transactions();
    for (int i = 0; i < transactions.size(); i++) {
      Transaction transaction = transactions.get(i);
      Address sender = senders.recover(transaction, environment.fork());
      TransactionResult result = execution.add(transaction, sender, tracer.begin(i, transaction));
      tracer.end(i, result);
      if (result instanceof Rejected rejected) {
        return InvalidBlock.of(i, rejected);
      }
    }
    InvalidBlock invalid =
        execution.finish(header, block.body().ommers(), block.body().withdrawals());
    return invalid != null ? invalid : execution.executed(block);
  }
}
