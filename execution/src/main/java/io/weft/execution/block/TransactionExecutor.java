package io.weft.execution.block;

/** Executes the transactions of a block, between what happens before them and after. */
public interface TransactionExecutor {
  /**
   * Executes candidates until they end or one of them {@linkplain Candidates#ended ends} the block.
   * Whatever the executor, they have the same effect as if executed in their order, one by one.
   */
  void execute(BlockExecution execution, Candidates candidates);
}
