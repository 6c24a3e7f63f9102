package io.weft.execution;

import io.weft.execution.BlockExecutors.Execution;
import io.weft.execution.block.BlockExecutor;
import io.weft.execution.block.BlockResult;
import io.weft.execution.block.ParentBlock;
import io.weft.execution.block.TransactionExecutor;
import io.weft.execution.types.Block;
import io.weft.execution.types.BlockAccessList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The blocks that are being executed, by whatever executor. For any thread. */
final class UnderWay {
  private final Set<Execution> executions = ConcurrentHashMap.newKeySet();

  List<Execution> executions() {
    return List.copyOf(executions);
  }

  private Execution begin(long blockNumber) {
    Execution execution = new Execution(blockNumber, Thread.currentThread());
    executions.add(execution);
    return execution;
  }

  /** The same executor, whose blocks are seen here. */
  BlockExecutor seenAt(BlockExecutor executor) {
    return new BlockExecutor() {
      @Override
      public BlockResult execute(ParentBlock parent, Block block) {
        return execute(parent, block, null);
      }

      @Override
      public BlockResult execute(
          ParentBlock parent, Block block, @Nullable BlockAccessList accessList) {
        Execution execution = begin(block.number());
        try {
          return executor.execute(parent, block, accessList);
        } finally {
          executions.remove(execution);
        }
      }
    };
  }

  /** The same for blocks that are being built. */
  TransactionExecutor seenBuilding(TransactionExecutor executor) {
    return (block, candidates) -> {
      Execution execution = begin(block.environment().number());
      try {
        executor.execute(block, candidates);
      } finally {
        executions.remove(execution);
      }
    };
  }
}
