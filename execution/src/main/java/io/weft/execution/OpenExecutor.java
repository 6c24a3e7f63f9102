package io.weft.execution;

import io.weft.execution.block.BlockExecutor;

/** An executor with the threads it owns, until it is closed. For one block at a time. */
public interface OpenExecutor extends BlockExecutor, AutoCloseable {
  /** How often transactions of the last block were executed, each attempt counted. */
  long executions();

  @Override
  void close();
}
